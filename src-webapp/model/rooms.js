/**
 * Channels named in texts: `#` and a name that one of the reader's channels has.
 *
 * @import {Channel} from "./protocol.js"
 * @typedef {ReadonlyMap<string, string>} Rooms ids by names
 */

/** Not within a word, an address or a path. */
const NAMED = /(^|[^\p{L}\p{M}\p{N}#/&._-])#([\p{L}\p{N}][\p{L}\p{M}\p{N}._-]{0,63})/gu;

/** @param {readonly Channel[]} channels @returns {Rooms} */
export function roomsOf(channels) {
  return new Map(channels.filter(({ name }) => name !== "").map(({ id, name }) => [name, id]));
}

/**
 * A text in pieces.
 *
 * @param {string} text
 * @param {Rooms} rooms
 * @returns {{text: string, channel: string | null}[]} `channel`: the id of the one that is named
 */
export function roomsIn(text, rooms) {
  const found = [];
  let done = 0;
  for (const match of text.matchAll(NAMED)) {
    const name = nameIn(match[2] ?? "", rooms);
    if (name === null) continue;
    const from = match.index + (match[1]?.length ?? 0);
    if (from > done) found.push({ text: text.slice(done, from), channel: null });
    done = from + 1 + name.length;
    found.push({ text: text.slice(from, done), channel: rooms.get(name.toLowerCase()) ?? null });
  }
  if (done < text.length) found.push({ text: text.slice(done), channel: null });
  return found;
}

/** A full stop at the end is the sentence's. @param {string} word @param {Rooms} rooms */
function nameIn(word, rooms) {
  for (let name = word; name !== ""; name = name.slice(0, -1)) {
    if (rooms.has(name.toLowerCase())) return name;
    if (!/[._-]$/.test(name)) return null;
  }
  return null;
}
