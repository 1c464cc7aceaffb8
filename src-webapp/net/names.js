/**
 * Learns the names of people who are seen but not known.
 *
 * @import {Person} from "../model/protocol.js"
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

  /** People were changed, or are known anew. @param {readonly Person[]} people */
  told(people) {
    const { state } = this.#store;
    const self = people.find(({ id }) => id === state.me.id);
    this.#store.update({ people: learn(state.people, people), ...(self ? { me: self } : {}) });
  }

  /** There was a while in which nothing could be heard of them. @param {Iterable<string>} ids those that matter most first */
  async again(ids) {
    const some = [...new Set(ids)].slice(0, MOST);
    if (some.length === 0) return;
    try {
      this.told((await this.#api.people(some)).people);
    } catch {
      // They look as they did until something else is heard of them.
    }
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
