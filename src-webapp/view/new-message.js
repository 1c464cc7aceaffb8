/**
 * Begins a conversation, or goes on with the one that these people have.
 *
 * @import {Directory} from "../net/directory.js"
 * @import {PeoplePicker} from "./picker.js"
 */
import { html } from "lit";
import { base } from "../style/base.js";
import { dialogStyle, pageStyle } from "../style/page.js";
import { closeIcon } from "./icons.js";
import "./picker.js";
import { Working } from "./working.js";

/** People in a conversation beside oneself. */
const MOST = 8;

/** Fires "made" with the conversation in `detail`. Who was chosen stays so until then. */
export class NewMessage extends Working {
  static styles = [base, pageStyle, dialogStyle];

  static properties = { ...Working.properties, directory: { attribute: false } };

  constructor() {
    super();
    /** @type {Directory} */
    this.directory = /** @type {any} */ (null);
  }

  render() {
    return html`
      <dialog aria-labelledby="title" @close=${() => (this.problem = "")}>
        <div class="top">
          <h2 id="title">New direct message</h2>
          <button class="plain" aria-label="Close" @click=${() => this.find("dialog").close()}>${closeIcon}</button>
        </div>
        <form @submit=${this.#submit} novalidate>
          <parley-picker label="To" most=${MOST} .directory=${this.directory} @choose=${() => this.requestUpdate()} @enter=${this.#submit}></parley-picker>
          <p class="hint">Up to ${MOST} people, or yourself for notes. Nobody hears of it before something is said.</p>
          ${this.alert}
          <div class="buttons"><button class="primary" ?disabled=${!this.#picker?.chosen.length}>Write</button></div>
        </form>
      </dialog>
    `;
  }

  open() {
    this.find("dialog").showModal();
    this.#picker?.focus();
  }

  get #picker() {
    return /** @type {PeoplePicker | null} */ (this.renderRoot?.querySelector("parley-picker"));
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    const people = this.#picker?.chosen.map(({ id }) => id) ?? [];
    if (people.length === 0) return;
    return this.work(async () => {
      const channel = await this.directory.converse(people);
      this.find("dialog").close();
      this.#picker?.clear();
      this.dispatchEvent(new CustomEvent("made", { detail: channel }));
    });
  }
}

customElements.define("parley-new-message", NewMessage);
