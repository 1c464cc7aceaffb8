/**
 * Where one writes. Enter sends, Shift+Enter begins a new line.
 *
 * @import {Limits} from "../model/protocol.js"
 */
import { html, LitElement, nothing } from "lit";
import { foldersRefused } from "../model/choice.js";
import { excess } from "../model/limits.js";
import { base } from "../style/base.js";
import { composerStyle } from "../style/composer.js";
import { ChosenFiles } from "./chosen.js";
import { clipIcon, sendIcon } from "./icons.js";
import { trayOf } from "./tray.js";

/**
 * Fires "send" with `{text, files}` in `detail`, "draft" with what is typed whenever somebody changes it, and "typing".
 */
export class ComposerView extends LitElement {
  static styles = [base, composerStyle];

  static properties = {
    called: { type: String },
    limits: { attribute: false },
    closed: { type: Boolean },
    uploads: { type: Boolean },
    text: { state: true },
    problems: { state: true },
    told: { state: true },
  };

  constructor() {
    super();
    /** The files of the message that is being written. */
    this.chosen = new ChosenFiles();
    /** How the channel is called in a sentence. */
    this.called = "";
    /** @type {Limits | null} */
    this.limits = null;
    /** Whether nobody is here to send. */
    this.closed = false;
    /** Whether files can be uploaded. */
    this.uploads = false;
    this.text = "";
    /** What is wrong with files that were chosen. @type {readonly string[]} */
    this.problems = [];
    /** What has happened to the chosen files, for those who listen. */
    this.told = "";
  }

  render() {
    const excessive = this.#excessive;
    return html`
      <form @submit=${this.#submit}>
        ${trayOf(this.chosen.list, this.limits?.alt ?? 1_000, this.#wishes)}
        <label class="quiet" for="text">Message to ${this.called}</label>
        <textarea
          id="text"
          rows="1"
          placeholder="Message to ${this.called}"
          autocomplete="off"
          enterkeyhint="send"
          aria-describedby="help problem"
          aria-invalid=${excessive ? "true" : "false"}
          ?disabled=${this.closed}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#key}
        ></textarea>
        ${
          this.takesFiles
            ? html`
              <button type="button" class="plain" ?disabled=${this.closed} aria-label="Add files" @click=${this.#pick}>${clipIcon}</button>
              <input type="file" multiple hidden @change=${this.#picked}>`
            : nothing
        }
        <button class="primary" ?disabled=${!this.#ready} aria-label="Send">${sendIcon}</button>
      </form>
      <div class="problem" id="problem" role="alert">
        ${excessive ? html`<p>${excessive}</p>` : nothing}${this.problems.map((problem) => html`<p>${problem}</p>`)}
      </div>
      <span class="quiet" id="help">Enter sends, Shift and Enter begin a new line. Markdown is understood.</span>
      <span class="quiet" role="status">${this.told}</span>
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

  /** Whether files can be sent here now. */
  get takesFiles() {
    return this.uploads && (this.limits?.files ?? 0) > 0;
  }

  /** Whether files are chosen that were not sent. */
  get holdsFiles() {
    return this.chosen.list.length > 0;
  }

  /** Files for the message that is being written. @param {readonly File[]} files @param {readonly string[]} folders */
  add(files, folders = []) {
    if (this.closed || !this.limits || !this.takesFiles) return;
    const { taken, problems } = this.chosen.add(files, this.limits);
    this.problems = [...foldersRefused(folders), ...problems];
    this.#tellFiles(taken.length > 0 ? `Added: ${taken.map(({ name }) => name).join(", ")}` : "");
    this.focus();
  }

  get #excessive() {
    return this.limits ? excess(this.text, this.limits) : null;
  }

  get #ready() {
    const something = this.text.trim() !== "" || this.holdsFiles;
    return !this.closed && this.limits !== null && this.#excessive === null && something;
  }

  #wishes = {
    /** @param {number} key */
    remove: (key) => {
      const name = this.chosen.list.find((chosen) => chosen.key === key)?.file.name;
      this.chosen.remove(key);
      this.problems = [];
      this.#tellFiles(`Removed: ${name}`);
      this.focus();
    },
    /** @param {number} key @param {string} alt */
    describe: (key, alt) => {
      this.chosen.change(key, { alt });
      this.requestUpdate();
    },
    /** @param {number} key @param {Event} event */
    measured: (key, { target }) => {
      if (!(target instanceof HTMLImageElement)) return;
      this.chosen.change(key, { width: target.naturalWidth, height: target.naturalHeight });
    },
    done: () => this.focus(),
  };

  /** @param {string} words */
  #tellFiles(words) {
    this.told = words;
    this.requestUpdate();
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

  #pick() {
    const input = this.renderRoot.querySelector('input[type="file"]');
    if (input instanceof HTMLInputElement) input.click();
  }

  /** @param {Event} event */
  #picked({ target }) {
    if (!(target instanceof HTMLInputElement)) return;
    const files = [...(target.files ?? [])];
    // So that the same file can be chosen again.
    target.value = "";
    this.add(files);
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
    if (!this.#ready) return;
    const text = this.text.replace(/^\s*\n|\s+$/g, "");
    const files = this.chosen.take();
    this.text = "";
    this.problems = [];
    this.told = "";
    this.#tell("send", { text, files });
  }

  /** @param {string} what @param {unknown} [detail] */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

customElements.define("parley-composer", ComposerView);
