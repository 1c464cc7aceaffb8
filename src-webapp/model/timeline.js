/**
 * What one channel looks like to one person: a pure fold of the server's events, of history pages and of one's own
 * sends. It does no I/O and knows no clock; the same events in the same order always give the same timeline.
 *
 * Law: `messages` has no hole between its oldest message and `cursor`, is in `seq` order and holds each message once,
 * in the highest revision seen, whatever the server repeats or reorders. The same holds for the messages of `past`,
 * which lie before them beyond a hole: what is in both is shown as one only when the hole is closed.
 *
 * @import {Gap, LastingEvent, LineEvent, Message, MessageEvent, MessageState, ServerEvent} from "./protocol.js"
 */

import { linesOf, withLines } from "./lines.js";
import { indexOf, merged, messageOf } from "./messages.js";
import { around, page, seqOf, withPending } from "./paging.js";
import { changedBy, endOf, startOf } from "./past.js";
import { foldOwn, keptAs, reopen, settle, unsend, without } from "./pending.js";
import { trim } from "./trimming.js";

/**
 * @typedef {import("./pending.js").Pending} Pending
 * @typedef {import("./pending-files.js").PendingFile} PendingFile
 * @typedef {import("./past.js").Past} Past
 *
 * @typedef {object} Timeline
 * @property {string} channel
 * @property {string} me id of the person who looks
 * @property {readonly Message[]} messages ascending by `seq`
 * @property {readonly LineEvent[]} lines what else happened between them, ascending by `seq`
 * @property {string | null} cursor of the last event held, for `hello`; null: nothing is held, begin with a gap
 * @property {boolean} live whether the server said that nothing is missing
 * @property {string | null} base where what is held began: the cursor of the last gap; null: nothing is held
 * @property {string | null} earlier where the page before the oldest message ends; null at the channel's beginning,
 *   and while `cursor` is null
 * @property {Past | null} past what is looked at far back; null: the newest messages are looked at
 * @property {readonly Pending[]} pending own sends that are not among `messages` yet, in the order they were written
 * @property {ReadonlyMap<number, LastingEvent>} ahead events that came too early, by `seq`
 * @property {ReadonlyMap<number, MessageState>} strays newer states of messages older than what is held, by `seq`
 * @property {boolean} away whether the reader cannot see what comes: the page is hidden, or the connection was lost
 *   for longer than a blink and what was missed has not come
 * @property {number | null} newFrom `seq` of the first message of others that came while the reader was away, for the
 *   divider "new"; null: none. It stays when the reader is back, so that it is seen, until `seen` or until the reader
 *   sends something. That message may not be loaded (when too much was missed): the divider then stands at the top of
 *   what is loaded, if only messages from `newFrom` on are
 *
 * Events of the client itself, beside the server's:
 * @typedef {{type: "page", to: string, messages: readonly Message[], events?: readonly LastingEvent[],
 *   earlier?: string | null}} PageEvent a history page that was asked for with `to`
 * @typedef {{type: "around", base: string, seq: number, messages: readonly Message[], events?: readonly LastingEvent[],
 *   earlier?: string | null, later?: string | null}} AroundEvent a history page with that message in its middle, asked
 *   for while `base` was the timeline's
 * @typedef {{type: "present"}} Present the newest messages are looked at again
 * @typedef {{type: "write", cid: string, text: string, at: number, files?: readonly PendingFile[], loud?: boolean,
 *   reason?: string}} Write the person sends a message, or one that was written before has come out of the outbox; it had failed when
 *   there is a `reason`
 * @typedef {{type: "file", cid: string, key: string, change: import("./pending-files.js").FileChange}} FileEvent a file
 *   of a send gets on
 * @typedef {{type: "drop-file", cid: string, key: string}} DropFile the send shall go without that file
 * @typedef {{type: "sending", cid: string}} Sending it was handed to the socket
 * @typedef {{type: "again", cid: string, fresh: string, loud?: boolean}} Again a failed send shall be tried under the cid
 *   `fresh`; `loud`: it may call many people at once
 * @typedef {{type: "discard", cid: string}} Discard a failed send shall be forgotten
 * @typedef {{type: "cut"}} Cut the connection is gone: what was being sent must be sent again
 * @typedef {{type: "lost"}} Lost the server does not know our cursor: begin anew
 * @typedef {{type: "trim", keep: number, at?: number}} Trim hold only the newest `keep` messages; who reads farther up, at the message of that `seq`, goes
 *   on there: what is around it is `past` from then on
 * @typedef {{type: "away"}} Away the reader does not see what comes from now on
 * @typedef {{type: "back"}} Back the reader sees what comes again
 * @typedef {{type: "seen"}} Seen the reader has seen what is new
 * @typedef {{type: "unread", read: number}} Unread the reader has read up to the message of that ordinal `n`, anywhere
 * @typedef {PageEvent | AroundEvent | Present | Write | FileEvent | DropFile | Sending | Again | Discard | Cut | Lost | Trim | Away | Back | Seen |
 *   Unread} OwnEvent
 */

