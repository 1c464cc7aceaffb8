/** The first page: a name is enough. */
import { html, LitElement, nothing } from "lit";
import { base } from "../style/base.js";
import { signInStyle } from "../style/sign-in.js";
import { mark } from "./icons.js";

/** Calls `enter` with the name; what it throws is shown at the field. */
export class SignInView extends LitElement {
  static styles = [base, signInStyle];

  static properties = {
    enter: { attribute: false },
    problem: { state: true },
    busy: { state: true },
  };

  constructor() {
    super();
    /** @type {(name: string) => Promise<void>} */
    this.enter = async () => {};
    this.problem = "";
    this.busy = false;
  }

  render() {
    return html`
      <main>
        <h1>${mark} Parley</h1>
        <p>Talk with your team. Choose the name that others will see.</p>
        <form @submit=${this.#submit} novalidate>
          <label for="name">Your name</label>
          <input
            id="name"
            name="username"
            autocomplete="username"
            autocapitalize="words"
            spellcheck="false"
            aria-invalid=${this.problem ? "true" : "false"}
            aria-describedby=${this.problem ? "problem" : nothing}
          >
          <p class="problem" id="problem" role="alert">${this.problem || nothing}</p>
          <button class="primary" aria-disabled=${this.busy ? "true" : "false"}>${this.busy ? "Signing in…" : "Sign in"}</button>
        </form>
      </main>
    `;
  }

  firstUpdated() {
    this.#field()?.focus();
  }

  #field() {
    return /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector("input"));
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    try {
      await this.enter(this.#field()?.value ?? "");
    } catch (problem) {
      this.problem = problem instanceof Error ? problem.message : String(problem);
      this.#field()?.focus();
    } finally {
      this.busy = false;
    }
  }
}

customElements.define("parley-sign-in", SignInView);
