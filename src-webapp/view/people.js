/**
 * The people: who there is, and the way to a conversation with them.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Directory} from "../net/directory.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { statusWords } from "../model/statuses.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { avatarOf } from "./avatar.js";
import { peopleIcon } from "./icons.js";
import { Working } from "./working.js";

/** Rests so long after a key before it asks; milliseconds. */
const REST = 150;

/** Fires "made" with a conversation in `detail`, and "side" for the panel. */
export class PeopleView extends Working {
  static styles = [base, avatar, pageStyle];

  static properties = {
    ...Working.properties,
    directory: { attribute: false },
    known: { attribute: false },
    me: { attribute: false },
    guest: { attribute: false },
    people: { state: true },
    next: { state: true },
  };

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asked = 0;

  constructor() {
    super();
    /** @type {Directory} */
    this.directory = /** @type {any} */ (null);
    /** Those of whom something was heard since. @type {ReadonlyMap<string, Person>} */
    this.known = new Map();
    this.me = "";
    this.guest = false;
    /** Null before the first answer. @type {readonly Person[] | null} */
    this.people = null;
    /** Where the next page begins. @type {string | null} */
    this.next = null;
  }

  render() {
    const { people } = this;
    return html`
      <div class="page">
        <div class="top">
          <h1>People</h1>
          <button class="plain toggle" @click=${() => this.#tell("side")}>${peopleIcon} <span class="quiet">Channels and people</span></button>
        </div>
        <div class="form">
          <label for="search">Find somebody</label>
          <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="Name or @handle" @input=${this.#typed}>
          ${this.guest ? html`<p class="hint">You see the people of your channels.</p>` : nothing}
        </div>
        <p class="quiet" role="status">${people ? `${people.length}${this.next ? " or more" : ""} people` : nothing}</p>
        ${this.alert}
        ${people?.length === 0 ? html`<p class="hint">Nobody is called so.</p>` : nothing}
        <ul class="items" role="list">
          ${repeat(people ?? [], idOf, (person) => this.#item(this.known.get(person.id) ?? person))}
        </ul>
        ${this.next ? html`<div class="buttons"><button @click=${() => this.#load(true)}>More</button></div>` : nothing}
      </div>
    `;
  }

  /** @param {Person} person */
  #item(person) {
    const { id, name, handle, role, status, inactive } = person;
    const words = statusWords(status, Date.now());
    const facts = [
      handle ? `@${handle}` : "",
      role === "guest" ? "guest" : "",
      inactive ? "cannot sign in any more" : "",
      id === this.me ? "you" : "",
    ];
    return html`
      <li class="item">
        ${avatarOf(person)}
        <div class="about">
          <p class="title">${name}</p>
          <p class="hint">${facts.filter(Boolean).join(", ")}</p>
          ${words ? html`<p>${words}</p>` : nothing}
        </div>
        ${inactive ? nothing : html`<button aria-label=${id === this.me ? "Write notes to yourself" : `Write to ${name}`} @click=${() => this.#write(id)}>${id === this.me ? "Notes" : "Write"}</button>`}
      </li>`;
  }

  firstUpdated() {
    this.#load();
    if (matchMedia("(hover: hover)").matches) this.find("#search").focus();
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#load(), REST);
  }

  /** @param {boolean} [more] the next page, not the first */
  async #load(more = false) {
    const turn = ++this.#asked;
    const typed = this.find("#search").value.trim().replace(/^@/, "");
    try {
      const { people, next } = await this.directory.people(typed, more ? this.next : null);
      if (turn !== this.#asked) return;
      this.people = more ? [...(this.people ?? []), ...people] : people;
      this.next = next ?? null;
      this.problem = "";
    } catch (problem) {
      this.problem = problem instanceof Error ? problem.message : String(problem);
    }
  }

  /** @param {string} id */
  #write(id) {
    return this.work(async () => {
      this.#tell("made", await this.directory.converse([id]));
    });
  }

  /** @param {string} what @param {unknown} [detail] */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

customElements.define("parley-people", PeopleView);

/** @param {Person} person */
const idOf = ({ id }) => id;
