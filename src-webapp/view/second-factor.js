/**
 * An authenticator app as a second factor, and the codes for the day when it is lost.
 *
 * @import {Keys, SecondFactor, Secret} from "../net/keys.js"
 */
import { html, nothing } from "lit";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { secondFactorStyle } from "../style/second-factor.js";
import { copy } from "./copy.js";
import { Working } from "./working.js";

/** Fewer recovery codes than these are too few. */
const FEW = 4;

/** Fires "added" when there is an app. */
export class SecondFactorView extends Working {
  static styles = [base, pageStyle, secondFactorStyle];

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
      ${factor ? (factor.totp ? this.#on(factor) : this.secret ? this.#confirm(this.secret) : this.#off()) : nothing}
      ${this.alert}
      <p class="done" role="status">${this.done || nothing}</p>
      ${this.codes ? this.#codes(this.codes) : nothing}
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
      <p>With an authenticator app, whoever learns your password cannot sign in by it alone.</p>
      <form @submit=${this.#begin} novalidate>
        ${this.#password()}
        <div class="buttons"><button class="primary">Add an authenticator app</button></div>
      </form>`;
  }

  /** Asked for again, as anybody may sit down at an unlocked computer. */
  #password() {
    return html`
      <label for="password">Your password</label>
      <input id="password" name="password" type="password" autocomplete="current-password">`;
  }

  /** @param {Secret} secret */
  #confirm({ secret, uri, qr }) {
    return html`
      <p>Read this with your authenticator app:</p>
      <svg class="qr" viewBox="0 0 ${qr.size} ${qr.size}" role="img" aria-label="QR code with the key that stands below"><path d=${qr.path} /></svg>
      <p class="hint">Or <a href=${uri}>open it</a> on the device where the app is, or type this key into it:</p>
      <p class="secret">${secret.replace(/.{4}(?=.)/g, "$& ")}</p>
      <form @submit=${this.#confirmed} novalidate>
        <label for="code">Code that it shows</label>
        <input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" maxlength="16">
        <div class="buttons">
          <button class="primary">Confirm</button>
          <button type="button" @click=${this.#cancel}>Cancel</button>
        </div>
      </form>`;
  }

  /** @param {SecondFactor} factor */
  #on({ recoveryCodes }) {
    const left = recoveryCodes ?? 0;
    return html`
      <p>An authenticator app is asked for its code when you sign in with your password.</p>
      <p class=${left < FEW ? "problem" : "hint"}>${left === 1 ? "One recovery code is" : `${left} recovery codes are`} left${left < FEW ? ": make new ones." : "."}</p>
      <form @submit=${this.#change} novalidate>
        ${this.#password()}
        <div class="buttons">
          <button value="codes">New recovery codes</button>
          <button class="grave" value="end">Remove the app</button>
        </div>
      </form>`;
  }

  /** @param {readonly string[]} codes */
  #codes(codes) {
    return html`
      <h3 id="codes" tabindex="-1">Recovery codes</h3>
      <p>Each lets you in once without the app. They are shown this once: keep them where you find them without it.</p>
      <ul class="secret codes" role="list">${codes.map((code) => html`<li>${code}</li>`)}</ul>
      <div class="buttons">
        <button @click=${() => this.#copy(codes)}>Copy</button>
        <a class="button" href=${addressOf(codes)} download="parley-recovery-codes.txt">Save as a file</a>
      </div>`;
  }

  /** @param {Event} event */
  async #begin(event) {
    event.preventDefault();
    const { password = "" } = Working.values(event);
    await this.#asks("#code", async () => {
      this.secret = await this.keys.beginTotp(password);
    });
  }

  async #cancel() {
    this.secret = null;
    await this.#focuses("#password");
  }

  /** @param {Event} event */
  async #confirmed(event) {
    event.preventDefault();
    const { code = "" } = Working.values(event);
    const confirmed = await this.#asks("#codes", async () => {
      this.codes = (await this.keys.confirmTotp(code)).recoveryCodes;
      this.secret = null;
      await this.#load();
    });
    if (!confirmed) return;
    this.done = "The app is added.";
    this.dispatchEvent(new CustomEvent("added"));
  }

  /** @param {SubmitEvent} event */
  async #change(event) {
    event.preventDefault();
    const { password = "" } = Working.values(event);
    const ends = event.submitter instanceof HTMLButtonElement && event.submitter.value === "end";
    const changed = await this.#asks(ends ? "#password" : "#codes", async () => {
      if (ends) await this.keys.endTotp(password);
      this.codes = ends ? null : (await this.keys.recoveryCodes(password)).recoveryCodes;
      await this.#load();
    });
    if (!changed) return;
    this.find("form")?.reset();
    this.done = ends ? "The app is removed: your password is enough." : "The old recovery codes are good no more.";
  }

  /** @param {string} next what has the focus when it is done @param {() => Promise<void>} action */
  async #asks(next, action) {
    this.done = "";
    const done = await this.work(action);
    if (done) await this.#focuses(next);
    else this.find("input")?.select();
    return done;
  }

  /** @param {string} selector */
  async #focuses(selector) {
    await this.updateComplete;
    this.find(selector)?.focus();
  }

  /** @param {readonly string[]} codes */
  #copy(codes) {
    this.done = copy(`${codes.join("\n")}\n`) ? "Copied." : "They could not be copied: select them.";
  }
}

/** @param {readonly string[]} codes */
const addressOf = (codes) =>
  `data:text/plain;charset=utf-8,${encodeURIComponent(`Recovery codes of ${location.host}\n\n${codes.join("\n")}\n`)}`;

customElements.define("parley-second-factor", SecondFactorView);