/**
 * @param {string} channel
 * @param {string} me
 * @returns {Timeline}
 */
export function emptyTimeline(channel, me) {
  return {
    channel,
    me,
    messages: [],
    lines: [],
    cursor: null,
    live: false,
    base: null,
    earlier: null,
    past: null,
    pending: [],
    ahead: new Map(),
    strays: new Map(),
    away: false,
    newFrom: null,
  };
}

/**
 * The timeline after an event; the same object when the event changes nothing. Events of other channels and of types
 * that it does not know are ignored.
 *
 * @param {Timeline} timeline
 * @param {ServerEvent | OwnEvent} event
 * @returns {Timeline}
 */
export function fold(timeline, event) {
  if ("channel" in event && event.channel !== timeline.channel) return timeline;
  switch (event.type) {
    case "message":
    case "edited":
    case "files":
    case "deleted":
    case "joined":
    case "left":
    case "channel":
      return lasting(timeline, event);
    case "gap":
      return gap(timeline, event);
    case "live":
      return { ...timeline, live: true };
    case "sent":
      return acknowledge(timeline, event.cid, event.seq);
    case "page":
      return page(timeline, event);
    case "around":
      return around(timeline, event);
    case "present":
      return timeline.past === null ? timeline : { ...timeline, past: null };
    case "lost":
      return { ...anew(timeline), pending: unsend(timeline.pending) };
    case "cut":
      return { ...timeline, live: false, ahead: new Map(), pending: unsend(timeline.pending) };
    case "trim":
      return trim(timeline, event);
    case "away":
      return timeline.away ? timeline : { ...timeline, away: true };
    case "back":
      return timeline.away ? { ...timeline, away: false } : timeline;
    case "seen":
      return timeline.newFrom === null ? timeline : { ...timeline, newFrom: null };
    case "unread":
      return unread(timeline, event.read);
    default:
      // One that is not known counts in the channel all the same.
      if ("mark" in event) return lasting(timeline, /** @type {any} */ (event));
      return withPending(timeline, foldOwn(timeline.pending, event));
  }
}

/** The `seq` of the last event held, 0 when there is none. @param {Timeline} timeline */
export function position(timeline) {
  return seqOf(timeline.cursor ?? "0.0");
}

/**
 * Whether something is missing that no waiting will bring: the channel's newest event is beyond what is held, or the
 * server said "live" while there is a hole. The cure is to resume.
 *
 * @param {Timeline} timeline
 * @param {number} [head] of a `heads` event
 */
export function isBehind(timeline, head = 0) {
  return position(timeline) < head || (timeline.live && timeline.ahead.size > 0);
}

/** Where one looks. @param {Timeline} timeline @returns {Pick<Past, "messages" | "lines" | "earlier">} */
export function shownOf(timeline) {
  return timeline.past ?? timeline;
}

/** A message that is held. @param {Timeline | undefined} timeline @param {number | null} seq @returns {Message | undefined} */
export function messageAt(timeline, seq) {
  if (!timeline || seq === null) return undefined;
  const inPast = timeline.past?.messages[indexOf(timeline.past.messages, seq)];
  return inPast ?? timeline.messages[indexOf(timeline.messages, seq)];
}

/**
 * Which part of what is held has a message, or would have it if there were such a message.
 *
 * @param {Timeline} timeline
 * @param {number} seq
 * @returns {"live" | "past" | null} null: neither, one has to ask
 */
export function partWith({ earlier, cursor, past }, seq) {
  if (cursor !== null && seq <= seqOf(cursor) && (earlier === null || seq > seqOf(earlier))) return "live";
  return past && !past.stale && startOf(past) <= seq && seq <= endOf(past) ? "past" : null;
}

/**
 * @param {Timeline} timeline
 * @param {LastingEvent} event
 */
function lasting(timeline, event) {
  if (timeline.cursor === null) return timeline;
  const due = position(timeline) + 1;
  if (event.seq > due) return early(timeline, event);
  if (event.seq < due) return repeated(timeline, event);
  let next = apply(timeline, event);
  if (timeline.ahead.size === 0) return next;
  const ahead = new Map(timeline.ahead);
  ahead.delete(event.seq);
  for (let after = ahead.get(due + 1); after; after = ahead.get(after.seq + 1)) {
    next = apply(next, after);
    ahead.delete(after.seq);
  }
  return { ...next, ahead };
}

