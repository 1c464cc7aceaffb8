/**
 * How a timeline is laid out: by day, and runs of one author's messages under one name.
 *
 * @import {LineEvent, Message} from "./protocol.js"
 * @import {Pending} from "./pending.js"
 *
 * @typedef {object} Row a message, a pending send, or a line about something else that happened
 * @property {string} key the same for a pending send and the message it becomes, so that the eye sees no change
 * @property {string} from
 * @property {number} at
 * @property {boolean} leads whether the author's name stands above it
 * @property {Message | null} message
 * @property {Pending | null} pending
 * @property {LineEvent | null} line
 *
 * @typedef {{key: string, at: number, rows: Row[]}} Day
 */

import { dayKey } from "./zone.js";

/** A longer silence begins a new run; milliseconds. */
const RUN = 5 * 60_000;

/**
 * @param {readonly Message[]} messages
 * @param {readonly Pending[]} pending
 * @param {string} me
 * @param {readonly LineEvent[]} [lines] ascending by `seq`, as messages are
 * @returns {Day[]}
 */
export function days(messages, pending, me, lines = []) {
  /** @type {Day[]} */
  const days = [];
  for (const row of [...woven(messages, lines, me), ...pending.map((send) => pendingRow(send, me))]) {
    const key = dayKey(row.at);
    let day = days.at(-1);
    if (day?.key !== key && !(row.pending && day)) {
      day = { key, at: row.at, rows: [] };
      days.push(day);
    }
    const above = day?.rows.at(-1);
    row.leads = !above || above.line !== null || above.from !== row.from || row.at - above.at > RUN;
    day?.rows.push(row);
  }
  return days;
}

/** @param {readonly Message[]} messages @param {readonly LineEvent[]} lines @param {string} me */
function* woven(messages, lines, me) {
  let next = 0;
  for (const message of messages) {
    for (let line = lines[next]; line && line.seq < message.seq; line = lines[++next]) yield lineRow(line);
    yield rowOf(message, me);
  }
  for (const line of lines.slice(next)) yield lineRow(line);
}

/** @param {Message} message @param {string} me @returns {Row} */
function rowOf(message, me) {
  const key = message.from === me ? `c${message.cid}` : `s${message.seq}`;
  return { key, from: message.from, at: message.at, leads: true, message, pending: null, line: null };
}

/** @param {LineEvent} line @returns {Row} */
function lineRow(line) {
  return { key: `l${line.seq}`, from: line.by, at: line.at, leads: true, message: null, pending: null, line };
}

/** @param {Pending} send @param {string} me @returns {Row} */
function pendingRow(send, me) {
  return { key: `c${send.cid}`, from: me, at: send.at, leads: true, message: null, pending: send, line: null };
}
