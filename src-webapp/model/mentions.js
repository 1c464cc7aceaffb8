/**
 * Mentions: `@` and a sign-in name, `@channel` for everybody in it, `@here` for those who are there now.
 *
 * @import {Message, Person} from "./protocol.js"
 * @import {People} from "./people.js"
 *
 * @typedef {object} Candidate
 * @property {string} handle
 * @property {string} name
 * @property {Person | null} person null for `channel` and `here`
 */

import { matching } from "./channels.js";

/** So many are offered. */
const MOST = 8;

const WORD = /(?:^|[\s([{,;:!?"'“‘>/])@([\p{L}\p{N}._-]*)$/u;

/** As they stand in a text. */
const MENTION = /(^|[^\p{L}\p{N}_@./])@([a-z0-9][a-z0-9._-]{0,31})/giu;

/** @type {readonly Candidate[]} */
const EVERYBODY = [
  { handle: "channel", name: "Everybody in this channel", person: null },
  { handle: "here", name: "Everybody who is here now", person: null },
];

/**
 * The mention that is being typed.
 *
 * @param {string} text
 * @param {number} caret
 * @returns {{from: number, typed: string} | null} where its sign stands, and what follows it
 */
export function mentionAt(text, caret) {
  const typed = WORD.exec(text.slice(Math.max(0, caret - 64), caret))?.[1];
  return typed === undefined ? null : { from: caret - typed.length - 1, typed };
}

/** With a mention in place of what was typed of it. @param {string} text @param {number} from @param {number} caret @param {string} handle */
export function completed(text, from, caret, handle) {
  const rest = text.slice(caret);
  const mention = `@${handle}${rest.startsWith(" ") ? "" : " "}`;
  return { text: text.slice(0, from) + mention + rest, caret: from + handle.length + 2 };
}

/**
 * Who may be meant: by sign-in name or any word of the name.
 *
 * @param {Iterable<Person>} people
 * @param {string} typed
 * @param {string} me
 * @returns {Candidate[]}
 */
export function candidates(people, typed, me) {
  /** @type {Candidate[]} */
  const known = [];
  for (const person of people) {
    if (person.handle && !person.inactive && person.id !== me)
      known.push({ handle: person.handle, name: person.name, person });
  }
  known.sort((a, b) => a.name.localeCompare(b.name));
  const everybody = typed === "" ? [] : EVERYBODY.filter(({ handle }) => handle.startsWith(typed.toLowerCase()));
  return [...matching(known, typed, ({ handle, name }) => `${handle} ${name}`), ...everybody].slice(0, MOST);
}

/**
 * Which of a message's words are mentions: by what follows the sign, whether oneself is meant, and who it is.
 *
 * @param {Pick<Message, "mentions" | "from">} message
 * @param {People} people
 * @param {string} me
 * @returns {ReadonlyMap<string, {name: string, me: boolean}> | null} null: none
 */
export function marksOf({ mentions, from }, people, me) {
  if (!mentions || mentions.length === 0) return null;
  const marks = new Map();
  for (const whom of mentions) {
    if (whom === "channel" || whom === "here") marks.set(whom, { name: "", me: from !== me });
    const person = people.get(whom);
    if (person?.handle) marks.set(person.handle, { name: person.name, me: whom === me });
  }
  return marks;
}

/**
 * A text in pieces.
 *
 * @param {string} text
 * @param {ReadonlyMap<string, {name: string, me: boolean}>} marks
 * @returns {{text: string, mark: {name: string, me: boolean} | null}[]}
 */
export function pieces(text, marks) {
  const found = [];
  let done = 0;
  for (const match of text.matchAll(MENTION)) {
    const handle = handleIn(match[2] ?? "", marks);
    const mark = handle === null ? undefined : marks.get(handle);
    if (handle === null || !mark) continue;
    const from = match.index + (match[1]?.length ?? 0);
    if (from > done) found.push({ text: text.slice(done, from), mark: null });
    done = from + 1 + handle.length;
    found.push({ text: text.slice(from, done), mark });
  }
  if (done < text.length) found.push({ text: text.slice(done), mark: null });
  return found;
}

/** A full stop at the end is the sentence's. @param {string} word @param {ReadonlyMap<string, unknown>} marks */
function handleIn(word, marks) {
  for (let handle = word.toLowerCase(); handle !== ""; handle = handle.slice(0, -1)) {
    if (marks.has(handle)) return handle;
    if (!/[._-]$/.test(handle)) return null;
  }
  return null;
}
