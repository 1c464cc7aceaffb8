/**
 * Who is here.
 *
 * @import {Seen} from "./protocol.js"
 * @typedef {ReadonlyMap<string, Seen>} Presence
 */

/** Nobody is known to be here. @type {Presence} */
export const NOBODY = new Map();

/**
 * @param {Presence} presence
 * @param {readonly Seen[]} seen changes
 * @returns {Presence}
 */
export function see(presence, seen) {
  const next = new Map(presence);
  for (const person of seen) {
    if (person.state === "offline") next.delete(person.id);
    else next.set(person.id, person);
  }
  return next;
}

/**
 * Those who are here by name, oneself first, then those of whom it is not known.
 *
 * @param {Presence} presence
 * @param {string} me
 */
export function here(presence, me) {
  return [...presence.values()].sort(
    (a, b) =>
      Number(b.id === me) - Number(a.id === me) ||
      Number(a.state === "unknown") - Number(b.state === "unknown") ||
      a.name.localeCompare(b.name) ||
      a.id.localeCompare(b.id),
  );
}

/** Only those of them. @param {Presence} presence @param {readonly string[]} ids @returns {Presence} */
export function only(presence, ids) {
  return new Map([...presence].filter(([id]) => ids.includes(id)));
}

/** How many are here. @param {Presence} presence @param {number} [crowd] so many that they are not named; 0: none */
export function countOf(presence, crowd = 0) {
  if (crowd > 0) return crowd;
  let count = 0;
  for (const { state } of presence.values()) if (state === "online") count++;
  return count;
}
