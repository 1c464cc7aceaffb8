/**
 * Changes one's password.
 *
 * @import {Self} from "../net/self.js"
 */
import { html, nothing } from "lit";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { Working } from "./working.js";

export class PasswordView extends Working {
  static styles = [base, pageStyle];

  static properties = {
    ...Working.properties,
    self: { attribute: false },
    passkeys: { attribute: false },
    done: { state: true },
  };

  constructor() {
    super();
    /** @type {Self} */
    this.self = /** @type {any} */ (null);
    /** Whether one may have passkeys here. */
    this.passkeys = false;
    this.done = "";
  }

  render() {
    return html`
      <h2>Password</h2>
      <form @submit=${this.#submit} novalidate>
        <label for="old">Present password</label>
        <input id="old" name="old" type="password" autocomplete="current-password">
        <label for="new">New password</label>
        <input id="new" name="new" type="password" autocomplete="new-password" aria-describedby="hint">
        <p class="hint" id="hint">Length is what counts: several words are good. Everywhere else you are signed out.</p>
        <fieldset>
          <legend>If somebody else may have known the old one</legend>
          <label class="choice"><input type="checkbox" name="tokens"> <span>Revoke my access tokens too</span></label>
          ${this.passkeys ? html`<label class="choice"><input type="checkbox" name="passkeys"> <span>Remove my passkeys too</span></label>` : nothing}
        </fieldset>
        ${this.alert}
        <p class="done" role="status">${this.done || nothing}</p>
        <div class="buttons"><button class="primary">Change the password</button></div>
      </form>
    `;
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    this.done = "";
    const { old = "", new: password = "", tokens, passkeys } = Working.values(event);
    const ends = { endTokens: Boolean(tokens), endPasskeys: Boolean(passkeys) };
    if (!(await this.work(() => this.self.setPassword(old, password, ends)))) return;
    this.find("form").reset();
    this.done = "The password is changed.";
  }
}

customElements.define("parley-password", PasswordView);
