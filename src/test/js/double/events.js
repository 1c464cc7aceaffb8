/**
 * What a server says, short to write.
 *
 * @import {EditedEvent, MessageEvent} from "../../../../src-webapp/model/protocol.js"
 */

/** @param {number} seq @param {string} text @param {Partial<MessageEvent>} [more] @returns {MessageEvent} */
export function message(seq, text, more = {}) {
  return {
    type: "message",
    channel: "lobby",
    seq,
    mark: `m${seq}`,
    n: seq,
    from: "bea",
    at: 1_790_000_000_000 + seq * 1000,
    text,
    revision: seq,
    files: [],
    cid: `bea-${seq}`,
    ...more,
  };
}

/** @param {number} seq @param {number} of @param {string} text @returns {EditedEvent} */
export function edited(seq, of, text) {
  const { n, from, at, files } = message(of, text);
  return {
    type: "edited",
    channel: "lobby",
    seq,
    mark: `m${seq}`,
    at: 1_790_000_000_000 + seq * 1000,
    cid: `edit-${seq}`,
    message: { seq: of, n, from, at, text, revision: seq, edited: seq, files },
  };
}

/** @param {string} to @returns {import("../../../../src-webapp/model/protocol.js").Gap} */
export const gap = (to) => ({ type: "gap", channel: "lobby", to });

/** @type {import("../../../../src-webapp/model/protocol.js").Live} */
export const live = { type: "live", channel: "lobby" };

/** A seeded generator of numbers from 0 up to 1. @param {number} seed */
export function chance(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x9e3779b9) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
