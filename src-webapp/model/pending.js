/**
 * One's own sends on their way. One at a time is in flight in a channel, so that order holds by itself: what followed
 * a send that must be repeated has not been sent yet. For the same reason a text waits behind an earlier message whose
 * files are still on their way up: "and this is the plan" would otherwise come before the plan. Whoever does not want
 * to wait cancels the file; what has failed or was cancelled holds up nobody.
 *
 * The list is fed from the outbox, which survives the page, by `write` events in the same order.
 *
 * @import {OwnEvent} from "./timeline.js"
 * @import {PendingFile} from "./pending-files.js"
 * @import {Refused, ServerEvent} from "./protocol.js"
 *
 * @typedef {object} Waiting to be sent, or for its files; `tries` counts the retryable refusals it has had
 * @property {"waiting"} state
 *
 * @typedef {object} InFlight handed to the socket and not answered
 * @property {"sending"} state
 *
 * @typedef {object} Kept acknowledged as `seq`, whose event has not come yet
 * @property {"kept"} state
 * @property {number} seq
 *
 * @typedef {object} Failed refused for good, or one of its files failed or was cancelled: its writer decides
 * @property {"failed"} state
 * @property {string} reason for the reader
 * @property {boolean} [calls] it would call many people at once, and its writer has not said that it shall
 *
 * @typedef {{cid: string, text: string, at: number, tries: number, files: readonly PendingFile[], loud?: boolean}} Draft
 * @typedef {Draft & (Waiting | InFlight | Kept | Failed)} Pending
 */

import { areUp, changed, fault, restarted } from "./pending-files.js";

/**
 * The send to hand to the socket now.
 *
 * @param {readonly Pending[]} pending
 * @returns {Pending | undefined}
 */
export function next(pending) {
  if (pending.some((send) => send.state === "sending")) return undefined;
  const first = pending.find((send) => send.state === "waiting");
  return first && areUp(first.files) ? first : undefined;
}

/** How many are not at the server yet. @param {readonly Pending[]} pending */
export function waitingOf(pending) {
  return pending.filter(({ state }) => state !== "kept").length;
}

/**
 * The sends after an event of the server or of the client that is about them alone.
 *
 * @param {readonly Pending[]} pending
 * @param {ServerEvent | OwnEvent} event
 * @returns {readonly Pending[]}
 */
export function foldOwn(pending, event) {
  switch (event.type) {
    case "write":
      return queue(pending, event);
    case "sending":
      return pending.map((send) =>
        send.cid === event.cid ? { ...send, state: /** @type {const} */ ("sending") } : send,
      );
    case "again":
      return requeue(pending, event);
    case "discard":
      return without(pending, event.cid);
    case "file":
      return withFiles(pending, event.cid, (files) => changed(files, event.key, event.change));
    case "drop-file":
      return withFiles(pending, event.cid, (files) => files.filter(({ key }) => key !== event.key));
    case "refused":
      return refused(pending, event);
    default:
      return pending;
  }
}

/** @param {readonly Pending[]} pending @param {Omit<Draft, "tries" | "files"> & {files?: readonly PendingFile[], reason?: string}} write */
function queue(pending, { cid, text, at, files = [], loud, reason }) {
  if (pending.some((send) => send.cid === cid)) return pending;
  const draft = { cid, text, at, tries: 0, files, ...(loud ? { loud } : {}) };
  return [...pending, reason ? failed(draft, reason) : byFiles(draft)];
}

/** A failed send, at the end and under a new cid. @param {readonly Pending[]} pending @param {{cid: string, fresh: string, loud?: boolean}} again */
function requeue(pending, { cid, fresh, loud = false }) {
  const send = pending.find((other) => other.cid === cid && other.state === "failed");
  if (!send) return pending;
  const { text, at, files } = send;
  return queue(without(pending, cid), { cid: fresh, text, at, files: restarted(files), loud });
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
function refused(pending, { cid, code, text, retry }) {
  return pending.map((send) => {
    if (send.cid !== cid || send.state === "kept") return send;
    if (retry) return waiting({ ...send, tries: send.tries + 1 });
    return code === "confirm" ? { ...failed(send, text), calls: true } : failed(send, text);
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

/**
 * All that is held was dropped up to `to`: what was kept beyond it may be of a journal that is no more.
 *
 * @param {readonly Pending[]} pending
 * @param {number} to
 */
export function reopen(pending, to) {
  return settle(
    pending.map((send) => (send.state === "kept" && send.seq > to ? waiting(send) : send)),
    to,
  );
}

/**
 * A send without text goes with its last file.
 *
 * @param {readonly Pending[]} pending
 * @param {string} cid
 * @param {(files: readonly PendingFile[]) => readonly PendingFile[]} change
 */
function withFiles(pending, cid, change) {
  return pending.flatMap((send) => {
    if (send.cid !== cid || send.state === "sending" || send.state === "kept") return [send];
    const files = change(send.files);
    if (files.length === 0 && send.files.length > 0 && send.text === "") return [];
    return [byFiles({ ...send, files })];
  });
}

/** What a send that is not on its way is, by its files. @param {Draft} draft @returns {Pending} */
function byFiles(draft) {
  const reason = fault(draft.files);
  return reason === null ? waiting(draft) : failed(draft, reason);
}

/** @param {Draft} draft @returns {Pending} */
function waiting(draft) {
  return { ...draftOf(draft), state: "waiting" };
}

/** @param {Draft} draft @param {string} reason @returns {Draft & Failed} */
function failed(draft, reason) {
  return { ...draftOf(draft), state: "failed", reason };
}

/** @param {Draft} draft @returns {Draft} */
function draftOf({ cid, text, at, tries, files, loud }) {
  return { cid, text, at, tries, files, ...(loud ? { loud } : {}) };
}
