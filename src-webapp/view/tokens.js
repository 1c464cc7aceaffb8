/**
 * Tokens by which one's programs sign in.
 *
 * @import {Keys, Token} from "../net/keys.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { secretOf } from "./secret.js";
import { momentOf } from "./time.js";
import { Working } from "./working.js";

const DAY = 24 * 60 * 60_000;

const SCOPES = [
  ["read", "Read what I can read"],
  ["write", "Write, join and change as I can"],
  ["admin", "Administer as I can"],
];

export class TokensView extends Working {
  static styles = [base, pageStyle];

  static properties = {
    ...Working.properties,
    keys: { attribute: false },
    admin: { attribute: false },
    tokens: { state: true },
    token: { state: true },
    done: { state: true },
  };

  constructor() {
    super();
    /** @type {Keys} */
    this.keys = /** @type {any} */ (null);
    /** Whether I administer. */
    this.admin = false;
    /** @type {readonly Token[]} */
    this.tokens = [];
    /** The one that was made last, shown once. */
    this.token = "";
    this.done = "";
  }

  render() {
    const scopes = SCOPES.filter(([scope]) => scope !== "admin" || this.admin);
    return html`
      <form @submit=${this.#submit} novalidate>
        <label for="name">What it is for</label>
        <input id="name" name="name" autocomplete="off" maxlength="64">
        <fieldset>
          <legend>What it may</legend>
          ${scopes.map(([scope, words]) => html`<label class="choice"><input type="checkbox" name="scope" value=${scope} ?checked=${scope === "read"}> <span>${words}</span></label>`)}
        </fieldset>
        <label for="days">Good for</label>
        <select id="days" name="days"><option value="30">30 days</option><option value="90" selected>90 days</option><option value="365">A year</option></select>
        <label for="password">Password</label>
        <input id="password" name="password" type="password" autocomplete="current-password" aria-describedby="why">
        <p class="hint" id="why">So that nobody else makes a token at your computer.</p>
        <div class="buttons"><button class="primary">Make a token</button></div>
      </form>
      ${this.alert}
      <p class="done" role="status">${this.done || nothing}</p>
      ${this.token ? secretOf("It is shown this once. Whoever has it acts as you:", this.token, this.#told) : nothing}
      <h2>Tokens that are good</h2>
      ${this.tokens.length === 0 ? html`<p class="hint">None.</p>` : nothing}
      <ul class="items" role="list">${repeat(
        this.tokens,
        ({ id }) => id,
        (token) => this.#item(token),
      )}</ul>
    `;
  }

  /** @param {Token} token */
  #item({ id, name, scopes, expires, lastUsed }) {
    return html`
      <li class="item">
        <div class="about">
          <p class="title">${name}</p>
          <p class="hint">${scopes.join(", ")}${expires ? `, until ${momentOf(expires)}` : ""}${lastUsed ? `, last used ${momentOf(lastUsed)}` : ""}</p>
        </div>
        <button class="grave" aria-label="Revoke ${name}" @click=${() => this.#end(id, name)}>Revoke</button>
      </li>`;
  }

  #told = (/** @type {string} */ words) => {
    this.done = words;
  };

  firstUpdated() {
    return this.load(() => this.#load());
  }

  async #load() {
    this.tokens = (await this.keys.tokens()).tokens;
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const { target } = event;
    const form = new FormData(target);
    const wish = {
      name: String(form.get("name")).trim(),
      scopes: form.getAll("scope").map(String),
      expires: Date.now() + Number(form.get("days")) * DAY,
      password: String(form.get("password")),
    };
    this.token = "";
    this.done = "";
    const made = await this.work(async () => {
      this.token = (await this.keys.makeToken(wish)).token;
      await this.#load();
    });
    if (!made) return;
    this.done = "The token is made.";
    target.reset();
  }

  /** @param {string} id @param {string} name */
  async #end(id, name) {
    const ended = await this.work(async () => {
      await this.keys.endToken(id);
      await this.#load();
    });
    if (ended) this.done = `Revoked: ${name}.`;
  }
}

customElements.define("parley-tokens", TokensView);
