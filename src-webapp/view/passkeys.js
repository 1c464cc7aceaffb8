/**
 * One's passkeys.
 *
 * @import {Keys, Passkey} from "../net/keys.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { Problem } from "../net/api.js";
import { createPasskey, hasPasskeys } from "../net/passkey.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { momentOf } from "./time.js";
import { Working } from "./working.js";

/** Fires "added" when there is one more. */
export class PasskeysView extends Working {
  static styles = [base, pageStyle];

  static properties = {
    ...Working.properties,
    keys: { attribute: false },
    passkeys: { state: true },
    renamed: { state: true },
    done: { state: true },
  };

  constructor() {
    super();
    /** @type {Keys} */
    this.keys = /** @type {any} */ (null);
    /** @type {readonly Passkey[]} */
    this.passkeys = [];
    /** Id of the one whose name is being changed. @type {string | null} */
    this.renamed = null;
    this.done = "";
  }

  render() {
    return html`
      <p>With a passkey you sign in by this device or a security key, without a password.</p>
      ${
        hasPasskeys()
          ? html`
            <form @submit=${this.#submit} novalidate>
              <label for="name">What you call it</label>
              <input id="name" name="name" autocomplete="off" maxlength="64" placeholder="This device">
              <label for="password">Password</label>
              <input id="password" name="password" type="password" autocomplete="current-password" aria-describedby="why">
              <p class="hint" id="why">So that nobody else adds a passkey of his own at your computer.</p>
              <div class="buttons"><button class="primary">Add a passkey</button></div>
            </form>`
          : html`<p class="hint">Browsers allow passkeys over https only.</p>`
      }
      ${this.alert}
      <p class="done" role="status">${this.done || nothing}</p>
      <ul class="items" role="list">${repeat(
        this.passkeys,
        ({ id }) => id,
        (passkey) => this.#item(passkey),
      )}</ul>
    `;
  }

  /** @param {Passkey} passkey */
  #item({ id, name, created, lastUsed, host }) {
    if (this.renamed === id) return this.#renaming(id, name);
    return html`
      <li class="item">
        <div class="about">
          <p class="title">${name}</p>
          <p class="hint">since ${momentOf(created)}${lastUsed ? `, last used ${momentOf(lastUsed)}` : ""}${host ? `, for ${host} only` : ""}</p>
        </div>
        <div class="buttons">
          <button aria-label="Rename ${name}" @click=${() => this.#rename(id)}>Rename</button>
          <button class="grave" aria-label="Remove ${name}" @click=${() => this.#remove(id, name)}>Remove</button>
        </div>
      </li>`;
  }

  /** @param {string} id @param {string} name */
  #renaming(id, name) {
    return html`
      <li class="item">
        <form class="about" @submit=${(/** @type {Event} */ event) => this.#called(event, id)} novalidate>
          <label for="called">New name for ${name}</label>
          <input id="called" name="called" autocomplete="off" maxlength="64" .value=${name}>
          <div class="buttons">
            <button class="primary">Rename</button>
            <button type="button" @click=${() => this.#rename(null)}>Cancel</button>
          </div>
        </form>
      </li>`;
  }

  firstUpdated() {
    return this.load(() => this.#load());
  }

  async #load() {
    this.passkeys = (await this.keys.passkeys()).passkeys;
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const form = event.target;
    const { name = "", password = "" } = Working.values(event);
    this.done = "";
    const added = await this.work(async () => {
      const options = await this.keys.passkeyOptions(password);
      const credential = await createPasskey(options).catch(explained);
      await this.keys.addPasskey(name.trim() || "This device", credential);
      await this.#load();
    });
    if (!added) return;
    this.done = "The passkey is added.";
    this.dispatchEvent(new CustomEvent("added"));
    if (form instanceof HTMLFormElement) form.reset();
  }

  /** @param {string | null} id */
  async #rename(id) {
    const before = this.renamed;
    this.renamed = id;
    this.done = "";
    await this.updateComplete;
    if (id) this.find("#called")?.select();
    else if (before) this.#nameOf(before);
  }

  /** Focuses what leads to the name again. @param {string} id */
  #nameOf(id) {
    const { name = "" } = this.passkeys.find((passkey) => passkey.id === id) ?? {};
    this.find(`[aria-label="Rename ${CSS.escape(name)}"]`)?.focus();
  }

  /** @param {Event} event @param {string} id */
  async #called(event, id) {
    event.preventDefault();
    const { called = "" } = Working.values(event);
    const renamed = await this.work(async () => {
      await this.keys.renamePasskey(id, called);
      await this.#load();
    });
    if (!renamed) return;
    await this.#rename(null);
    this.done = `It is called ${called.trim()} now.`;
  }

  /** @param {string} id @param {string} name */
  async #remove(id, name) {
    const removed = await this.work(async () => {
      await this.keys.removePasskey(id);
      await this.#load();
    });
    if (removed) this.done = `Removed: ${name}.`;
  }
}

/** @param {unknown} problem of the browser @returns {never} */
function explained(problem) {
  const name = problem instanceof DOMException ? problem.name : "";
  if (name === "InvalidStateError") throw new Problem(0, name, "This device or key has a passkey of yours already.");
  if (name === "NotAllowedError") throw new Problem(0, name, "Nothing is added: it was cancelled, or took too long.");
  throw problem;
}

customElements.define("parley-passkeys", PasskeysView);
