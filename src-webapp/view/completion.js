/**
 * Completes a mention while it is typed.
 *
 * @import {Candidate} from "../model/mentions.js"
 * @import {Person} from "../model/protocol.js"
 */
import { html, nothing } from "lit";
import { candidates, mentionAt } from "../model/mentions.js";
import { avatarOf } from "./avatar.js";

/** Rests so long after a key before the server is asked; milliseconds. */
const REST = 200;

/**
 * @typedef {object} Host
 * @property {() => Iterable<Person>} known people
 * @property {() => string} me
 * @property {(typed: string) => Promise<readonly Person[]>} search
 * @property {(from: number, caret: number, handle: string) => void} take
 * @property {() => void} changed
 */
export class Completion {
  #host;
  /** @type {{from: number, typed: string} | null} */
  #at = null;
  #caret = 0;
  /** @type {readonly Candidate[]} */
  #offered = [];
  #chosen = 0;
  /** A mention that was dismissed is left alone until it is another. */
  #dismissed = -1;
  /** @type {Map<string, Person>} */
  #found = new Map();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Host} host */
  constructor(host) {
    this.#host = host;
  }

  get isOpen() {
    return this.#offered.length > 0;
  }

  /** Id of the element that is chosen, for those who listen. */
  get active() {
    return this.isOpen ? `candidate-${this.#chosen}` : null;
  }

  /** Something was typed, or the caret moved. @param {string} text @param {number} caret */
  look(text, caret) {
    this.#at = mentionAt(text, caret);
    this.#caret = caret;
    if (this.#at?.from !== this.#dismissed) this.#dismissed = -1;
    if (this.#dismissed >= 0) this.#at = null;
    this.#offer();
    clearTimeout(this.#timer);
    if (this.#at) this.#timer = setTimeout(() => this.#search(), REST);
  }

  close() {
    clearTimeout(this.#timer);
    this.#dismissed = this.#at?.from ?? -1;
    this.#at = null;
    this.#offer();
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether it was meant for this */
  key({ key, shiftKey }) {
    if (!this.isOpen) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (step) this.#chosen = (this.#chosen + step + this.#offered.length) % this.#offered.length;
    else if (key === "Escape") this.close();
    else if ((key === "Enter" || key === "Tab") && !shiftKey) this.#take(this.#offered[this.#chosen]);
    else return false;
    this.#host.changed();
    return true;
  }

  render() {
    if (!this.isOpen) return nothing;
    return html`
      <ul class="candidates" id="candidates" role="listbox" aria-label="People to mention">
        ${this.#offered.map((candidate, i) => this.#candidate(candidate, i))}
      </ul>`;
  }

  /** @param {Candidate} candidate @param {number} i */
  #candidate(candidate, i) {
    const { handle, name, person } = candidate;
    return html`
      <li
        role="option"
        id="candidate-${i}"
        aria-selected=${i === this.#chosen ? "true" : "false"}
        @mousedown=${(/** @type {Event} */ event) => event.preventDefault()}
        @click=${() => this.#take(candidate)}
      >
        ${person ? avatarOf(person) : html`<span class="avatar hue-7" aria-hidden="true">@</span>`}
        <span class="candidate-name">${name}</span> <span class="candidate-handle">@${handle}</span>
      </li>`;
  }

  /** @param {Candidate | undefined} candidate */
  #take(candidate) {
    if (!candidate || !this.#at) return;
    const { from } = this.#at;
    this.close();
    this.#dismissed = -1;
    this.#host.take(from, this.#caret, candidate.handle);
  }

  #offer() {
    /** What was found knows more than what was only seen. @type {Map<string, Person>} */
    const people = new Map();
    for (const person of this.#host.known()) people.set(person.id, person);
    for (const person of this.#found.values()) if (!people.get(person.id)?.handle) people.set(person.id, person);
    const before = this.#offered;
    this.#offered = this.#at ? candidates(people.values(), this.#at.typed, this.#host.me()) : [];
    this.#chosen = 0;
    if (before.length > 0 || this.#offered.length > 0) this.#host.changed();
  }

  async #search() {
    const typed = this.#at?.typed;
    if (!typed) return;
    try {
      for (const person of await this.#host.search(typed)) this.#found.set(person.id, person);
      if (this.#at?.typed === typed) this.#offer();
    } catch {
      // Then those are offered that are known.
    }
  }
}
