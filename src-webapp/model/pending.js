/**
 * One's own sends on their way. One at a time is in flight in a channel, so that order holds by itself: what followed
 * a send that must be repeated has not been sent yet.
 *
 * The list is where an outbox that survives the page will be fed from, by `write` events in the same order.
 *
 * @import {Refused} from "./protocol.js"
 *
 * @typedef {object} Waiting to be sent; `tries` counts the retryable refusals it has had
 * @property {"waiting"} state
 *
 * @typedef {object} InFlight handed to the socket and not answered
 * @property {"sending"} state
 *
 * @typedef {object} Kept acknowledged as `seq`, whose event has not come yet
 * @property {"kept"} state
 * @property {number} seq
 *
 * @typedef {object} Failed refused for good
 * @property {"failed"} state
 * @property {string} reason for the reader
 *
 * @typedef {{cid: string, text: string, at: number, tries: number}} Draft
 * @typedef {Draft & (Waiting | InFlight | Kept | Failed)} Pending
 */

/**
 * The send to hand to the socket now.
 *
 * @param {readonly Pending[]} pending
 * @returns {Pending | undefined}
 */
export function next(pending) {
  if (pending.some((send) => send.state === "sending")) return undefined;
  return pending.find((send) => send.state === "waiting");
}

/** @param {readonly Pending[]} pending @param {{cid: string, text: string, at: number}} write */
export function queue(pending, { cid, text, at }) {
  return pending.some((send) => send.cid === cid) ? pending : [...pending, waiting({ cid, text, at, tries: 0 })];
}

/** A failed send, at the end and under a new cid. @param {readonly Pending[]} pending @param {string} cid @param {string} fresh */
export function requeue(pending, cid, fresh) {
  const failed = pending.find((send) => send.cid === cid && send.state === "failed");
  return failed ? queue(without(pending, cid), { cid: fresh, text: failed.text, at: failed.at }) : pending;
}

/** @param {readonly Pending[]} pending @param {string | null} cid */
export function without(pending, cid) {
  return pending.filter((send) => send.cid !== cid);
}

/** The connection is gone. @param {readonly Pending[]} pending */
export function unsend(pending) {
  return pending.map((send) => (send.state === "sending" ? waiting(send) : send));
}

/** @param {readonly Pending[]} pending @param {string | null} cid @param {number} seq @returns {readonly Pending[]} */
export function keptAs(pending, cid, seq) {
  return pending.map((send) =>
    send.cid === cid && send.state !== "kept" ? { ...draftOf(send), state: "kept", seq } : send,
  );
}

/** @param {readonly Pending[]} pending @param {Refused} event @returns {readonly Pending[]} */
export function refused(pending, { cid, text, retry }) {
  return pending.map((send) => {
    if (send.cid !== cid || send.state === "kept") return send;
    if (retry) return waiting({ ...send, tries: send.tries + 1 });
    return { ...draftOf(send), state: "failed", reason: text };
  });
}

/**
 * Without those that are among the messages once `seq` is held.
 *
 * @param {readonly Pending[]} pending
 * @param {number} seq
 * @param {string | null} [cid] of the message at `seq`, if it is one's own
 */
export function settle(pending, seq, cid = null) {
  return pending.filter((send) => send.cid !== cid && !(send.state === "kept" && send.seq <= seq));
}

/** @param {Draft} draft @returns {Pending} */
function waiting(draft) {
  return { ...draftOf(draft), state: "waiting" };
}

/** @param {Draft} draft @returns {Draft} */
function draftOf({ cid, text, at, tries }) {
  return { cid, text, at, tries };
}
