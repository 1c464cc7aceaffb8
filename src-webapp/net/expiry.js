/**
 * Takes statuses away when they end: the server tells who sets one, nobody tells that its time is over.
 *
 * @import {People} from "../model/people.js"
 * @import {Clock} from "./clock.js"
 * @import {Store} from "./store.js"
 */

import { nextEnd, withoutEnded } from "../model/statuses.js";

/** Timers of browsers go wrong beyond 24 days; milliseconds. */
const LONGEST = 24 * 60 * 60_000;

export class Expiry {
  #store;
  #clock;
  /** @type {People | null} */
  #seen = null;
  #cancel = () => {};

  /** @param {Store} store @param {Clock} clock */
  constructor(store, clock) {
    this.#store = store;
    this.#clock = clock;
    store.addEventListener("change", () => this.#look());
  }

  stop() {
    this.#cancel();
  }

  #look() {
    const { people } = this.#store.state;
    if (people === this.#seen) return;
    this.#seen = people;
    this.#cancel();
    const now = this.#clock.now();
    const end = nextEnd(people.values());
    this.#cancel =
      end === null ? () => {} : this.#clock.after(Math.min(Math.max(end - now, 0), LONGEST), () => this.#end());
  }

  #end() {
    this.#seen = null;
    const { people, me } = this.#store.state;
    const now = this.#clock.now();
    this.#store.update({
      people: withoutEnded(people, now),
      me: withoutEnded(new Map([[me.id, me]]), now).get(me.id) ?? me,
    });
  }
}
