/**
 * A window of messages far back, which one looks at while the newest ones go on coming beyond a hole.
 *
 * @import {LineEvent, Message, MessageState} from "./protocol.js"
 *
 * @typedef {object} Past
 * @property {readonly Message[]} messages ascending by `seq`, without a hole, at least one
 * @property {readonly LineEvent[]} lines what else happened between them, ascending by `seq`
 * @property {string | null} earlier where the page before the oldest message ends; null at the channel's beginning
 * @property {number} at `seq` of the message near which the reader was when it was last loaded
 * @property {boolean} stale whether something may have changed in it that was not told: it must be loaded anew
 */

import { withLines } from "./lines.js";
import { indexOf, latest, merged } from "./messages.js";

/** More messages are not held: those that are farthest from what was loaded last are let go. */
const MOST = 1_000;

/**
 * The window after a page with a message in its middle has come: what is held already is joined where both overlap, and
 * else let go.
 *
 * @param {Past | null} past
 * @param {Omit<Past, "stale">} page with messages
 * @returns {Past}
 */
export function openedBy(past, page) {
  const fresh = { ...page, stale: false };
  if (past === null || past.stale || endOf(page) < startOf(past) || startOf(page) > endOf(past)) return fresh;
  return trimmed(union(past, fresh), endOf(page) > endOf(past));
}

/** The window after the page before it has come. @param {Past} past @param {Omit<Past, "stale" | "at">} page @returns {Past} */
export function lengthened(past, page) {
  const messages = page.messages.filter(({ seq }) => seq < startOf(past)).concat(past.messages);
  const lines = withLines(past.lines, page.lines);
  return trimmed({ ...past, messages, lines, earlier: page.earlier, at: startOf(past) }, false);
}

/** The window after one of its messages has changed, perhaps. @param {Past} past @param {MessageState} state @returns {Past} */
export function changedBy(past, state) {
  const index = indexOf(past.messages, state.seq);
  const held = past.messages[index];
  if (!held || held.revision >= state.revision) return past;
  return { ...past, messages: past.messages.with(index, merged(held, state)) };
}

/** `seq` of the oldest message. @param {Pick<Past, "messages">} past */
export function startOf({ messages }) {
  return messages[0]?.seq ?? 0;
}

/** `seq` of the newest message. @param {Pick<Past, "messages">} past */
export function endOf({ messages }) {
  return messages.at(-1)?.seq ?? 0;
}

/** @param {Past} past @param {Past} page @returns {Past} */
function union(past, page) {
  const { earlier } = startOf(page) < startOf(past) ? page : past;
  const messages = latest([...past.messages, ...page.messages], new Map());
  return { ...page, messages, lines: withLines(past.lines, page.lines), earlier };
}

/** @param {Past} past @param {boolean} newer whether the newer ones are read @returns {Past} */
function trimmed(past, newer) {
  if (past.messages.length <= MOST) return past;
  if (!newer) {
    const messages = past.messages.slice(0, MOST);
    const end = endOf({ messages });
    return { ...past, messages, lines: past.lines.filter(({ seq }) => seq <= end) };
  }
  const before = past.messages.at(-MOST - 1);
  const earlier = before ? `${before.seq}.${before.mark}` : past.earlier;
  const lines = past.lines.filter(({ seq }) => seq > (before?.seq ?? 0));
  return { ...past, messages: past.messages.slice(-MOST), lines, earlier };
}
