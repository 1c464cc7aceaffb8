/**
 * What somebody says of how they are: an emoji, a few words, and until when.
 *
 * @import {People} from "./people.js"
 * @import {Person, Status} from "./protocol.js"
 */

/** How long a status stands, for the choice. @type {readonly {id: string, words: string}[]} */
export const SPANS = [
  { id: "never", words: "Until I change it" },
  { id: "30m", words: "30 minutes" },
  { id: "1h", words: "1 hour" },
  { id: "4h", words: "4 hours" },
  { id: "today", words: "Today" },
  { id: "week", words: "This week" },
];

const MINUTE = 60_000;

/** When it ends that begins now; null: never. @param {string} span one of SPANS @param {number} now @returns {number | null} */
export function endOf(span, now) {
  const minutes = { "30m": 30, "1h": 60, "4h": 240 }[span];
  if (minutes) return now + minutes * MINUTE;
  const end = new Date(now);
  end.setHours(24, 0, 0, 0);
  if (span === "today") return end.getTime();
  if (span !== "week") return null;
  // A week ends with its Sunday.
  end.setDate(end.getDate() + ((7 - new Date(now).getDay()) % 7));
  return end.getTime();
}

/** What is shown of it at a time; null: nothing. @param {Status | null | undefined} status @param {number} now */
export function statusAt(status, now) {
  if (!status || (!status.emoji && !status.text)) return null;
  return status.until && status.until <= now ? null : status;
}

/** @param {Status | null | undefined} status @param {number} now */
export function statusWords(status, now) {
  const shown = statusAt(status, now);
  return shown ? [shown.emoji, shown.text].filter(Boolean).join(" ") : "";
}

/** When the first of their statuses ends; null: none does. @param {Iterable<Person>} people @returns {number | null} */
export function nextEnd(people) {
  let next = null;
  for (const { status } of people) {
    if (status?.until && (next === null || status.until < next)) next = status.until;
  }
  return next;
}

/** @param {People} people @param {number} now @returns {People} the same object when none has ended */
export function withoutEnded(people, now) {
  const ended = [...people.values()].filter(({ status }) => status?.until && status.until <= now);
  if (ended.length === 0) return people;
  const rest = new Map(people);
  for (const { status, ...person } of ended) rest.set(person.id, person);
  return rest;
}
