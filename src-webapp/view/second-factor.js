/**
 * An authenticator app as a second factor, and the codes for the day when it is lost.
 *
 * @import {Keys, SecondFactor, Secret} from "../net/keys.js"
 */
import { html, nothing } from "lit";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { Working } from "./working.js";

export class SecondFactorView extends Working {
  static styles = [base, pageStyle];

  static properties = {
    ...Working.properties,
    keys: { attribute: false },
    factor: { state: true },
    secret: { state: true },
    codes: { state: true },
    done: { state: true },
  };

  constructor() {
    super();
    /** @type {Keys} */
    this.keys = /** @type {any} */ (null);
    /** Null before it is known. @type {SecondFactor | null} */
    this.factor = null;
    /** While an app is being added. @type {Secret | null} */
    this.secret = null;
    /** Shown once. @type {readonly string[] | null} */
    this.codes = null;
    this.done = "";
  }

  render() {
    const { factor } = this;
    return html`
      <h2>Second factor</h2>
      ${this.alert}
      <p class="done" role="status">${this.done || nothing}</p>
      ${this.codes ? this.#codes(this.codes) : nothing}
      ${factor ? (factor.totp ? this.#on(factor) : this.secret ? this.#confirm(this.secret) : this.#off()) : nothing}
    `;
  }

  async firstUpdated() {
    await this.load(() => this.#load());
  }

  async #load() {
    this.factor = await this.keys.secondFactor();
  }

  #off() {
    return html`
      <p>With an authenticator app a password alone lets nobody in.</p>
      <div class="buttons"><button class="primary" @click=${this.#begin}>Add an authenticator app</button></div>`;
  }

  /** @param {Secret} secret */
  #confirm({ secret, uri }) {
    return html`
      <p>Open <a href=${uri}>this link</a> where your app is, or type the key into it:</p>
      <p class="secret">${secret}</p>
      <form @submit=${this.#confirmed} novalidate>
        <label for="code">Code that it shows</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" spellcheck="false">
        <div class="buttons">
          <button class="primary">Confirm</button>
          <button type="button" @click=${() => (this.secret = null)}>Cancel</button>
        </div>
      </form>`;
  }

  /** @param {SecondFactor} factor */
  #on({ recoveryCodes }) {
    return html`
      <p>An authenticator app is asked for its code when you sign in.${typeof recoveryCodes === "number" ? ` ${recoveryCodes} recovery codes are left.` : nothing}</p>
      <form @submit=${this.#change} novalidate>
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password">
        <div class="buttons">
          <button value="codes">New recovery codes</button>
          <button class="grave" value="end">Remove the app</button>
        </div>
      </form>`;
  }

  /** @param {readonly string[]} codes */
  #codes(codes) {
    return html`
      <p>Each of these recovery codes lets you in once without the app. Keep them where you find them without it; they are shown this once.</p>
      <p class="secret">${codes.join(" ")}</p>`;
  }

  #begin() {
    return this.work(async () => {
      this.secret = await this.keys.beginTotp();
      await this.updateComplete;
      this.find("#code")?.focus();
    });
  }

  /** @param {Event} event */
  async #confirmed(event) {
    event.preventDefault();
    const { code = "" } = Working.values(event);
    const confirmed = await this.work(async () => {
      this.codes = (await this.keys.confirmTotp(code.replace(/\s/g, ""))).recoveryCodes;
      this.secret = null;
      await this.#load();
    });
    if (confirmed) this.done = "The app is added.";
  }

  /** @param {SubmitEvent} event */
  async #change(event) {
    event.preventDefault();
    const { password = "" } = Working.values(event);
    const ends = event.submitter instanceof HTMLButtonElement && event.submitter.value === "end";
    const changed = await this.work(async () => {
      if (ends) await this.keys.endTotp(password);
      this.codes = ends ? null : (await this.keys.recoveryCodes(password)).recoveryCodes;
      await this.#load();
    });
    if (changed) this.done = ends ? "The app is removed." : "The old recovery codes are good no more.";
  }
}

customElements.define("parley-second-factor", SecondFactorView);
