/**
 * How history pages come into a timeline: before the newest messages, or into the window far back, and how the two become
 * one when nothing is missing between them any more.
 *
 * @import {AroundEvent, PageEvent, Past, Timeline} from "./timeline.js"
 * @import {Pending} from "./pending.js"
 */

import { linesOf, withLines } from "./lines.js";
import { latest } from "./messages.js";
import { endOf, lengthened, openedBy } from "./past.js";

/**
 * @param {Timeline} timeline
 * @param {PageEvent} event
 */
export function page(timeline, event) {
  const { past, strays, cursor } = timeline;
  if (cursor === null) return timeline;
  const to = seqOf(event.to);
  const messages = latest(event.messages, strays).filter(({ seq }) => seq <= to);
  const found = { messages, lines: linesOf(event.events ?? []), earlier: event.earlier ?? null };
  if (event.to === timeline.earlier) return joined(withoutOwn(before(timeline, found), event));
  if (past === null || past.stale || event.to !== past.earlier) return timeline;
  return withoutOwn({ ...timeline, past: lengthened(past, found) }, event);
}

/**
 * Older messages, up to the oldest that is held.
 *
 * @param {Timeline} timeline
 * @param {Pick<Past, "messages" | "lines" | "earlier">} found
 * @returns {Timeline}
 */
function before(timeline, { messages, lines, earlier }) {
  const { strays: held, earlier: to, messages: after } = timeline;
  const end = seqOf(to ?? "0.0");
  const oldest = after[0]?.seq ?? Number.POSITIVE_INFINITY;
  const older = messages.filter(({ seq }) => seq <= end && seq < oldest);
  const strays = new Map(held);
  for (const { seq } of older) strays.delete(seq);
  return { ...timeline, messages: older.concat(after), lines: withLines(timeline.lines, lines), strays, earlier };
}

/** @param {Timeline} timeline @param {AroundEvent} event */
export function around(timeline, event) {
  const { base, earlier, strays } = timeline;
  if (event.base !== base || event.messages.length === 0) return timeline;
  const found = { messages: latest(event.messages, strays), lines: linesOf(event.events ?? []) };
  const past = openedBy(timeline.past, { ...found, earlier: event.earlier ?? null, at: event.seq });
  // It was asked for after the gap: what ends at the newest message has all that the gap left out.
  const whole = !event.later && earlier !== null && seqOf(earlier) <= seqOf(base ?? "0.0");
  return withoutOwn(joined({ ...timeline, past }, whole), event);
}

/** Closes the hole between what is far back and the newest messages, if nothing is missing in it. @param {Timeline} timeline */
function joined(timeline, whole = false) {
  const { past, earlier } = timeline;
  if (past === null) return timeline;
  if (earlier === null) return { ...timeline, past: null };
  if (past.stale || (!whole && endOf(past) < seqOf(earlier))) return timeline;
  return before({ ...timeline, past: null }, past);
}

/** Own sends that a page has are pending no more. @param {Timeline} timeline @param {PageEvent | AroundEvent} event */
function withoutOwn(timeline, event) {
  const mine = new Set(event.messages.filter((m) => m.from === timeline.me).map((m) => m.cid));
  return withPending(
    timeline,
    timeline.pending.filter((send) => !mine.has(send.cid)),
  );
}

/**
 * @param {Timeline} timeline
 * @param {readonly Pending[]} pending
 * @returns {Timeline}
 */
export function withPending(timeline, pending) {
  const same = pending.length === timeline.pending.length && pending.every((send, i) => send === timeline.pending[i]);
  return same ? timeline : { ...timeline, pending };
}

/** @param {string} cursor */
export function seqOf(cursor) {
  return Number.parseInt(cursor, 10);
}
