/**
 * What a message said before it was edited.
 *
 * @import {Directory, Version} from "../net/directory.js"
 */
import { css, html, nothing } from "lit";
import { base } from "../style/base.js";
import { dialogStyle, pageStyle } from "../style/page.js";
import { textStyle } from "../style/text.js";
import { closeIcon } from "./icons.js";
import "./text.js";
import { momentOf } from "./time.js";
import { Working } from "./working.js";

export class HistoryView extends Working {
  static styles = [
    base,
    pageStyle,
    dialogStyle,
    textStyle,
    css`
      li {
        display: block;
        padding-block: 0.5rem;
        overflow-wrap: anywhere;
      }
    `,
  ];

  static properties = {
    ...Working.properties,
    directory: { attribute: false },
    versions: { state: true },
    next: { state: true },
  };

  /** Loads the next page. @type {() => Promise<void>} */
  #more = async () => {};

  constructor() {
    super();
    /** @type {Directory} */
    this.directory = /** @type {any} */ (null);
    /** Null before they have come. @type {readonly Version[] | null} */
    this.versions = null;
    /** Where the next page begins. @type {string | null} */
    this.next = null;
  }

  render() {
    return html`
      <dialog aria-labelledby="title">
        <div class="top">
          <h2 id="title">What this message said</h2>
          <button class="plain" aria-label="Close" @click=${() => this.find("dialog").close()}>${closeIcon}</button>
        </div>
        ${this.alert}
        <ol class="items" role="list">
          ${(this.versions ?? []).map(({ at, text }) => html`<li class="item"><p class="hint">${momentOf(at)}</p><parley-text .text=${text} .active=${true}></parley-text></li>`)}
        </ol>
        ${this.next ? html`<div class="buttons"><button @click=${() => this.#more()}>More</button></div>` : nothing}
        ${this.versions?.length === 0 ? html`<p class="hint">Nothing is kept of it.</p>` : nothing}
      </dialog>
    `;
  }

  /** @param {string} channel @param {number} seq */
  open(channel, seq) {
    this.versions = null;
    this.next = null;
    this.problem = "";
    this.#more = () => this.#load(channel, seq);
    this.find("dialog").showModal();
    return this.#more();
  }

  /** @param {string} channel @param {number} seq */
  #load(channel, seq) {
    return this.load(async () => {
      const { versions, next } = await this.directory.edits(channel, seq, this.next);
      this.versions = [...(this.versions ?? []), ...versions];
      this.next = next === undefined || next === null ? null : String(next);
    });
  }
}

customElements.define("parley-history", HistoryView);
