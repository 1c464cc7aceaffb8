/**
 * Sends what is pending, one at a time in each channel, until each is answered.
 *
 * @import {Pending} from "../model/pending.js"
 * @import {Refused} from "../model/protocol.js"
 * @import {Clock} from "./clock.js"
 * @import {Store} from "./store.js"
 */

import { next } from "../model/pending.js";

/** A send without an answer for so long means that the connection is broken, whatever else it says. Milliseconds. */
export const UNANSWERED = 30_000;

/** Before a send is repeated: at least this, and a random part that doubles with every try up to LONGEST. */
const SHORTEST = 250;
const LONGEST = 15_000;

export class Sender {
  #store;
  #link;
  #clock;
  #random;
  /** Channels in which what was missed has come, so that a send that arrived before the cut is known. @type {Set<string>} */
  #open = new Set();
  /** Waits for the answer to the send in flight, by channel. @type {Map<string, () => void>} */
  #answers = new Map();
  /** Holds back a send that shall be repeated, by channel. @type {Map<string, () => void>} */
  #pauses = new Map();

  /**
   * @param {Store} store
   * @param {{send: (command: object) => boolean, resume: () => void}} link
   * @param {Clock} clock
   * @param {() => number} random
   */
  constructor(store, link, clock, random) {
    this.#store = store;
    this.#link = link;
    this.#clock = clock;
    this.#random = random;
  }

  /** @param {string} channel */
  open(channel) {
    this.#open.add(channel);
    this.pump(channel);
  }

  /** The connection is gone. */
  cut() {
    this.#open.clear();
    for (const timers of [this.#answers, this.#pauses]) {
      for (const cancel of timers.values()) cancel();
      timers.clear();
    }
  }

  /** Hands over what is due in a channel. @param {string} channel */
  pump(channel) {
    const pending = this.#store.state.timelines.get(channel)?.pending ?? [];
    if (!pending.some((send) => send.state === "sending")) this.#cancel(this.#answers, channel);
    if (!this.#open.has(channel) || this.#pauses.has(channel)) return;
    const due = next(pending);
    if (!due || !this.#link.send(commandOf(due, channel))) return;
    this.#store.fold(channel, { type: "sending", cid: due.cid });
    this.#answers.set(
      channel,
      this.#clock.after(UNANSWERED, () => this.#link.resume()),
    );
  }

  /** @param {Refused} event */
  refused(event) {
    for (const [channel, { pending }] of this.#store.state.timelines) {
      const send = pending.find(({ cid }) => cid === event.cid);
      if (!send) continue;
      this.#store.fold(channel, event);
      if (event.retry && !this.#pauses.has(channel)) this.#pause(channel, send.tries);
      this.pump(channel);
    }
  }

  /** @param {string} channel @param {number} tries */
  #pause(channel, tries) {
    const wait = SHORTEST + this.#random() * Math.min(LONGEST, SHORTEST * 2 ** (tries + 1));
    const cancel = this.#clock.after(wait, () => {
      this.#pauses.delete(channel);
      this.pump(channel);
    });
    this.#pauses.set(channel, cancel);
  }

  /** @param {Map<string, () => void>} timers @param {string} channel */
  #cancel(timers, channel) {
    timers.get(channel)?.();
    timers.delete(channel);
  }
}

/** @param {Pending} send @param {string} channel */
function commandOf({ cid, text, files, loud }, channel) {
  const command = { type: "send", cid, channel, text, ...(loud ? { loud } : {}) };
  return files.length === 0 ? command : { ...command, files: files.map(({ id, alt }) => (alt ? { id, alt } : { id })) };
}
