/**
 * Learns the names of people who are seen but not known.
 *
 * @import {Api} from "./api.js"
 * @import {Store} from "./store.js"
 */

import { learn, strangers } from "../model/people.js";

/** People asked for at once; the server's most. */
const MOST = 200;

export class Names {
  #store;
  #api;
  /** @type {Set<string>} */
  #asked = new Set();

  /** @param {Store} store @param {Pick<Api, "people">} api */
  constructor(store, api) {
    this.#store = store;
    this.#api = api;
  }

  /** @param {Iterable<string>} ids of people, known or not */
  async ask(ids) {
    const { people: known, me } = this.#store.state;
    // Where people have accounts, one without a sign-in name was only seen by name.
    const some = strangers(known, ids, ({ handle, inactive }) => !me.handle || Boolean(handle || inactive))
      .filter((id) => !this.#asked.has(id))
      .slice(0, MOST);
    if (some.length === 0) return;
    for (const id of some) this.#asked.add(id);
    try {
      const { people } = await this.#api.people(some);
      this.#store.update({ people: learn(this.#store.state.people, people) });
    } catch {
      // They stay nameless until they are seen again.
      for (const id of some) this.#asked.delete(id);
    }
  }
}
