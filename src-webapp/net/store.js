/**
 * What is known, and who wants to hear when it changes.
 *
 * @import {Channel, Limits, Message, Person} from "../model/protocol.js"
 * @import {OwnEvent, Timeline} from "../model/timeline.js"
 * @import {ServerEvent} from "../model/protocol.js"
 * @import {People} from "../model/people.js"
 * @import {Presence} from "../model/presence.js"
 * @import {Typists} from "../model/typing.js"
 */

import { waitingOf } from "../model/pending.js";
import { NOBODY } from "../model/presence.js";
import { emptyTimeline, fold } from "../model/timeline.js";

/**
 * @typedef {"starting" | "open" | "blink" | "cut" | "other" | "signed-out"} Link how the connection is: `blink`
 *   becomes `cut` when it lasts; `other`: this browser is signed in as somebody else meanwhile
 *
 * @typedef {{channel: Channel | null, by: string | null}} Closed as it was last, null: not known; and who ended it, null:
 *   not known
 *
 * @typedef {object} State never changed, only replaced
 * @property {Person} me
 * @property {Link} link
 * @property {readonly Channel[]} channels that the person is in
 * @property {string | null} shown the channel that the reader has opened, also one that is none of `channels`
 * @property {ReadonlyMap<string, Closed>} closed channels that the person is in no more, by id, until the next welcome or
 *   the page's end
 * @property {Limits | null} limits
 * @property {ReadonlyMap<string, Timeline>} timelines by channel
 * @property {ReadonlyMap<string, "loading" | "failed">} pages how a history page that was asked for stands, by channel
 * @property {ReadonlyMap<string, "loading" | "failed">} later the same of the page after what is looked at far back
 * @property {People} people
 * @property {Presence} presence
 * @property {number} crowd how many are here in the channel that is shown, where they are too many to be named; else 0
 * @property {ReadonlyMap<string, Typists>} typists by channel
 * @property {ReadonlyMap<string, number>} others who type and are not named, by channel
 * @property {number} waiting sends that are not at the server yet, of all channels, also those that failed
 * @property {ReadonlyMap<string, number>} missed messages of others that came while the connection was lost (a blink
 *   does not count), by channel, from the return on until the channel is seen; about, where too much was missed to count
 * @property {"kept" | "memory"} outbox whether what waits survives this page; `memory`: the browser refuses, or has no
 *   room, so it is lost with the page
 */

/**
 * Fires "change", "arrival" with `{channel, messages}` of others in `detail` that were not known before, in order and
 * when their authors can be named, "you" when something of the person's own state has changed that is no channel, and
 * "settled" with own sends that are pending no more: they are among the messages, or were taken back.
 */
export class Store extends EventTarget {
  /** @type {State} */
  state;

  /** @param {Person} me */
  constructor(me) {
    super();
    this.state = {
      me,
      link: "starting",
      channels: [],
      shown: null,
      closed: new Map(),
      limits: null,
      timelines: new Map(),
      pages: new Map(),
      later: new Map(),
      people: new Map([[me.id, me]]),
      presence: NOBODY,
      crowd: 0,
      typists: new Map(),
      others: new Map(),
      waiting: 0,
      missed: new Map(),
      outbox: "kept",
    };
  }

  /** @param {Partial<State>} patch */
  update(patch) {
    this.state = { ...this.state, ...patch };
    this.dispatchEvent(new Event("change"));
  }

  /** @param {string} channel @param {ServerEvent | OwnEvent} event */
  fold(channel, event) {
    const before = this.state.timelines.get(channel);
    if (!before) return;
    const after = fold(before, event);
    if (after === before) return;
    const timelines = new Map(this.state.timelines).set(channel, after);
    if (after.pending === before.pending) return this.update({ timelines });
    this.update({ timelines, waiting: waitingIn(timelines) });
    // a send that is tried again goes on under another name
    if (event.type !== "again") this.#settle(before, after);
  }

  /** Makes sure that there is a timeline. @param {string} channel */
  ensure(channel) {
    const { timelines, me } = this.state;
    if (timelines.has(channel)) return;
    this.update({ timelines: new Map(timelines).set(channel, emptyTimeline(channel, me.id)) });
  }

  /** @param {Timeline} before @param {Timeline} after */
  #settle(before, after) {
    const still = new Set(after.pending.map(({ cid }) => cid));
    const settled = before.pending.filter(({ cid }) => !still.has(cid));
    if (settled.length > 0) this.dispatchEvent(new CustomEvent("settled", { detail: settled }));
  }

  /** @param {string} channel @param {readonly Message[]} messages */
  arrived(channel, messages) {
    this.dispatchEvent(new CustomEvent("arrival", { detail: { channel, messages } }));
  }
}

/** @param {ReadonlyMap<string, Timeline>} timelines */
function waitingIn(timelines) {
  let waiting = 0;
  for (const { pending } of timelines.values()) waiting += waitingOf(pending);
  return waiting;
}
