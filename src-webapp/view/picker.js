/**
 * Chooses people by a few letters of their names.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Directory} from "../net/directory.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { field } from "../style/field.js";
import { options } from "../style/options.js";
import { pickerStyle } from "../style/picker.js";
import { avatarOf } from "./avatar.js";
import { closeIcon } from "./icons.js";
import { Working } from "./working.js";

/** Rests so long after a key before it asks; milliseconds. */
const REST = 150;

/** Fires "choose" when the choice in `chosen` has changed, and "enter" when the Enter key says that it is made. */
export class PeoplePicker extends Working {
  static styles = [base, avatar, field, options, pickerStyle];

  static properties = {
    ...Working.properties,
    directory: { attribute: false },
    except: { attribute: false },
    label: { type: String },
    most: { type: Number },
    chosen: { state: true },
    found: { state: true },
    at: { state: true },
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asked = "";

  constructor() {
    super();
    /** @type {Directory} */
    this.directory = /** @type {any} */ (null);
    /** Who is not offered. @type {readonly string[]} */
    this.except = [];
    this.label = "People";
    this.most = 50;
    /** @type {readonly Person[]} */
    this.chosen = [];
    /** @type {readonly Person[] | null} */
    this.found = null;
    this.at = 0;
  }

  render() {
    const offered = this.#offered;
    return html`
      <label for="who">${this.label}</label>
      ${
        this.chosen.length > 0
          ? html`<ul class="chosen" role="list" aria-label="Chosen">${repeat(this.chosen, idOf, (person) => this.#chip(person))}</ul>`
          : nothing
      }
      <input
        id="who"
        role="combobox"
        aria-expanded=${offered.length > 0 ? "true" : "false"}
        aria-controls="found"
        aria-autocomplete="list"
        aria-activedescendant=${offered.length > 0 ? `person-${this.at}` : nothing}
        placeholder="Type a name"
        autocomplete="off"
        spellcheck="false"
        @input=${this.#typed}
        @focus=${this.#typed}
        @keydown=${this.#key}
      >
      <ul id="found" class="found" role="listbox" aria-label="People found" ?hidden=${offered.length === 0}>
        ${offered.map((person, i) => this.#option(person, i))}
      </ul>
      <p class="none" role="status">${this.found && offered.length === 0 ? "Nobody else is called so." : nothing}</p>
      ${this.alert}
    `;
  }

  /** @param {Person} person */
  #chip(person) {
    return html`
      <li class="chip">
        ${person.name}
        <button type="button" class="plain" aria-label="Remove ${person.name}" @click=${() => this.#drop(person)}>${closeIcon}</button>
      </li>`;
  }

  /** @param {Person} person @param {number} i */
  #option(person, i) {
    return html`
      <li role="option" id="person-${i}" aria-selected=${i === this.at ? "true" : "false"} @mousedown=${(/** @type {Event} */ event) => event.preventDefault()} @click=${() => this.#choose(person)}>
        ${avatarOf(person)} <span class="name">${person.name}</span>
        ${person.handle ? html`<span class="handle">@${person.handle}</span>` : nothing}
        ${person.role === "guest" ? html`<span class="handle">guest</span>` : nothing}
      </li>`;
  }

  get #offered() {
    const out = new Set([...this.except, ...this.chosen.map(idOf)]);
    return this.chosen.length >= this.most ? [] : (this.found ?? []).filter(({ id }) => !out.has(id)).slice(0, 8);
  }

  get #input() {
    return /** @type {HTMLInputElement} */ (this.find("input"));
  }

  focus() {
    this.#input?.focus();
  }

  clear() {
    this.chosen = [];
    this.found = null;
    if (this.#input) this.#input.value = "";
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), REST);
  }

  async #ask() {
    const typed = this.#input.value.trim().replace(/^@/, "");
    this.#asked = typed;
    try {
      const { people } = await this.directory.people(typed);
      if (this.#asked !== typed) return;
      this.found = people;
      this.at = 0;
      this.problem = "";
    } catch (problem) {
      this.problem = problem instanceof Error ? problem.message : String(problem);
    }
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { length } = this.#offered;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && length > 0) this.at = (this.at + step + length) % length;
    else if (event.key === "Enter" && !this.#input.value && this.chosen.length > 0) {
      this.dispatchEvent(new CustomEvent("enter"));
    } else if (event.key === "Enter" && !event.isComposing && length > 0) this.#choose(this.#offered[this.at]);
    else if (event.key === "Enter" && this.#input.value) this.#typed();
    else if (event.key === "Escape" && this.#input.value) this.#undo();
    else if (event.key === "Backspace" && !this.#input.value && this.chosen.length > 0) this.#drop(this.chosen.at(-1));
    else return;
    event.preventDefault();
  }

  /** Takes back what is typed; what stands around the field stays open. */
  #undo() {
    clearTimeout(this.#timer);
    this.#asked = "";
    this.#input.value = "";
    this.found = null;
  }

  /** @param {Person | undefined} person */
  #choose(person) {
    if (!person) return;
    this.chosen = [...this.chosen, person];
    this.#input.value = "";
    this.#changed();
  }

  /** @param {Person | undefined} person */
  #drop(person) {
    this.chosen = this.chosen.filter((other) => other !== person);
    this.#changed();
  }

  #changed() {
    this.found = null;
    this.focus();
    this.dispatchEvent(new CustomEvent("choose"));
  }
}

customElements.define("parley-picker", PeoplePicker);

/** @param {Person} person */
const idOf = ({ id }) => id;