/**
 * The event that is due.
 *
 * @param {Timeline} timeline
 * @param {LastingEvent} event
 */
function apply(timeline, event) {
  const moved = { ...timeline, cursor: `${event.seq}.${event.mark}` };
  const shown = event.type === "message" ? append(moved, event) : change(moved, event);
  return withPending(shown, settle(shown.pending, event.seq, byMe(timeline, event)));
}

/**
 * @param {Timeline} timeline
 * @param {MessageEvent} event
 */
function append(timeline, event) {
  const isNew = timeline.away && timeline.newFrom === null && event.from !== timeline.me;
  const newFrom = isNew ? event.seq : timeline.newFrom;
  return { ...timeline, messages: [...timeline.messages, messageOf(event)], newFrom };
}

/** @param {Timeline} timeline @param {Exclude<LastingEvent, MessageEvent>} event @returns {Timeline} */
function change(timeline, event) {
  if ("message" in event) return merge(timeline, event.message);
  const lines = withLines(timeline.lines, linesOf([event]));
  return lines === timeline.lines ? timeline : { ...timeline, lines };
}

/** The divider stands above the first message of others that was not read. @param {Timeline} timeline @param {number} read */
function unread(timeline, read) {
  if (timeline.newFrom !== null) return timeline;
  const first = timeline.messages.find(({ n, from }) => n > read && from !== timeline.me);
  return first ? { ...timeline, newFrom: first.seq } : timeline;
}

/**
 * An event beyond a hole is not shown before the hole is filled, but it does tell that one's own send was kept.
 *
 * @param {Timeline} timeline
 * @param {LastingEvent} event
 */
function early(timeline, event) {
  const known = withPending(timeline, keptAs(timeline.pending, byMe(timeline, event), event.seq));
  return timeline.ahead.has(event.seq) ? known : { ...known, ahead: new Map(timeline.ahead).set(event.seq, event) };
}

/**
 * @param {Timeline} timeline
 * @param {LastingEvent} event
 */
function repeated(timeline, event) {
  const merged = event.type === "message" ? merge(timeline, event) : change(timeline, event);
  return withPending(merged, without(merged.pending, byMe(timeline, event)));
}

/** Shows a message's state wherever it is held. @param {Timeline} timeline @param {MessageState} state */
function merge(timeline, state) {
  const past = timeline.past && changedBy(timeline.past, state);
  return mergeLive(past === timeline.past ? timeline : { ...timeline, past }, state);
}

/**
 * Shows a message's state unless what is held is as new.
 *
 * @param {Timeline} timeline
 * @param {MessageState} state
 * @returns {Timeline}
 */
function mergeLive(timeline, state) {
  const index = indexOf(timeline.messages, state.seq);
  const held = timeline.messages[index];
  if (held) {
    if (held.revision >= state.revision) return timeline;
    return { ...timeline, messages: timeline.messages.with(index, merged(held, state)) };
  }
  const oldest = timeline.messages[0];
  if (timeline.earlier === null || (oldest && state.seq > oldest.seq)) return timeline;
  if ((timeline.strays.get(state.seq)?.revision ?? 0) >= state.revision) return timeline;
  return { ...timeline, strays: new Map(timeline.strays).set(state.seq, state) };
}

/**
 * All that is held is dropped, also what is beyond `to`: either it comes again, or it is of a journal that is no more.
 * Who looks at something far back goes on looking at it until it has come anew.
 *
 * @param {Timeline} timeline
 * @param {Gap} event
 * @returns {Timeline}
 */
function gap(timeline, event) {
  const to = seqOf(event.to);
  const missed = timeline.away && timeline.cursor !== null && position(timeline) < to;
  return {
    ...anew(timeline),
    cursor: event.to,
    base: event.to,
    past: timeline.past && { ...timeline.past, stale: true },
    earlier: to === 0 ? null : event.to,
    pending: unsend(reopen(timeline.pending, to)),
    newFrom: timeline.newFrom ?? (missed ? position(timeline) + 1 : null),
  };
}

/** Nothing is held; where the reader is stays. @param {Timeline} timeline */
function anew({ channel, me, away, newFrom }) {
  return { ...emptyTimeline(channel, me), away, newFrom };
}

/**
 * @param {Timeline} timeline
 * @param {string} cid
 * @param {number} seq
 */
function acknowledge(timeline, cid, seq) {
  const here = timeline.cursor !== null && seq <= position(timeline);
  return withPending(timeline, here ? without(timeline.pending, cid) : keptAs(timeline.pending, cid, seq));
}

/** The cid under which I wrote it, or null. @param {Timeline} timeline @param {LastingEvent} event */
function byMe(timeline, event) {
  return event.type === "message" && event.from === timeline.me ? event.cid : null;
}
