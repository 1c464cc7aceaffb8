/**
 * Jumps to a channel or conversation by a few letters of its name.
 *
 * @import {Goal} from "../model/goals.js"
 */
import { html, LitElement, nothing } from "lit";
import { matching } from "../model/channels.js";
import { base } from "../style/base.js";
import { field } from "../style/field.js";
import { options } from "../style/options.js";
import { switcherStyle } from "../style/switcher.js";
import { lockIcon } from "./icons.js";

/** So many are shown. */
const MOST = 12;

/** Fires "go" with the goal in `detail`. */
export class Switcher extends LitElement {
  static styles = [base, field, options, switcherStyle];

  static properties = { goals: { attribute: false }, typed: { state: true }, at: { state: true } };

  constructor() {
    super();
    /** In the order in which they are offered while nothing is typed. @type {readonly Goal[]} */
    this.goals = [];
    this.typed = "";
    /** Which of those that match Enter goes to. */
    this.at = 0;
  }

  render() {
    const found = this.#found;
    return html`
      <dialog aria-label="Go to a channel or person" @click=${this.#beside} @close=${() => (this.typed = "")}>
        <input
          role="combobox"
          aria-label="Go to"
          aria-expanded="true"
          aria-controls="goals"
          aria-autocomplete="list"
          aria-activedescendant=${found.length > 0 ? `goal-${this.at}` : nothing}
          placeholder="Go to a channel or person"
          autocomplete="off"
          spellcheck="false"
          .value=${this.typed}
          @input=${this.#input}
          @keydown=${this.#key}
        >
        <ul id="goals" role="listbox" aria-label="Channels and people">
          ${found.map((goal, i) => this.#goal(goal, i))}
        </ul>
        ${found.length === 0 ? html`<p role="status">Nothing is called so.</p>` : nothing}
      </dialog>
    `;
  }

  /** @param {Goal} goal @param {number} i */
  #goal(goal, i) {
    const sign = { public: "#", private: lockIcon, direct: "@" }[goal.kind] ?? "@";
    return html`
      <li role="option" id="goal-${i}" aria-selected=${i === this.at ? "true" : "false"} @click=${() => this.#go(goal)}>
        <span class="sign" aria-hidden="true">${sign}</span><span class="title">${goal.title}</span>
        ${goal.aside ? html`<span class="aside">${goal.aside}</span>` : nothing}
      </li>`;
  }

  get #found() {
    const found = this.typed.trim() === "" ? this.goals : matching(this.goals, this.typed, ({ title }) => title);
    return found.slice(0, MOST);
  }

  async open() {
    this.typed = "";
    this.at = 0;
    await this.updateComplete;
    const dialog = this.#dialog();
    if (!dialog.open) dialog.showModal();
    this.renderRoot.querySelector("input")?.focus();
  }

  #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector("dialog"));
  }

  /** @param {Event} event */
  #input({ target }) {
    this.typed = target instanceof HTMLInputElement ? target.value : "";
    this.at = 0;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { length } = this.#found;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && length > 0) this.at = (this.at + step + length) % length;
    else if (event.key === "Enter" && !event.isComposing) this.#go(this.#found[this.at]);
    else return;
    event.preventDefault();
  }

  /** @param {Goal | undefined} goal */
  #go(goal) {
    if (!goal) return;
    this.#dialog().close();
    this.dispatchEvent(new CustomEvent("go", { detail: goal }));
  }

  /** @param {MouseEvent} event */
  #beside({ target }) {
    if (target instanceof HTMLDialogElement) target.close();
  }
}

customElements.define("parley-switcher", Switcher);
