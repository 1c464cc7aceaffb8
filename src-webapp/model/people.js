/**
 * People by id.
 *
 * @import {Person, Seen} from "./protocol.js"
 * @typedef {ReadonlyMap<string, Person>} People
 */

/**
 * @param {People} people
 * @param {readonly Person[]} told all that is known of each
 * @returns {People} the same object when nothing is new
 */
export function learn(people, told) {
  const fresh = told.filter((person) => JSON.stringify(people.get(person.id)) !== JSON.stringify(person));
  if (fresh.length === 0) return people;
  const more = new Map(people);
  for (const person of fresh) more.set(person.id, person);
  return more;
}

/** Presence tells names alone, and the id for who may not be named. @param {People} people @param {readonly Seen[]} seen @returns {People} */
export function learnNames(people, seen) {
  const renamed = seen.filter(({ id, name }) => name !== id && people.get(id)?.name !== name);
  return learn(
    people,
    renamed.map(({ id, name }) => ({ ...people.get(id), id, name })),
  );
}

/** How a person is called. @param {People} people @param {string} id */
export function nameOf(people, id) {
  return people.get(id)?.name ?? "Somebody";
}

/**
 * @param {People} people
 * @param {Iterable<string>} ids
 * @param {(person: Person) => boolean} [whole] whether all is known of somebody
 * @returns {string[]} those of whom nothing is known, or not all, each once
 */
export function strangers(people, ids, whole = () => true) {
  return [...new Set(ids)].filter((id) => {
    const person = people.get(id);
    return !person || !whole(person);
  });
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
