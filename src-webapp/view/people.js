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
import { Listing } from "./listing.js";
import { isTouched } from "./touch.js";
import { Working } from "./working.js";

/** Fires "made" with a conversation in `detail`, and "side" for the panel. */
export class PeopleView extends Working {
  static styles = [base, avatar, pageStyle];

  static properties = {
    ...Working.properties,
    directory: { attribute: false },
    known: { attribute: false },
    me: { attribute: false },
    guest: { attribute: false },
  };

  /** @type {Listing<Person>} */
  #found = new Listing(this, async (after) => {
    const { people, next } = await this.directory.people(this.find("#search").value.trim().replace(/^@/, ""), after);
    return { items: people, next };
  });

  constructor() {
    super();
    /** @type {Directory} */
    this.directory = /** @type {any} */ (null);
    /** Those of whom something was heard since. @type {ReadonlyMap<string, Person>} */
    this.known = new Map();
    this.me = "";
    this.guest = false;
  }

  render() {
    const { items: people, next } = this.#found;
    return html`
      <div class="page">
        <div class="top">
          <h1>People</h1>
          <button class="plain toggle" @click=${() => this.#tell("side")}>${peopleIcon} <span class="quiet">Channels and people</span></button>
        </div>
        <div class="form">
          <label for="search">Find somebody</label>
          <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="Name or @handle" @input=${this.#found.typed}>
          ${this.guest ? html`<p class="hint">You see the people of your channels.</p>` : nothing}
        </div>
        <p class="quiet" role="status">${people ? `${people.length}${next ? " or more" : ""} people` : nothing}</p>
        ${this.alert}
        ${people?.length === 0 ? html`<p class="hint">Nobody is called so.</p>` : nothing}
        <ul class="items" role="list">
          ${repeat(people ?? [], idOf, (person) => this.#item(this.known.get(person.id) ?? person))}
        </ul>
        ${next ? html`<div class="buttons"><button @click=${() => this.#found.more()}>More</button></div>` : nothing}
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
    this.#found.load();
    if (!isTouched()) this.find("#search").focus();
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
