/**
 * Names by id.
 *
 * @import {Person} from "./protocol.js"
 * @typedef {ReadonlyMap<string, string>} People
 */

/**
 * @param {People} people
 * @param {readonly Person[]} told
 * @returns {People} the same object when nothing is new
 */
export function learn(people, told) {
  if (told.every(({ id, name }) => people.get(id) === name)) return people;
  const more = new Map(people);
  for (const { id, name } of told) more.set(id, name);
  return more;
}

/**
 * @param {People} people
 * @param {Iterable<string>} ids
 * @returns {string[]} those without a name, each once
 */
export function strangers(people, ids) {
  return [...new Set(ids)].filter((id) => !people.has(id));
}

/**
 * One or two letters for an avatar: the first of the first and of the last word.
 *
 * @param {string} name
 */
export function initials(name) {
  const words = name.split(/[\s._-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const chosen = words.length > 1 ? [words[0], words.at(-1)] : words;
  const letters = chosen.map((word) => word?.match(/[\p{L}\p{N}]/u)?.[0] ?? "").join("");
  return (letters || [...name.trim()][0] || "?").toLocaleUpperCase();
}

/** How many colours there are for people. */
export const COLOURS = 12;

/**
 * Which of the colours is a person's, from the id, so that it is the same everywhere.
 *
 * @param {string} id
 */
export function colourOf(id) {
  let hash = 0;
  for (let i = 0; i < id.length; i++) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0;
  return hash % COLOURS;
}
