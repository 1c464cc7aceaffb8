/**
 * The administration, by part.
 *
 * @import {Channel} from "../model/protocol.js"
 * @import {House} from "../net/house.js"
 */
import { html, LitElement, nothing } from "lit";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { peopleIcon } from "./icons.js";
import "./admin-people.js";
import "./audit.js";
import "./invites.js";

/** The parts, and what they are called. */
export const ADMIN_PARTS = new Map([
  ["people", "People"],
  ["invites", "Invitations"],
  ["audit", "Audit log"],
]);

/** Fires "side" for the panel. */
export class AdminView extends LitElement {
  static styles = [base, pageStyle];

  static properties = {
    house: { attribute: false },
    which: { attribute: false },
    role: { attribute: false },
    me: { attribute: false },
    channels: { attribute: false },
  };

  constructor() {
    super();
    /** @type {House} */
    this.house = /** @type {any} */ (null);
    this.which = "people";
    /** What I am. */
    this.role = "admin";
    this.me = "";
    /** Those that I am in. @type {readonly Channel[]} */
    this.channels = [];
  }

  render() {
    return html`
      <div class="page">
        <div class="top">
          <h1>Administration</h1>
          <button class="plain toggle" @click=${() => this.dispatchEvent(new CustomEvent("side"))}>${peopleIcon} <span class="quiet">Channels and people</span></button>
        </div>
        <nav class="parts" aria-label="Administration">
          ${[...ADMIN_PARTS].map(([part, words]) => html`<a href="#/admin/${part}" aria-current=${part === this.which ? "page" : nothing}>${words}</a>`)}
        </nav>
        ${this.#content()}
      </div>
    `;
  }

  #content() {
    const { administration } = this.house;
    switch (this.which) {
      case "invites":
        return html`<parley-invites .administration=${administration} .role=${this.role} .channels=${this.channels}></parley-invites>`;
      case "audit":
        return html`<parley-audit .administration=${administration} .directory=${this.house.directory}></parley-audit>`;
      default:
        return html`<parley-admin-people .administration=${administration} .role=${this.role} .me=${this.me}></parley-admin-people>`;
    }
  }
}

customElements.define("parley-admin", AdminView);
