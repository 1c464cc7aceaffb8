/**
 * How a timeline is laid out: by day, and runs of one author's messages under one name.
 *
 * @import {Message} from "./protocol.js"
 * @import {Pending} from "./pending.js"
 *
 * @typedef {object} Row a message or a pending send
 * @property {string} key the same for a pending send and the message it becomes, so that the eye sees no change
 * @property {string} from
 * @property {number} at
 * @property {boolean} leads whether the author's name stands above it
 * @property {Message | null} message
 * @property {Pending | null} pending
 *
 * @typedef {{key: string, at: number, rows: Row[]}} Day
 */

/** A longer silence begins a new run; milliseconds. */
const RUN = 5 * 60_000;

/**
 * @param {readonly Message[]} messages
 * @param {readonly Pending[]} pending
 * @param {string} me
 * @returns {Day[]}
 */
export function days(messages, pending, me) {
  /** @type {Day[]} */
  const days = [];
  for (const row of [
    ...messages.map((message) => rowOf(message, me)),
    ...pending.map((send) => pendingRow(send, me)),
  ]) {
    const key = dayKey(row.at);
    let day = days.at(-1);
    if (day?.key !== key && !(row.pending && day)) {
      day = { key, at: row.at, rows: [] };
      days.push(day);
    }
    const above = day?.rows.at(-1);
    row.leads = !above || above.from !== row.from || row.at - above.at > RUN;
    day?.rows.push(row);
  }
  return days;
}

/** @param {Message} message @param {string} me @returns {Row} */
function rowOf(message, me) {
  const key = message.from === me ? `c${message.cid}` : `s${message.seq}`;
  return { key, from: message.from, at: message.at, leads: true, message, pending: null };
}

/** @param {Pending} send @param {string} me @returns {Row} */
function pendingRow(send, me) {
  return { key: `c${send.cid}`, from: me, at: send.at, leads: true, message: null, pending: send };
}

/** The local calendar day. @param {number} at */
export function dayKey(at) {
  const date = new Date(at);
  return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
}
