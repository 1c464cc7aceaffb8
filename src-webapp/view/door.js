/**
 * A page for somebody who is not signed in: a few words, a few fields, a button.
 *
 * @import {Field} from "../model/doors.js"
 * @import {Arrival} from "../net/arrival.js"
 *
 * @typedef {object} Door
 * @property {string} title
 * @property {unknown} lead
 * @property {readonly Field[]} fields
 * @property {string} action what the button says
 * @property {string} acting the same while it is done
 * @property {(values: {[name: string]: string}) => Promise<void>} enter what it throws is shown
 * @property {readonly {href: string, words: string}[]} [links]
 * @property {Arrival | null} [arrival] by a passkey, where that is possible
 */
import { html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { explain } from "../model/doors.js";
import { Problem } from "../net/api.js";
import { base } from "../style/base.js";
import { field } from "../style/field.js";
import { signInStyle } from "../style/sign-in.js";
import { mark } from "./icons.js";

export class DoorView extends LitElement {
  static styles = [base, field, signInStyle];

  static properties = {
    door: { attribute: false },
    fields: { state: true },
    problem: { state: true },
    wrong: { state: true },
    busy: { state: true },
    shown: { state: true },
  };

  constructor() {
    super();
    /** @type {Door} */
    this.door = { title: "", lead: "", fields: [], action: "", acting: "", enter: async () => {} };
    /** @type {readonly Field[]} */
    this.fields = [];
    this.problem = "";
    /** Name of the field that the problem is about. @type {string | null} */
    this.wrong = null;
    this.busy = false;
    /** Whether the password can be read. */
    this.shown = false;
  }

  render() {
    const { title, lead, action, acting, links = [], arrival } = this.door;
    return html`
      <main>
        <h1>${mark} ${title}</h1>
        ${lead ? html`<p>${lead}</p>` : nothing}
        <form @submit=${this.#submit} novalidate>
          ${repeat(
            this.fields,
            ({ name }) => name,
            (field) => this.#field(field),
          )}
          <p class="problem" id="problem" role="alert">${this.problem || nothing}</p>
          ${
            action
              ? html`<button class="primary" aria-disabled=${this.busy ? "true" : "false"}>${this.busy ? acting : action}</button>`
              : nothing
          }
          ${arrival ? html`<button type="button" @click=${() => this.#work(() => arrival.ask(), this.#told)}>Sign in with a passkey</button>` : nothing}
        </form>
        ${links.map(({ href, words }) => html`<p class="link"><a href=${href}>${words}</a></p>`)}
      </main>
    `;
  }

  /** @param {Field} field */
  #field({ name, label, hint, kind = "text", autocomplete }) {
    const secret = kind === "password";
    const described = [hint ? `hint-${name}` : "", this.wrong === name ? "problem" : ""].filter(Boolean).join(" ");
    return html`
      <label for=${name}>${label}</label>
      <div class="field">
        <input
          id=${name}
          name=${name === "name" && autocomplete === "username" ? "username" : name}
          type=${secret && !this.shown ? "password" : kind === "email" ? "email" : "text"}
          autocomplete=${autocomplete ?? nothing}
          autocapitalize=${name === "name" ? "words" : "none"}
          inputmode=${kind === "code" ? "text" : nothing}
          spellcheck="false"
          aria-invalid=${this.wrong === name ? "true" : "false"}
          aria-describedby=${described || nothing}
        >
        ${
          secret
            ? html`<button type="button" class="plain show" aria-pressed=${this.shown ? "true" : "false"} @click=${this.#show}>Show<span class="quiet"> the password</span></button>`
            : nothing
        }
      </div>
      ${hint ? html`<p class="hint" id="hint-${name}">${hint}</p>` : nothing}
    `;
  }

  /** @param {import("lit").PropertyValues} changed */
  willUpdate(changed) {
    if (!changed.has("door")) return;
    this.fields = this.door.fields;
    this.problem = "";
    this.wrong = null;
  }

  /** @param {import("lit").PropertyValues} changed */
  updated(changed) {
    if (!changed.has("door")) return;
    this.#input(this.fields[0]?.name)?.focus();
    changed.get("door")?.arrival?.end();
    this.door.arrival?.offer(this.#told);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.door.arrival?.end();
  }

  #show() {
    this.shown = !this.shown;
  }

  /** @param {string | undefined} name */
  #input(name) {
    return name ? /** @type {HTMLInputElement | null} */ (this.renderRoot.querySelector(`#${name}`)) : null;
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    await this.#work(() =>
      this.door.enter(Object.fromEntries(this.fields.map(({ name }) => [name, this.#input(name)?.value ?? ""]))),
    );
  }

  /**
   * @param {() => Promise<void>} action
   * @param {(problem: Problem) => void | Promise<void>} [refused] shows what it throws
   */
  async #work(action, refused = (problem) => this.#refused(problem)) {
    if (this.busy) return;
    this.busy = true;
    this.problem = "";
    this.wrong = null;
    try {
      await action();
    } catch (problem) {
      await refused(problem instanceof Problem ? problem : new Problem(0, "fault", String(problem)));
    } finally {
      this.busy = false;
    }
  }

  /** @param {Problem} problem */
  async #refused(problem) {
    const { words, field, fields } = explain(problem, this.fields);
    this.problem = words;
    this.fields = fields;
    this.wrong = words ? (field ?? (fields.length === 1 ? (fields[0]?.name ?? null) : null)) : null;
    await this.updateComplete;
    this.#input(field ?? fields[0]?.name)?.focus();
  }

  /** What is about no field. @param {Problem} problem */
  #told = (problem) => {
    this.problem = explain(problem, []).words;
  };
}

customElements.define("parley-door", DoorView);
