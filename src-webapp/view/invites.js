/**
 * Links by which people come in.
 *
 * @import {Channel} from "../model/protocol.js"
 * @import {Administration, Invite} from "../net/administration.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { isDirect } from "../model/channels.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { secretOf } from "./secret.js";
import { momentOf } from "./time.js";
import { Working } from "./working.js";

const DAY = 24 * 60 * 60_000;

export class InvitesView extends Working {
  static styles = [base, pageStyle];

  static properties = {
    ...Working.properties,
    administration: { attribute: false },
    channels: { attribute: false },
    role: { attribute: false },
    invites: { state: true },
    link: { state: true },
    done: { state: true },
  };

  constructor() {
    super();
    /** @type {Administration} */
    this.administration = /** @type {any} */ (null);
    /** Those that I am in. @type {readonly Channel[]} */
    this.channels = [];
    /** What I am. */
    this.role = "admin";
    /** @type {readonly Invite[]} */
    this.invites = [];
    /** The one that was made last. @type {string | null} */
    this.link = null;
    this.done = "";
  }

  render() {
    const rooms = this.channels.filter((channel) => !isDirect(channel) && !channel.archived && channel.id !== "lobby");
    return html`
      <form @submit=${this.#submit}>
        <div class="row">
          <div class="form"><label for="role">They come as</label>
            <select id="role" name="role"><option value="member">Members</option><option value="guest">Guests</option>${this.role === "owner" ? html`<option value="admin">Admins</option>` : nothing}</select>
          </div>
          <div class="form"><label for="uses">How many may use it</label><input id="uses" name="uses" type="number" min="1" max="1000" value="1" inputmode="numeric"></div>
          <div class="form"><label for="days">Good for</label>
            <select id="days" name="days"><option value="1">1 day</option><option value="7" selected>7 days</option><option value="30">30 days</option></select>
          </div>
        </div>
        ${
          rooms.length > 0
            ? html`
              <fieldset>
                <legend>Channels that they are in from the beginning</legend>
                ${rooms.map(({ id, name }) => html`<label class="choice"><input type="checkbox" name="channel" value=${id}> <span># ${name}</span></label>`)}
              </fieldset>`
            : nothing
        }
        <div class="buttons"><button class="primary">Make a link</button></div>
      </form>
      ${this.alert}
      <p class="done" role="status">${this.done || nothing}</p>
      ${this.link ? secretOf("It is shown this once:", this.link, this.#told) : nothing}
      <h2>Links that are good</h2>
      ${this.invites.length === 0 ? html`<p class="hint">None.</p>` : nothing}
      <ul class="items" role="list">${repeat(
        this.invites,
        ({ id }) => id,
        (invite) => this.#item(invite),
      )}</ul>
    `;
  }

  /** @param {Invite} invite */
  #item({ id, role, uses, used, expires, channels }) {
    const names = (channels ?? []).map((one) => this.channels.find((channel) => channel.id === one)?.name ?? one);
    const words = `${role}, ${used ?? 0} of ${uses ?? "any number"} used`;
    return html`
      <li class="item">
        <div class="about">
          <p class="title">${words}</p>
          <p class="hint">until ${momentOf(expires)}${names.length > 0 ? `, into ${names.map((name) => `#${name}`).join(", ")}` : ""}</p>
        </div>
        <button class="grave" aria-label="Revoke the link for ${words}" @click=${() => this.#revoke(id)}>Revoke</button>
      </li>`;
  }

  #told = (/** @type {string} */ words) => {
    this.done = words;
  };

  firstUpdated() {
    return this.load(() => this.#load());
  }

  async #load() {
    this.invites = (await this.administration.invites()).invites;
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (!(event.target instanceof HTMLFormElement)) return;
    const form = new FormData(event.target);
    const wish = {
      role: String(form.get("role")),
      uses: Number(form.get("uses")) || 1,
      expires: Date.now() + Number(form.get("days")) * DAY,
      channels: form.getAll("channel").map(String),
    };
    this.link = null;
    this.done = "";
    await this.work(async () => {
      const { token = "" } = await this.administration.invite(wish);
      this.link = new URL(`#/invite/${encodeURIComponent(token)}`, document.baseURI).href;
      this.done = "The link is made.";
      await this.#load();
    });
  }

  /** @param {string} id */
  async #revoke(id) {
    const revoked = await this.work(async () => {
      await this.administration.revoke(id);
      await this.#load();
    });
    if (revoked) this.done = "The link is revoked.";
  }
}

customElements.define("parley-invites", InvitesView);
