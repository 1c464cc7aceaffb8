/**
 * What others see of oneself.
 *
 * @import {Profile, Self} from "../net/self.js"
 */
import { html, nothing } from "lit";
import { endOf, SPANS } from "../model/statuses.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { profileStyle } from "../style/profile.js";
import { avatarOf } from "./avatar.js";
import { momentOf } from "./time.js";
import { Working } from "./working.js";

/** Emoji that are offered; any other can be typed. */
const EMOJI = ["🌴", "🤒", "🍽️", "🏠", "🚆", "🎧", "📅", "👶"];

/** A picture is at most so large; bytes. */
const LARGEST = 5 * 1024 * 1024;

/** Fires "saved" with the profile in `detail`. */
export class ProfileView extends Working {
  static styles = [base, avatar, pageStyle, profileStyle];

  static properties = {
    ...Working.properties,
    self: { attribute: false },
    upload: { attribute: false },
    profile: { state: true },
    done: { state: true },
  };

  constructor() {
    super();
    /** @type {Self} */
    this.self = /** @type {any} */ (null);
    /** Brings a file to the server and answers its id. @type {(file: File) => Promise<string>} */
    this.upload = async () => "";
    /** Null before it is known. @type {Profile | null} */
    this.profile = null;
    this.done = "";
  }

  render() {
    const { profile } = this;
    return html`
      ${this.alert}
      <p class="done" role="status">${this.done || nothing}</p>
      ${profile ? html`${this.#picture(profile)} ${this.#status(profile)} ${this.#names(profile)}` : nothing}
    `;
  }

  async firstUpdated() {
    await this.load(async () => {
      this.profile = await this.self.profile();
    });
  }

  /** @param {Profile} profile */
  #picture(profile) {
    return html`
      <div class="picture">
        ${avatarOf(profile)}
        <div class="buttons">
          <button @click=${() => this.find("#file").click()}>Choose a picture</button>
          ${profile.avatar ? html`<button class="plain" @click=${this.#removePicture}>Remove it</button>` : nothing}
          <p class="hint">PNG or JPEG, at most 5 MB.</p>
        </div>
        <input id="file" type="file" accept="image/png,image/jpeg" hidden @change=${this.#picked}>
      </div>`;
  }

  /** @param {Profile} profile */
  #status({ status }) {
    const until = status?.until ?? null;
    return html`
      <h2>Status</h2>
      <form @submit=${this.#saveStatus}>
        <div class="row status">
          <div class="form emoji"><label for="emoji">Emoji</label><input id="emoji" name="emoji" autocomplete="off" maxlength="16" .value=${status?.emoji ?? ""}></div>
          <div class="form"><label for="text">What others read beside your name</label><input id="text" name="text" autocomplete="off" maxlength="100" .value=${status?.text ?? ""}></div>
          <div class="form"><label for="span">Until</label>
            <select id="span" name="span">
              ${until ? html`<option value="kept" selected>${momentOf(until)}</option>` : nothing}
              ${SPANS.map(({ id, words }) => html`<option value=${id}>${words}</option>`)}
            </select>
          </div>
        </div>
        <div class="offered" role="group" aria-label="Emoji to choose">
          ${EMOJI.map((emoji) => html`<button type="button" class="plain" aria-label="Emoji ${emoji}" @click=${() => this.#emoji(emoji)}>${emoji}</button>`)}
        </div>
        <div class="buttons">
          <button class="primary">Set the status</button>
          ${status ? html`<button type="button" @click=${() => this.#save({ status: {} }, "The status is cleared.")}>Clear it</button>` : nothing}
        </div>
      </form>`;
  }

  /** @param {Profile} profile */
  #names({ name, handle, email, timeZone, locale }) {
    return html`
      <h2>About you</h2>
      <form @submit=${this.#saveNames}>
        <label for="name">Name</label>
        <input id="name" name="name" autocomplete="name" maxlength="128" .value=${name}>
        <p class="hint">You sign in as ${handle}, and others mention you by @${handle}.</p>
        <label for="email">E-mail address</label>
        <input id="email" name="email" type="email" autocomplete="email" .value=${email ?? ""} aria-describedby="email-hint">
        <p class="hint" id="email-hint">Only administrators see it.</p>
        <div class="row">
          <div class="form"><label for="zone">Time zone</label>
            <select id="zone" name="timeZone">
              <option value="">${`As this browser: ${Intl.DateTimeFormat().resolvedOptions().timeZone}`}</option>
              ${zones(timeZone).map((zone) => html`<option value=${zone} ?selected=${zone === timeZone}>${zone.replaceAll("_", " ")}</option>`)}
            </select>
          </div>
          <div class="form"><label for="locale">Language and region</label><input id="locale" name="locale" autocomplete="off" spellcheck="false" placeholder=${navigator.language} .value=${locale ?? ""}></div>
        </div>
        <div class="buttons"><button class="primary">Save</button></div>
      </form>`;
  }

  /** @param {string} emoji */
  #emoji(emoji) {
    this.find("#emoji").value = emoji;
    this.find("#text").focus();
  }

  /** @param {Event} event */
  #saveStatus(event) {
    event.preventDefault();
    const { emoji = "", text = "", span = "never" } = Working.values(event);
    const until = span === "kept" ? (this.profile?.status?.until ?? null) : endOf(span, Date.now());
    const shown = { ...(emoji.trim() ? { emoji: emoji.trim() } : {}), ...(text.trim() ? { text: text.trim() } : {}) };
    const empty = Object.keys(shown).length === 0;
    const status = empty ? {} : { ...shown, ...(until ? { until } : {}) };
    return this.#save({ status }, empty ? "The status is cleared." : "The status is set.");
  }

  /** @param {Event} event */
  #saveNames(event) {
    event.preventDefault();
    const { name = "", email = "", timeZone = "", locale = "" } = Working.values(event);
    return this.#save({ name: name.trim(), email: email.trim(), timeZone, locale: locale.trim() }, "Saved.");
  }

  /** @param {import("../net/self.js").ProfileChange} change @param {string} done */
  async #save(change, done) {
    this.done = "";
    const saved = await this.work(async () => {
      await this.self.change(change);
      await this.#reload();
    });
    if (saved) this.done = done;
  }

  async #reload() {
    this.profile = await this.self.profile();
    this.dispatchEvent(new CustomEvent("saved", { detail: this.profile }));
  }

  /** @param {Event} event */
  async #picked({ target }) {
    const file = target instanceof HTMLInputElement ? target.files?.[0] : undefined;
    if (!file) return;
    if (target instanceof HTMLInputElement) target.value = "";
    this.done = "";
    const saved = await this.work(async () => {
      if (file.size > LARGEST) throw new Error("The picture has more than 5 MB. Choose a smaller one.");
      await this.self.setAvatar(await this.upload(file));
      await this.#reload();
    });
    if (saved) this.done = "That is your picture now.";
  }

  async #removePicture() {
    const removed = await this.work(async () => {
      await this.self.removeAvatar();
      await this.#reload();
    });
    if (removed) this.done = "The picture is removed.";
  }
}

customElements.define("parley-profile", ProfileView);

/** All that this browser knows, and the one that is set. @param {string | null | undefined} set @returns {string[]} */
function zones(set) {
  const known = Intl.supportedValuesOf?.("timeZone") ?? [];
  return set && !known.includes(set) ? [set, ...known] : known;
}
