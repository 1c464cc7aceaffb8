/**
 * Learns the names of people who are seen but not known.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Api} from "./api.js"
 * @import {Clock} from "./clock.js"
 * @import {Store} from "./store.js"
 */

import { learn, strangers } from "../model/people.js";
import { within } from "./clock.js";

/** People asked for at once; the server's most. */
const MOST = 200;

/** Nobody waits longer for a name; milliseconds. */
const PATIENCE = 5_000;

export class Names {
  #store;
  #api;
  #clock;
  /** Those who were asked for, and the answer. @type {Map<string, Promise<unknown>>} */
  #asked = new Map();

  /** @param {Store} store @param {Pick<Api, "people">} api @param {Clock} clock */
  constructor(store, api, clock) {
    this.#store = store;
    this.#api = api;
    this.#clock = clock;
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

  /**
   * @param {Iterable<string>} ids of people, known or not
   * @returns {Promise<unknown>} fulfilled when they are known, or will not be soon
   */
  ask(ids) {
    this.#askForStrangers(ids);
    return Promise.all(Array.from(ids, (id) => this.#asked.get(id)));
  }

  /** @param {Iterable<string>} ids */
  #askForStrangers(ids) {
    const { people: known, me } = this.#store.state;
    // Where people have accounts, one without a sign-in name was only seen by name.
    const some = strangers(known, ids, ({ handle, inactive }) => !me.handle || Boolean(handle || inactive))
      .filter((id) => !this.#asked.has(id))
      .slice(0, MOST);
    if (some.length === 0) return;
    const answer = within(this.#clock, PATIENCE, this.#learn(some));
    for (const id of some) this.#asked.set(id, answer);
  }

  /** @param {readonly string[]} ids */
  async #learn(ids) {
    try {
      const { people } = await this.#api.people(ids);
      this.#store.update({ people: learn(this.#store.state.people, people) });
    } catch {
      // They stay nameless until they are seen again.
      for (const id of ids) this.#asked.delete(id);
    }
  }
}
