/**
 * Who is here and who types.
 *
 * @import {Crowd, Message, Presence as PresenceEvent, Typing, Typists as TypistsEvent} from "../model/protocol.js"
 * @import {Typists} from "../model/typing.js"
 * @import {Clock} from "./clock.js"
 * @import {Names} from "./names.js"
 * @import {Store} from "./store.js"
 */

import { partnersOf } from "../model/channels.js";
import { learnNames } from "../model/people.js";
import { NOBODY, only, see } from "../model/presence.js";
import { expire, NO_TYPISTS, SHOWN, stops, TOLD, types } from "../model/typing.js";

/** People whose presence is asked for beside those of the channel. */
const WATCHED = 100;

export class Company {
  #store;
  #names;
  #clock;
  #presenceIsNew = true;
  /** Those that are watched beside the channel. @type {readonly string[]} */
  #watched = [];
  /** When it was told how many more type, by channel. @type {Map<string, number>} */
  #counted = new Map();
  /** The channel that was asked for before it had come. @type {string | null} */
  #early = null;
  /** When one's typing was told, by channel. @type {Map<string, number>} */
  #told = new Map();

  /** @param {Store} store @param {Names} names @param {Clock} clock */
  constructor(store, names, clock) {
    this.#store = store;
    this.#names = names;
    this.#clock = clock;
  }

  /** Whether the presence of a channel was asked for before the server could know of it. @param {string} channel */
  lacks(channel) {
    return channel === this.#early;
  }

  /** The server knows the channels that it has told of. */
  welcomed() {
    this.#early = null;
  }

  /**
   * Whose presence is shown from now on: those of the channel that is read, and partners in conversations. The server
   * begins anew with it.
   *
   * @param {(command: object) => boolean} send
   */
  watch(send) {
    const { channels, shown, me } = this.#store.state;
    const people = [...new Set(channels.flatMap((channel) => partnersOf(channel, me.id)))].slice(0, WATCHED);
    const watched = channels.filter(({ id }) => id === shown).map(({ id }) => id);
    const begun = shown !== null && this.#store.state.timelines.get(shown)?.cursor !== null;
    this.#early = begun ? null : shown;
    if (send({ type: "watch", people, channels: watched })) {
      this.#presenceIsNew = true;
      this.#watched = people;
    }
  }

  /** @param {PresenceEvent} event */
  presence({ people }) {
    const { state } = this.#store;
    const presence = see(this.#presenceIsNew ? NOBODY : state.presence, people);
    const crowd = this.#presenceIsNew ? 0 : state.crowd;
    this.#presenceIsNew = false;
    this.#store.update({ crowd, presence, people: learnNames(state.people, people) });
    if (state.me.handle) this.#names.ask(people.map(({ id }) => id));
  }

  /** @param {Typing} event */
  typing({ channel, from }) {
    if (from === this.#store.state.me.id) return;
    this.#show(channel, types(this.#typists(channel), from, this.#clock.now()));
    this.#clock.after(SHOWN, () => this.#show(channel, expire(this.#typists(channel), this.#clock.now())));
    this.#names.ask([from]);
  }

  /** Of those who are too many to be named only the number is told, and what was known of them is old. @param {Crowd} event */
  crowd({ channel, online }) {
    if (channel !== this.#store.state.shown) return;
    this.#store.update({ crowd: online, presence: only(this.#store.state.presence, this.#watched) });
  }

  /** @param {TypistsEvent} event */
  typists({ channel, others }) {
    const now = this.#clock.now();
    this.#counted.set(channel, now);
    this.#count(channel, others);
    this.#clock.after(SHOWN, () => {
      if (this.#counted.get(channel) === now) this.#count(channel, 0);
    });
  }

  /** @param {string} channel @param {number} others */
  #count(channel, others) {
    this.#store.update({ others: new Map(this.#store.state.others).set(channel, others) });
  }

  /** They have sent what they typed. @param {string} channel @param {readonly Message[]} messages */
  said(channel, messages) {
    const typists = messages.reduce((still, { from }) => stops(still, from), this.#typists(channel));
    this.#show(channel, typists);
  }

  /** One types oneself: tells it, seldom. @param {string} channel @param {(command: object) => boolean} send */
  tell(channel, send) {
    const now = this.#clock.now();
    if (now - (this.#told.get(channel) ?? 0) < TOLD) return;
    if (send({ type: "typing", channel })) this.#told.set(channel, now);
  }

  /** @param {string} channel */
  #typists(channel) {
    return this.#store.state.typists.get(channel) ?? NO_TYPISTS;
  }

  /** @param {string} channel @param {Typists} typists */
  #show(channel, typists) {
    if (typists !== this.#typists(channel)) {
      this.#store.update({ typists: new Map(this.#store.state.typists).set(channel, typists) });
    }
  }
}
