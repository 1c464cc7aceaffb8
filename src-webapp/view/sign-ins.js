/**
 * Where one is signed in, and the end of it.
 *
 * @import {Self, SignIn} from "../net/self.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { momentOf } from "./time.js";
import { Working } from "./working.js";

export class SignInsView extends Working {
  static styles = [base, pageStyle];

  static properties = {
    ...Working.properties,
    self: { attribute: false },
    signIns: { state: true },
    done: { state: true },
  };

  constructor() {
    super();
    /** @type {Self} */
    this.self = /** @type {any} */ (null);
    /** @type {readonly SignIn[]} */
    this.signIns = [];
    this.done = "";
  }

  render() {
    const others = this.signIns.filter(({ current }) => !current);
    return html`
      <p class="hint">Whatever you do not know, end it, and change your password.</p>
      ${this.alert}
      <p class="done" role="status">${this.done || nothing}</p>
      <ul class="items" role="list">${repeat(
        this.signIns,
        ({ id }) => id,
        (signIn) => this.#item(signIn),
      )}</ul>
      ${others.length > 1 ? html`<div class="buttons"><button class="grave" @click=${this.#endOthers}>End all others</button></div>` : nothing}
    `;
  }

  /** @param {SignIn} signIn */
  #item({ id, device, address, created, lastSeen, current }) {
    const what = device || "Unknown device";
    return html`
      <li class="item">
        <div class="about">
          <p class="title">${what}</p>
          <p class="hint">${address ?? ""}${lastSeen ? html`, last seen <time>${momentOf(lastSeen)}</time>` : nothing}, since <time>${momentOf(created)}</time></p>
        </div>
        ${current ? html`<span class="aside">this one</span>` : html`<button aria-label="End the sign-in of ${what}" @click=${() => this.#end(id, what)}>End</button>`}
      </li>`;
  }

  firstUpdated() {
    return this.load(() => this.#load());
  }

  async #load() {
    this.signIns = (await this.self.signIns()).signIns;
  }

  /** @param {string} id @param {string} what */
  async #end(id, what) {
    const ended = await this.work(async () => {
      await this.self.endSignIn(id);
      await this.#load();
    });
    if (ended) this.done = `Ended: ${what}.`;
  }

  async #endOthers() {
    const ended = await this.work(async () => {
      await this.self.endOtherSignIns();
      await this.#load();
    });
    if (ended) this.done = "All others are ended.";
  }
}

customElements.define("parley-sign-ins", SignInsView);
