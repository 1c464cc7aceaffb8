/**
 * Where one writes. Enter sends, Shift+Enter begins a new line.
 *
 * @import {Limits} from "../model/protocol.js"
 */
import { html, LitElement, nothing } from "lit";
import { excess } from "../model/limits.js";
import { base } from "../style/base.js";
import { composerStyle } from "../style/composer.js";
import { sendIcon } from "./icons.js";

/** Fires "send" with the text in `detail`, "draft" with what is typed whenever it changes, and "typing". */
export class ComposerView extends LitElement {
  static styles = [base, composerStyle];

  static properties = {
    channel: { type: String },
    limits: { attribute: false },
    closed: { type: Boolean },
    text: { state: true },
  };

  constructor() {
    super();
    /** The channel's name. */
    this.channel = "";
    /** @type {Limits | null} */
    this.limits = null;
    /** Whether nobody is here to send. */
    this.closed = false;
    this.text = "";
  }

  render() {
    const excessive = this.limits ? excess(this.text, this.limits) : null;
    const ready = !this.closed && excessive === null && this.text.trim() !== "";
    return html`
      <form @submit=${this.#submit}>
        <label class="quiet" for="text">Message to #${this.channel}</label>
        <textarea
          id="text"
          rows="1"
          placeholder="Message to #${this.channel}"
          autocomplete="off"
          enterkeyhint="send"
          aria-describedby="help problem"
          aria-invalid=${excessive ? "true" : "false"}
          ?disabled=${this.closed}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#key}
        ></textarea>
        <button class="primary" ?disabled=${!ready} aria-label="Send">${sendIcon}</button>
      </form>
      <p class="problem" id="problem" role="alert">${excessive ?? nothing}</p>
      <span class="quiet" id="help">Enter sends, Shift and Enter begin a new line. Markdown is understood.</span>
    `;
  }

  updated() {
    this.#grow();
  }

  focus() {
    this.#area()?.focus();
  }

  /** Puts a text in place of what is typed. @param {string} text */
  restore(text) {
    this.text = text;
  }

  #area() {
    return /** @type {HTMLTextAreaElement | null} */ (this.renderRoot.querySelector("textarea"));
  }

  /** As high as its text; the style sets the most. (Not every browser has `field-sizing`.) */
  #grow() {
    const area = this.#area();
    if (!area) return;
    area.style.blockSize = "auto";
    area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  }

  #typed() {
    this.text = this.#area()?.value ?? "";
    this.#tell("draft", this.text);
    if (this.text.trim()) this.#tell("typing");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // 229: Safari tells of the Enter that ends a composition only after it has ended.
    const composing = event.isComposing || event.keyCode === 229;
    if (event.key !== "Enter" || event.shiftKey || event.altKey || composing) return;
    event.preventDefault();
    this.#send();
  }

  /** @param {Event} event */
  #submit(event) {
    event.preventDefault();
    this.#send();
    this.focus();
  }

  #send() {
    const { text, limits, closed } = this;
    if (closed || !limits || text.trim() === "" || excess(text, limits) !== null) return;
    this.text = "";
    this.#tell("draft", "");
    this.#tell("send", text.replace(/^\s*\n|\s+$/g, ""));
  }

  /** @param {string} what @param {string} [detail] */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

customElements.define("parley-composer", ComposerView);
