/**
 * Everybody who has an account: role, access, a new password.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Administration} from "../net/administration.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { avatarOf } from "./avatar.js";
import { Listing } from "./listing.js";
import { secretOf } from "./secret.js";
import { momentOf } from "./time.js";
import { Working } from "./working.js";

const ROLES = ["owner", "admin", "member", "guest"];

export class AdminPeople extends Working {
  static styles = [base, avatar, pageStyle];

  static properties = {
    ...Working.properties,
    administration: { attribute: false },
    role: { attribute: false },
    me: { attribute: false },
    link: { state: true },
    done: { state: true },
    sure: { state: true },
  };

  /** @type {Listing<Person>} */
  #found = new Listing(this, async (after) => {
    const { people, next } = await this.administration.people(this.find("#search").value.trim(), after);
    return { items: people, next };
  });

  constructor() {
    super();
    /** @type {Administration} */
    this.administration = /** @type {any} */ (null);
    /** What I am. */
    this.role = "admin";
    this.me = "";
    /** A link for somebody to choose a new password, and what has become of it. @type {{person: string, address: string, expires: number, told: string} | null} */
    this.link = null;
    this.done = "";
    /** Whose access (or `2 ` and whose second factor) shall end and was asked about. @type {string | null} */
    this.sure = null;
  }

  render() {
    return html`
      <div class="form">
        <label for="search">Find somebody</label>
        <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="Name or sign-in name" @input=${this.#found.typed}>
      </div>
      ${this.alert}
      <p class="done" role="status">${this.done || nothing}</p>
      <ul class="items" role="list">${repeat(
        this.#found.items ?? [],
        ({ id }) => id,
        (person) => this.#item(person),
      )}</ul>
      ${this.#found.next ? html`<div class="buttons"><button @click=${() => this.#found.more()}>More</button></div>` : nothing}
    `;
  }

  /** @param {Person} person */
  #item(person) {
    const { id, name, handle, role, inactive } = person;
    const mine = id === this.me;
    const strong = person.secondFactor ? ", with a second factor" : "";
    // Owners govern everybody, administrators whoever is less than they.
    const out = this.role !== "owner" && (role === "owner" || role === "admin");
    return html`
      <li class="item">
        ${avatarOf(person)}
        <div class="about">
          <p class="title">${name}${mine ? html` <span class="aside">you</span>` : nothing}</p>
          <p class="hint">${handle ? `@${handle}` : "without an account"}${strong}${inactive ? ", deactivated" : ""}</p>
          ${this.link?.person === id ? this.#link(this.link) : nothing}
        </div>
        ${handle && !mine && !out ? this.#choices(person) : html`<span class="aside">${role ?? ""}</span>`}
      </li>`;
  }

  /** @param {Person} person */
  #choices({ id, name, role, inactive, secondFactor }) {
    const roles = this.role === "owner" ? ROLES : ROLES.slice(2);
    return html`
      <div class="buttons">
        <select class="role" data-person=${id} aria-label="Role of ${name}" @change=${(/** @type {Event} */ event) => this.#changeRole(id, name, event)}>
          ${roles.map((one) => html`<option value=${one} ?selected=${one === (role ?? "member")}>${one}</option>`)}
        </select>
        ${inactive ? nothing : html`<button aria-label="New password for ${name}" @click=${() => this.#reset(id)}>New password…</button>`}
        ${secondFactor ? html`<button class="grave" aria-label=${`${this.sure === `2 ${id}` ? "Yes, remove" : "Remove"} the second factor of ${name}`} @click=${() => this.#removeFactor(id, name)}>${this.sure === `2 ${id}` ? "Yes, remove" : "Remove second factor"}</button>` : nothing}
        ${
          inactive
            ? html`<button aria-label="Activate ${name}" @click=${() => this.#change(id, { active: true }, `${name} can sign in again.`)}>Activate</button>`
            : html`<button class="grave" aria-label=${this.sure === id ? `Yes, deactivate ${name}` : `Deactivate ${name}`} @click=${() => this.#deactivate(id, name)}>${this.sure === id ? "Yes, deactivate" : "Deactivate"}</button>`
        }
      </div>`;
  }

  /** @param {{person: string, address: string, expires: number, told: string}} link */
  #link(link) {
    const why = `Give them this link, by a way that only they read. It is good once, until ${momentOf(link.expires)}:`;
    const tell = (/** @type {string} */ told) => {
      this.link = { ...link, told };
    };
    return html`${secretOf(why, link.address, tell)}<p class="done" role="status">${link.told || nothing}</p>`;
  }

  firstUpdated() {
    this.#found.load();
  }

  /** @param {string} id @param {string} name @param {Event} event */
  #changeRole(id, name, { target }) {
    const role = target instanceof HTMLSelectElement ? target.value : "member";
    return this.#change(id, { role }, `${name} is ${role} now.`);
  }

  /** @param {string} id @param {{role?: string, active?: boolean}} change @param {string} done */
  async #change(id, change, done) {
    this.done = "";
    this.sure = null;
    if (await this.work(() => this.administration.change(id, change))) this.done = done;
    const shown = "active" in change ? { inactive: !change.active } : change;
    if (this.done) this.#found.change((person) => (person.id === id ? { ...person, ...shown } : person));
    else this.requestUpdate();
  }

  /** @param {string} id @param {string} name */
  async #deactivate(id, name) {
    if (this.sure !== id) this.sure = id;
    else await this.#change(id, { active: false }, `${name} is signed out everywhere and cannot sign in any more.`);
  }

  /** @param {string} id @param {string} name */
  async #removeFactor(id, name) {
    if (this.sure !== `2 ${id}`) {
      this.sure = `2 ${id}`;
      return;
    }
    this.done = "";
    this.sure = null;
    if (!(await this.work(() => this.administration.removeSecondFactor(id)))) return;
    this.done = `${name} signs in with the password alone now.`;
    this.#found.change((person) => (person.id === id ? { ...person, secondFactor: null } : person));
    await this.updateComplete;
    // The button is gone; the keyboard stays with the person.
    this.find(`select[data-person="${CSS.escape(id)}"]`)?.focus();
  }

  /** @param {string} person */
  async #reset(person) {
    const made = await this.work(async () => {
      const { token, expires } = await this.administration.resetPassword(person);
      const address = new URL(`#/reset/${encodeURIComponent(token)}`, document.baseURI).href;
      this.link = { person, address, expires, told: "" };
    });
    await this.updateComplete;
    // It stands before the button that was pressed.
    if (made) this.find(".secret + .buttons button").focus();
  }
}

customElements.define("parley-admin-people", AdminPeople);
