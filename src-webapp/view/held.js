/**
 * For somebody who is signed in, but of whom a second factor is demanded that he has not shown: he makes one, or signs in again by the one he has.
 * Fires "done" when it has to be asked again who is signed in.
 *
 * @import {Waiting} from "../net/accounts.js"
 * @import {House} from "../net/house.js"
 */
import { html, nothing } from "lit";
import { base } from "../style/base.js";
import { heldStyle } from "../style/held.js";
import { pageStyle } from "../style/page.js";
import { Working } from "./working.js";
import "./passkeys.js";
import "./second-factor.js";

export class HeldView extends Working {
  static styles = [base, pageStyle, heldStyle];

  static properties = {
    ...Working.properties,
    house: { attribute: false },
    waiting: { attribute: false },
    added: { state: true },
  };

  constructor() {
    super();
    /** @type {House} */
    this.house = /** @type {any} */ (null);
    /** @type {Waiting} */
    this.waiting = /** @type {any} */ (null);
    /** Whether there is one now. */
    this.added = false;
  }

  render() {
    const { me, equipped } = this.waiting;
    return html`
      <main class="page">
        <h1 tabindex="-1">One more step, ${me.name}</h1>
        ${equipped ? this.#again() : this.#make()}
        ${this.alert}
      </main>
    `;
  }

  firstUpdated() {
    this.find("h1").focus();
  }

  #again() {
    return html`
      <p>A second factor is required here, and you have one that you have not shown: sign in again, with the code of your authenticator app or by your passkey.</p>
      <p class="hint">Who has lost it asks an administrator.</p>
      <div class="buttons leave"><button class="primary" @click=${this.#leave}>Sign in again</button></div>`;
  }

  #make() {
    const { keys, hasPasskeys } = this.house;
    return html`
      <p>A second factor is required here: besides your password something that you have. Add one, then go on.</p>
      <parley-second-factor .keys=${keys} @added=${this.#added}></parley-second-factor>
      ${
        hasPasskeys
          ? html`
            <h2>Or a passkey</h2>
            <parley-passkeys .keys=${keys} @added=${this.#added}></parley-passkeys>`
          : nothing
      }
      <div class="buttons leave">
        ${this.added ? html`<button class="primary" @click=${this.#done}>Go on</button>` : nothing}
        <button @click=${this.#leave}>Sign out</button>
      </div>`;
  }

  #added() {
    this.added = true;
  }

  #leave() {
    return this.work(async () => {
      await this.house.accounts.signOut();
      this.#done();
    });
  }

  #done() {
    this.dispatchEvent(new CustomEvent("done"));
  }
}

customElements.define("parley-held", HeldView);
