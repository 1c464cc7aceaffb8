/**
 * Who is typing in one channel: until when each is shown.
 *
 * @typedef {ReadonlyMap<string, number>} Typists milliseconds since 1970 by person
 */

/** How long one typing event is shown, in milliseconds. */
export const SHOWN = 5_000;

/** How often one's own typing is told at most, in milliseconds. */
export const TOLD = 3_000;

/** @type {Typists} */
export const NO_TYPISTS = new Map();

/** @param {Typists} typists @param {string} person @param {number} now @returns {Typists} */
export function types(typists, person, now) {
  return new Map(typists).set(person, now + SHOWN);
}

/** Somebody sent what they typed. @param {Typists} typists @param {string} person @returns {Typists} */
export function stops(typists, person) {
  if (!typists.has(person)) return typists;
  const next = new Map(typists);
  next.delete(person);
  return next;
}

/** @param {Typists} typists @param {number} now @returns {Typists} */
export function expire(typists, now) {
  const still = [...typists].filter(([, until]) => until > now);
  return still.length === typists.size ? typists : new Map(still);
}

/**
 * The line to show, empty when nobody types.
 *
 * @param {readonly string[]} names
 * @param {number} [others] who type and are not named
 */
export function typingLine(names, others = 0) {
  const [first, second, third] = names;
  if (others > 0) return `${crowd(names.slice(0, 3), others + Math.max(0, names.length - 3))} typing…`;
  if (first === undefined) return "";
  if (second === undefined) return `${first} is typing…`;
  if (third === undefined) return `${first} and ${second} are typing…`;
  if (names.length === 3) return `${first}, ${second} and ${third} are typing…`;
  return "Several people are typing…";
}

/** @param {readonly string[]} names @param {number} others at least one */
function crowd(names, others) {
  if (names.length === 0) return others === 1 ? "Somebody is" : `${others} people are`;
  return `${names.join(", ")} and ${others === 1 ? "1 other" : `${others} others`} are`;
}
