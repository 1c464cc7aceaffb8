/**
 * One's own settings, by part.
 *
 * @import {House} from "../net/house.js"
 */
import { html, LitElement, nothing } from "lit";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { peopleIcon } from "./icons.js";
import "./profile.js";
import "./passkeys.js";
import "./password.js";
import "./second-factor.js";
import "./tokens.js";
import "./sign-ins.js";

/** The parts, and what they are called. */
export const SETTINGS_PARTS = new Map([
  ["profile", "Profile"],
  ["security", "Security"],
  ["sign-ins", "Where you are signed in"],
  ["passkeys", "Passkeys"],
  ["tokens", "Tokens"],
]);

/** Fires "side" for the panel, and "profile" when what others see of oneself has changed. */
export class SettingsView extends LitElement {
  static styles = [base, pageStyle];

  static properties = {
    house: { attribute: false },
    which: { attribute: false },
    admin: { attribute: false },
  };

  constructor() {
    super();
    /** @type {House} */
    this.house = /** @type {any} */ (null);
    this.which = "profile";
    /** Whether I administer. */
    this.admin = false;
  }

  render() {
    return html`
      <div class="page">
        <div class="top">
          <h1>Your settings</h1>
          <button class="plain toggle" @click=${() => this.dispatchEvent(new CustomEvent("side"))}>${peopleIcon} <span class="quiet">Channels and people</span></button>
        </div>
        <nav class="parts" aria-label="Settings">
          ${[...SETTINGS_PARTS].filter(([part]) => this.house.hasPasskeys || part !== "passkeys").map(([part, words]) => html`<a href="#/settings/${part}" aria-current=${part === this.which ? "page" : nothing}>${words}</a>`)}
        </nav>
        ${this.#content()}
      </div>
    `;
  }

  #content() {
    const { self, keys } = this.house;
    switch (this.which) {
      case "security":
        return html`
          <parley-password .self=${self} .passkeys=${this.house.hasPasskeys}></parley-password>
          ${this.house.hasTotp ? html`<parley-second-factor .keys=${keys}></parley-second-factor>` : nothing}`;
      case "passkeys":
        return this.house.hasPasskeys ? html`<parley-passkeys .keys=${keys}></parley-passkeys>` : nothing;
      case "tokens":
        return html`<parley-tokens .keys=${keys} .admin=${this.admin}></parley-tokens>`;
      case "sign-ins":
        return html`<parley-sign-ins .self=${self}></parley-sign-ins>`;
      default:
        return html`<parley-profile .self=${self} .upload=${this.house.upload} @saved=${this.#saved}></parley-profile>`;
    }
  }

  /** @param {CustomEvent} event */
  #saved({ detail }) {
    this.dispatchEvent(new CustomEvent("profile", { detail }));
  }
}

customElements.define("parley-settings", SettingsView);
