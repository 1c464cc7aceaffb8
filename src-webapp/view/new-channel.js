/**
 * Makes a channel.
 *
 * @import {Directory} from "../net/directory.js"
 */
import { html } from "lit";
import { base } from "../style/base.js";
import { dialogStyle, pageStyle } from "../style/page.js";
import { closeIcon } from "./icons.js";
import { Working } from "./working.js";

/** Fires "made" with the channel in `detail`. What was typed stays until then. */
export class NewChannel extends Working {
  static styles = [base, pageStyle, dialogStyle];

  static properties = { ...Working.properties, directory: { attribute: false }, secret: { attribute: false } };

  constructor() {
    super();
    /** @type {Directory} */
    this.directory = /** @type {any} */ (null);
    /** Whether it may be private. */
    this.secret = true;
  }

  render() {
    return html`
      <dialog aria-labelledby="title" @close=${() => (this.problem = "")}>
        <div class="top">
          <h2 id="title">New channel</h2>
          <button class="plain" aria-label="Close" @click=${this.#close}>${closeIcon}</button>
        </div>
        <form @submit=${this.#submit} novalidate>
          <label for="name">Name</label>
          <input id="name" name="name" autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="64" aria-describedby="name-hint problem">
          <p class="hint" id="name-hint">Small letters, digits, - _ and dots, as in: plans-2027</p>
          ${
            this.secret
              ? html`
                <fieldset>
                  <legend>Who can see it</legend>
                  <label class="choice"><input type="radio" name="kind" value="public" checked> <span>Public: everybody but guests can find and join it</span></label>
                  <label class="choice"><input type="radio" name="kind" value="private"> <span>Private: only those who were added</span></label>
                </fieldset>`
              : html`<input type="hidden" name="kind" value="public"><p class="hint">Everybody can find and join it.</p>`
          }
          <label for="topic">Topic (optional)</label>
          <input id="topic" name="topic" autocomplete="off" maxlength="250">
          <div id="problem">${this.alert}</div>
          <div class="buttons"><button class="primary" aria-disabled=${this.busy ? "true" : "false"}>Make the channel</button></div>
        </form>
      </dialog>
    `;
  }

  open() {
    this.find("dialog").showModal();
    this.find("#name").focus();
  }

  #close() {
    this.find("dialog").close();
  }

  /** @param {Event} event */
  async #submit(event) {
    event.preventDefault();
    const { name = "", kind = "public", topic = "" } = Working.values(event);
    const wish = { name: name.trim().replace(/^#/, ""), kind, topic: topic.trim() };
    const done = await this.work(async () => {
      const channel = await this.directory.create(wish);
      this.#close();
      this.find("form").reset();
      this.dispatchEvent(new CustomEvent("made", { detail: channel }));
    });
    if (!done) this.find("#name").focus();
  }
}

customElements.define("parley-new-channel", NewChannel);
