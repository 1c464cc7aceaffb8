/**
 * Jumps to a channel, a conversation or a person by a few letters of the name.
 *
 * @import {Goal} from "../model/goals.js"
 * @import {Person} from "../model/protocol.js"
 * @import {Directory} from "../net/directory.js"
 * @import {State} from "../net/store.js"
 */
import { html, nothing } from "lit";
import { goalsFor, strangersOf } from "../model/goals.js";
import { base } from "../style/base.js";
import { field } from "../style/field.js";
import { options } from "../style/options.js";
import { switcherStyle } from "../style/switcher.js";
import { lockIcon } from "./icons.js";
import { Working } from "./working.js";

/** So many are shown. */
const MOST = 12;

/** Rests so long after a key before the server is asked; milliseconds. */
const REST = 150;

/** Fires "go" with the goal in `detail`, or "made" with a conversation that somebody who was chosen is in. */
export class Switcher extends Working {
  static styles = [base, field, options, switcherStyle];

  static properties = {
    ...Working.properties,
    goals: { attribute: false },
    directory: { attribute: false },
    state: { attribute: false },
    typed: { state: true },
    at: { state: true },
    found: { state: true },
    asking: { state: true },
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** Whether Enter was pressed before there was anything to go to. */
  #hurried = false;
  /** Who was found since it was opened. @type {Map<string, Person>} */
  #met = new Map();

  constructor() {
    super();
    /** In the order in which they are offered while nothing is typed. @type {readonly Goal[]} */
    this.goals = [];
    /** Finds people; null: nobody is written to here. @type {Directory | null} */
    this.directory = null;
    /** @type {State} */
    this.state = /** @type {any} */ (null);
    this.typed = "";
    /** Which of those that match Enter goes to. */
    this.at = 0;
    /** Ids of those whom the server has found by what is typed. @type {ReadonlySet<string>} */
    this.found = new Set();
    /** Whether the server may still find somebody. */
    this.asking = false;
  }

  render() {
    const offered = this.#offered;
    return html`
      <dialog aria-label="Go to a channel or person" @click=${this.#beside} @close=${() => this.#type("")}>
        <input
          role="combobox"
          aria-label="Go to"
          aria-expanded="true"
          aria-controls="goals"
          aria-autocomplete="list"
          aria-activedescendant=${offered.length > 0 ? `goal-${this.at}` : nothing}
          placeholder="Go to a channel or person"
          autocomplete="off"
          spellcheck="false"
          .value=${this.typed}
          @input=${this.#input}
          @keydown=${this.#key}
        >
        <ul id="goals" role="listbox" aria-label="Channels and people">
          ${offered.map((goal, i) => this.#goal(goal, i))}
        </ul>
        <p role="status">${offered.length === 0 && !this.asking ? "Nothing is called so." : nothing}</p>
        ${this.alert}
      </dialog>
    `;
  }

  /** @param {Goal} goal @param {number} i */
  #goal(goal, i) {
    const sign = { public: "#", private: lockIcon, direct: "@" }[goal.kind] ?? "@";
    return html`
      <li role="option" id="goal-${i}" aria-selected=${i === this.at ? "true" : "false"} @click=${() => this.#go(goal)}>
        <span class="sign" aria-hidden="true">${sign}</span><span class="title">${goal.title}</span>
        ${goal.aside ? html`<span class="aside">${goal.aside}</span>` : nothing}
      </li>`;
  }

  get #offered() {
    const { goals, typed } = this;
    if (typed.trim() === "") return goals.slice(0, MOST);
    return goalsFor(goals, this.#strangers, typed, this.found).slice(0, MOST);
  }

  get #strangers() {
    if (!this.#seeks) return [];
    const { people, channels, me } = this.state;
    const known = [...people.values()].filter(({ handle }) => handle);
    return strangersOf(
      new Map([...this.#met.values(), ...known].map((person) => [person.id, person])).values(),
      channels,
      me.id,
    );
  }

  /** Whether people may be meant. */
  get #seeks() {
    return this.directory !== null && this.#sought !== "" && !this.typed.trim().startsWith("#");
  }

  /** What the server is asked for. */
  get #sought() {
    return this.typed.trim().replace(/^@/, "");
  }

  async open() {
    this.#met.clear();
    this.#type("");
    this.problem = "";
    await this.updateComplete;
    const dialog = this.#dialog();
    if (!dialog.open) dialog.showModal();
    this.find("input").focus();
  }

  #dialog() {
    return /** @type {HTMLDialogElement} */ (this.find("dialog"));
  }

  /** @param {Event} event */
  #input({ target }) {
    this.#type(target instanceof HTMLInputElement ? target.value : "");
  }

  /** @param {string} typed */
  #type(typed) {
    clearTimeout(this.#timer);
    this.typed = typed;
    this.at = 0;
    this.found = new Set();
    this.#hurried = false;
    this.asking = this.#seeks;
    if (this.asking) this.#timer = setTimeout(() => this.#ask(), REST);
  }

  async #ask() {
    const { typed, directory } = this;
    /** @type {readonly Person[]} */
    let people = [];
    try {
      people = (await directory?.people(this.#sought))?.people ?? [];
    } catch {
      // Then those are offered that are known.
    }
    if (this.typed !== typed) return;
    // Whoever is about to press Enter goes where they saw that they would go.
    const chosen = this.#offered[this.at];
    for (const person of people) this.#met.set(person.id, person);
    this.found = new Set(people.map(({ id }) => id));
    this.asking = false;
    this.at = Math.max(
      0,
      this.#offered.findIndex(({ id }) => id === chosen?.id),
    );
    if (this.#hurried) this.#go(this.#offered[this.at]);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { length } = this.#offered;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && length > 0) this.at = (this.at + step + length) % length;
    else if (event.key === "Enter" && !event.isComposing) this.#go(this.#offered[this.at]);
    else return;
    event.preventDefault();
  }

  /** @param {Goal | undefined} goal undefined: none is known yet */
  #go(goal) {
    this.#hurried = !goal && this.asking;
    if (!goal) return;
    if (goal.kind === "person") return this.#write(goal.id);
    this.#dialog().close();
    this.dispatchEvent(new CustomEvent("go", { detail: goal }));
  }

  /** @param {string} person */
  #write(person) {
    return this.work(async () => {
      const channel = await this.directory?.converse([person]);
      this.#dialog().close();
      this.dispatchEvent(new CustomEvent("made", { detail: channel }));
    });
  }

  /** @param {MouseEvent} event */
  #beside({ target }) {
    if (target instanceof HTMLDialogElement) target.close();
  }
}

customElements.define("parley-switcher", Switcher);
