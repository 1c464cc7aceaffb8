/**
 * Lets messages go that are far from where the reader is, so that a page may stay open for days.
 *
 * @import {Timeline, Trim} from "./timeline.js"
 */

import { indexOf } from "./messages.js";

/** Of more messages the older are let go while the newest are read. */
const MOST = 1_000;
const KEPT = 400;

/** While something else is read and more than so many have come below it, all goes but what is near, and the newest. */
const BELOW = 2_000;

/**
 * What shall be let go of what is shown; null: nothing.
 *
 * @param {Timeline} timeline
 * @param {{readonly seq?: number | undefined} | null} reader the message at which the reader is; null: at the end of the newest
 * @returns {Trim | null}
 */
export function excessOf({ messages, past }, reader) {
  if (past || messages.length <= MOST) return null;
  if (reader === null) return { type: "trim", keep: KEPT };
  const { seq: at = 0 } = reader;
  const here = messages.length > BELOW ? indexOf(messages, at) : -1;
  return here >= 0 && messages.length - here > BELOW ? { type: "trim", keep: KEPT, at } : null;
}

/**
 * A page that was asked for before a message changed may still come: what it looked like last is not forgotten.
 *
 * @param {Timeline} timeline
 * @param {Trim} event
 * @returns {Timeline}
 */
export function trim(timeline, { keep, at }) {
  const past = at === undefined ? timeline.past : (timeline.past ?? around(timeline, at, keep));
  // Who reads among what would be let go does not lose it.
  if (at !== undefined && past === null) return timeline;
  const dropped = timeline.messages.slice(0, -keep);
  const last = dropped.at(-1);
  if (!last) return timeline;
  const strays = new Map(timeline.strays);
  for (const message of dropped) if (message.revision > message.seq) strays.set(message.seq, message);
  const lines = timeline.lines.filter(({ seq }) => seq > last.seq);
  const messages = timeline.messages.slice(-keep);
  return { ...timeline, messages, lines, strays, past, earlier: `${last.seq}.${last.mark}` };
}

/**
 * What is around the reader, to be looked at as what is far back; null where that is not far from the newest messages.
 *
 * @param {Timeline} timeline
 * @param {number} at `seq` of a message
 * @param {number} keep
 */
function around({ messages, lines, earlier }, at, keep) {
  const here = indexOf(messages, at);
  const end = here + keep;
  if (here < 0 || end >= messages.length - keep) return null;
  const start = Math.max(0, here - keep);
  const before = messages[start - 1];
  const from = before?.seq ?? 0;
  const to = messages[end - 1]?.seq ?? 0;
  return {
    messages: messages.slice(start, end),
    lines: lines.filter(({ seq }) => seq > from && seq <= to),
    earlier: before ? `${before.seq}.${before.mark}` : earlier,
    at,
    stale: false,
  };
}
