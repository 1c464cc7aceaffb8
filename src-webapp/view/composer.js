/**
 * Where one writes. Enter sends, Shift+Enter begins a new line.
 *
 * @import {People} from "../model/people.js"
 * @import {Limits, Person} from "../model/protocol.js"
 */
import { html, LitElement, nothing } from "lit";
import { foldersRefused } from "../model/choice.js";
import { excess } from "../model/limits.js";
import { completed } from "../model/mentions.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { composerStyle } from "../style/composer.js";
import { options } from "../style/options.js";
import { ChosenFiles } from "./chosen.js";
import { Completion } from "./completion.js";
import { clipIcon, doneIcon, sendIcon } from "./icons.js";
import { trayOf } from "./tray.js";

/**
 * Fires "send" with `{text, files}` in `detail`, "draft" with what is typed whenever somebody changes it, "typing", "last"
 * when one's last message shall be edited, and while one is, "save" with its text and "cancel".
 */
export class ComposerView extends LitElement {
  static styles = [base, avatar, options, composerStyle];

  static properties = {
    called: { type: String },
    limits: { attribute: false },
    closed: { type: Boolean },
    uploads: { type: Boolean },
    editing: { type: Boolean },
    people: { attribute: false },
    me: { attribute: false },
    search: { attribute: false },
    text: { state: true },
    problems: { state: true },
    told: { state: true },
  };

  #completion = new Completion({
    known: () => (this.search ? this.people.values() : []),
    me: () => this.me,
    search: async (typed) => (await this.search?.(typed)) ?? [],
    take: (from, caret, handle) => this.#mention(from, caret, handle),
    changed: () => this.requestUpdate(),
  });

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
    /** Whether what is written takes the place of a message. */
    this.editing = false;
    /** Who may be mentioned, as far as they are known. @type {People} */
    this.people = new Map();
    /** Id of oneself. */
    this.me = "";
    /** Finds others who may be mentioned; null: nobody is mentioned here. @type {((typed: string) => Promise<readonly Person[]>) | null} */
    this.search = null;
    this.text = "";
    /** What is wrong with files that were chosen. @type {readonly string[]} */
    this.problems = [];
    /** What has happened to the chosen files, for those who listen. */
    this.told = "";
  }

  render() {
    const excessive = this.#excessive;
    return html`
      ${this.editing ? html`<p class="editing"><span>You are editing a message. <span class="quiet">Escape leaves it as it was.</span></span> <button type="button" class="plain" @click=${this.#stopEditing}>Cancel</button></p>` : nothing}
      <form @submit=${this.#submit}>
        ${this.#completion.render()}
        ${trayOf(this.chosen.list, this.limits?.alt ?? 1_000, this.#wishes)}
        <label class="quiet" for="text">${this.editing ? "Edit your message" : `Message to ${this.called}`}</label>
        <textarea
          id="text"
          rows="1"
          placeholder="Message to ${this.called}"
          autocomplete="off"
          enterkeyhint="send"
          aria-describedby="help problem"
          aria-autocomplete=${this.search ? "list" : nothing}
          aria-controls=${this.#completion.isOpen ? "candidates" : nothing}
          aria-activedescendant=${this.#completion.active ?? nothing}
          aria-invalid=${excessive ? "true" : "false"}
          ?disabled=${this.closed}
          .value=${this.text}
          @input=${this.#typed}
          @keydown=${this.#key}
          @blur=${() => this.#completion.close()}
        ></textarea>
        ${
          this.takesFiles && !this.editing
            ? html`
              <button type="button" class="plain" ?disabled=${this.closed} aria-label="Add files" @click=${this.#pick}>${clipIcon}</button>
              <input type="file" multiple hidden @change=${this.#picked}>`
            : nothing
        }
        <button class="primary" ?disabled=${!this.#ready} aria-label=${this.editing ? "Save" : "Send"}>${this.editing ? doneIcon : sendIcon}</button>
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
    const area = this.#area();
    this.text = area?.value ?? "";
    if (this.search) this.#completion.look(this.text, area?.selectionStart ?? this.text.length);
    this.#tell("draft", this.text);
    if (this.text.trim()) this.#tell("typing");
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // 229: Safari tells of the Enter that ends a composition only after it has ended.
    const composing = event.isComposing || event.keyCode === 229;
    if (!composing && this.#completion.key(event)) {
      event.preventDefault();
      event.stopPropagation();
      return;
    }
    if (event.key === "Escape" && this.editing && !composing) {
      event.stopPropagation();
      this.#stopEditing();
    }
    const bare = !event.shiftKey && !event.altKey && !event.ctrlKey && !event.metaKey;
    if (event.key === "ArrowUp" && bare && !composing && this.text === "") {
      event.preventDefault();
      this.#tell("last");
    }
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

  #stopEditing() {
    this.#tell("cancel");
  }

  /** @param {number} from @param {number} caret @param {string} handle */
  async #mention(from, caret, handle) {
    const next = completed(this.text, from, caret, handle);
    this.text = next.text;
    this.#tell("draft", this.text);
    await this.updateComplete;
    this.focus();
    this.#area()?.setSelectionRange(next.caret, next.caret);
  }

  #send() {
    if (!this.#ready) return;
    const text = this.text.replace(/^\s*\n|\s+$/g, "");
    if (this.editing) return this.#tell("save", text);
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
