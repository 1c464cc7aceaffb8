/**
 * One's passkeys.
 *
 * @import {Keys, Passkey} from "../net/keys.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { createPasskey, hasPasskeys } from "../net/passkey.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { momentOf } from "./time.js";
import { Working } from "./working.js";

export class PasskeysView extends Working {
  static styles = [base, pageStyle];

  static properties = {
    ...Working.properties,
    keys: { attribute: false },
    passkeys: { state: true },
    done: { state: true },
  };

  constructor() {
    super();
    /** @type {Keys} */
    this.keys = /** @type {any} */ (null);
    /** @type {readonly Passkey[]} */
    this.passkeys = [];
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
  #item({ id, name, created, lastUsed }) {
    return html`
      <li class="item">
        <div class="about">
          <p class="title">${name}</p>
          <p class="hint">since ${momentOf(created)}${lastUsed ? `, last used ${momentOf(lastUsed)}` : ""}</p>
        </div>
        <button class="grave" aria-label="Remove ${name}" @click=${() => this.#remove(id, name)}>Remove</button>
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
    const { name = "" } = Working.values(event);
    this.done = "";
    const added = await this.work(async () => {
      const credential = await createPasskey(await this.keys.passkeyOptions());
      await this.keys.addPasskey(name.trim() || "This device", credential);
      await this.#load();
    });
    if (!added) return;
    this.done = "The passkey is added.";
    if (form instanceof HTMLFormElement) form.reset();
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

customElements.define("parley-passkeys", PasskeysView);
