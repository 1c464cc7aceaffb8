/**
 * What there is to know and to change about one channel.
 *
 * @import {Channel, Person} from "../model/protocol.js"
 * @import {Details, Directory} from "../net/directory.js"
 * @import {PeoplePicker} from "./picker.js"
 */
import { html, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { repeat } from "lit/directives/repeat.js";
import { calledIn, isDirect } from "../model/channels.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { dialogStyle, pageStyle } from "../style/page.js";
import { avatarOf } from "./avatar.js";
import { closeIcon } from "./icons.js";
import "./picker.js";
import { Working } from "./working.js";

/** The one channel that everybody is in. */
const LOBBY = "lobby";

const LEVELS = [
  ["everything", "Everything"],
  ["mentions", "Only what mentions me"],
  ["nothing", "Nothing"],
];

/**
 * What was begun for one channel: people who were chosen and not added, and what was typed and not saved, by its field.
 *
 * @typedef {{chosen: readonly Person[], typed: Map<string, string>}} Begun
 */

/** Fires "left" with what is not done yet, in words, when somebody closes it with something begun. */
export class DetailsView extends Working {
  static styles = [base, avatar, pageStyle, dialogStyle];

  static properties = {
    ...Working.properties,
    directory: { attribute: false },
    channel: { attribute: false },
    people: { attribute: false },
    me: { attribute: false },
    guest: { attribute: false },
    admin: { attribute: false },
    members: { state: true },
    next: { state: true },
    details: { state: true },
    done: { state: true },
    sure: { state: true },
  };

  /** What it was opened for; null: it is closed. @type {Channel | null} */
  #open = null;
  /** By channel: it waits there until it is done, whatever else is looked at meanwhile. @type {Map<string, Begun>} */
  #begun = new Map();

  constructor() {
    super();
    /** @type {Directory} */
    this.directory = /** @type {any} */ (null);
    /** @type {Channel | null} */
    this.channel = null;
    /** @type {import("../model/people.js").People} */
    this.people = new Map();
    this.me = "";
    /** Whether I am a guest, and whether an administrator. */
    this.guest = false;
    this.admin = false;
    /** @type {readonly Person[]} */
    this.members = [];
    /** Where the next page of members begins. @type {string | null} */
    this.next = null;
    /** @type {Details | null} */
    this.details = null;
    /** What was done, for the reader. */
    this.done = "";
    /** What shall be done and was asked about. @type {string | null} */
    this.sure = null;
  }

  render() {
    const { channel } = this;
    return html`
      <dialog aria-labelledby="title" @close=${this.#closed}>
        ${
          channel
            ? keyed(
                channel.id,
                html`
                  <div class="top">
                    <h2 id="title">${calledIn(channel, this.people, this.me)}</h2>
                    <button class="plain" aria-label="Close" @click=${this.close}>${closeIcon}</button>
                  </div>
                  ${this.alert}
                  <p class="done" role="status">${this.done || nothing}</p>
                  ${isDirect(channel) ? nothing : this.#about(channel)} ${this.#levels(channel)} ${this.#list(channel)}
                  ${isDirect(channel) ? nothing : this.#ending(channel)}`,
              )
            : nothing
        }
      </dialog>
    `;
  }

  async open() {
    this.details = null;
    this.members = [];
    this.next = null;
    this.done = "";
    this.problem = "";
    this.sure = null;
    await this.updateComplete;
    this.find("dialog").showModal();
    this.#open = this.channel;
    await this.#load();
  }

  close() {
    this.find("dialog")?.close();
  }

  #closed() {
    // By now another one may be shown.
    const channel = this.#open;
    this.#open = null;
    if (!channel) return;
    const { chosen, typed } = this.#begunIn(channel.id);
    const called = calledIn(channel, this.people, this.me);
    const words = [
      chosen.length > 0 ? `Not added to ${called} yet: ${namesOf(chosen)}.` : "",
      typed.size > 0 ? `Not saved yet: the ${[...typed.keys()].join(" and the ")} of ${called}.` : "",
    ];
    const left = words.filter(Boolean).join(" ");
    if (left) this.dispatchEvent(new CustomEvent("left", { detail: left }));
  }

  /** @param {string} id of a channel */
  #begunIn(id) {
    const begun = this.#begun.get(id) ?? { chosen: [], typed: new Map() };
    this.#begun.set(id, begun);
    return begun;
  }

  willUpdate() {
    const { channel } = this;
    if (!channel) return;
    // What is so by now was saved, by whomever.
    const { typed } = this.#begunIn(channel.id);
    for (const [field, words] of typed) if (words.trim() === this.#present(channel, field)) typed.delete(field);
  }

  /** What stands there now. @param {Channel} channel @param {string} field */
  #present(channel, field) {
    if (field === "description") return this.details ? (this.details.description ?? "") : null;
    return (field === "name" ? channel.name : channel.topic) ?? "";
  }

  /** Whether I may archive it, remove people and say who posts. */
  get #manages() {
    return this.admin || this.details?.creator === this.me;
  }

  async #load() {
    const id = this.channel?.id;
    if (!id) return;
    try {
      const [details, { people, next }] = await Promise.all([this.directory.channel(id), this.directory.members(id)]);
      if (this.channel?.id !== id) return;
      this.details = details;
      this.members = people;
      this.next = next ?? null;
    } catch (problem) {
      if (this.#open) this.problem = problem instanceof Error ? problem.message : String(problem);
    }
  }

  async #more() {
    const id = this.channel?.id;
    if (!id || !this.next) return;
    const after = this.next;
    await this.work(async () => {
      const { people, next } = await this.directory.members(id, after);
      this.members = [...this.members, ...people];
      this.next = next ?? null;
    });
  }

  /** @param {Channel} channel */
  #about(channel) {
    const { description } = this.details ?? {};
    const { typed } = this.#begunIn(channel.id);
    if (this.guest || channel.archived) {
      return html`${channel.topic ? html`<p>${channel.topic}</p>` : nothing}${description ? html`<p>${description}</p>` : nothing}`;
    }
    return html`
      <form @submit=${this.#save} @input=${this.#typed}>
        <label for="name">Name</label>
        <input id="name" name="name" .value=${typed.get("name") ?? channel.name} autocomplete="off" autocapitalize="none" spellcheck="false" maxlength="64" ?disabled=${channel.id === LOBBY}>
        <label for="topic">Topic</label>
        <input id="topic" name="topic" .value=${typed.get("topic") ?? channel.topic ?? ""} autocomplete="off" maxlength="250">
        <label for="description">What it is for</label>
        <textarea id="description" name="description" rows="2" maxlength="1000" .value=${typed.get("description") ?? description ?? ""}></textarea>
        <div class="buttons"><button>Save</button></div>
      </form>`;
  }

  /** @param {Channel} channel */
  #levels({ level, muted, mentions }) {
    // Where the server does not count what is unread it tells of nothing either.
    if (mentions === undefined) return nothing;
    return html`
      <h2>What you are told</h2>
      <div class="form">
        <label for="level">Tell me of</label>
        <select id="level" @change=${(/** @type {Event} */ event) => this.#level({ level: selectedIn(event) })}>
          ${LEVELS.map(([value, words]) => html`<option value=${value} ?selected=${(level ?? "everything") === value}>${words}</option>`)}
        </select>
        <label class="choice">
          <input type="checkbox" .checked=${Boolean(muted)} @change=${(/** @type {Event} */ event) => this.#level({ muted: checkedIn(event) })}>
          <span>Mute: it stands back in the list, and only what mentions you counts</span>
        </label>
      </div>`;
  }

  /** @param {Channel} channel */
  #list(channel) {
    const count = this.details?.members ?? this.members.length;
    const { chosen } = this.#begunIn(channel.id);
    const adds = !isDirect(channel) && !this.guest && !channel.archived;
    return html`
      <h2 id="members">Members <span class="aside">${count || ""}</span></h2>
      ${
        adds
          ? html`
            <form @submit=${this.#add}>
              <parley-picker label="Add people" .directory=${this.directory} .except=${this.members.map(({ id }) => id)} .chosen=${chosen} @choose=${this.#chose} @enter=${this.#add}></parley-picker>
              ${chosen.length > 0 ? html`<div class="buttons"><button class="primary">Add</button></div>` : nothing}
            </form>`
          : nothing
      }
      <ul class="items" role="list" aria-labelledby="members">
        ${repeat(
          this.members,
          ({ id }) => id,
          (person) => this.#member(person, channel),
        )}
      </ul>
      ${this.next ? html`<div class="buttons"><button @click=${this.#more}>More</button></div>` : nothing}`;
  }

  /** @param {Person} person @param {Channel} channel */
  #member(person, channel) {
    const { id, name, handle, role } = person;
    const removable = this.#manages && !isDirect(channel) && id !== this.me && channel.id !== LOBBY;
    return html`
      <li class="item">
        ${avatarOf(person)}
        <div class="about">
          <p class="title">${name}${id === this.me ? html` <span class="aside">you</span>` : nothing}</p>
          <p class="hint">${handle ? `@${handle}` : ""}${role === "guest" ? ", guest" : ""}</p>
        </div>
        ${removable ? html`<button aria-label="Remove ${name}" @click=${() => this.#remove(person)}>Remove</button>` : nothing}
      </li>`;
  }

  /** @param {Channel} channel */
  #ending(channel) {
    if (channel.id === LOBBY) return nothing;
    return html`
      <h2>This channel</h2>
      ${
        this.#manages
          ? html`
            <label class="choice">
              <input type="checkbox" .checked=${channel.posting === "admins"} @change=${(/** @type {Event} */ event) => this.#change({ posting: checkedIn(event) ? "admins" : "everyone" }, "Saved.")}>
              <span>Only those who manage it post here</span>
            </label>`
          : nothing
      }
      ${
        this.admin && channel.kind === "public"
          ? html`
            <label class="choice">
              <input type="checkbox" .checked=${Boolean(this.details?.byDefault)} @change=${(/** @type {Event} */ event) => this.#change({ byDefault: checkedIn(event) }, "Saved.")}>
              <span>New people begin in it</span>
            </label>`
          : nothing
      }
      <div class="buttons">
        <button @click=${() => this.#ask("leave")}>${this.sure === "leave" ? "Yes, leave it" : "Leave the channel"}</button>
        ${
          this.#manages
            ? channel.archived
              ? html`<button @click=${() => this.#change({ archived: false }, "It is open again.")}>Open it again</button>`
              : html`<button class="grave" @click=${() => this.#ask("archive")}>${this.sure === "archive" ? "Yes, archive it" : "Archive the channel"}</button>`
            : nothing
        }
        ${this.sure ? html`<button class="plain" @click=${() => (this.sure = null)}>No</button>` : nothing}
      </div>
      <p class="hint" role="status">${this.#consequence(channel)}</p>`;
  }

  /** @param {Channel} channel */
  #consequence({ kind }) {
    if (this.sure === "archive") return "Everybody can still read it, and nobody can write in it.";
    if (this.sure === "leave" && kind === "private") return "Only somebody in it can add you again.";
    return nothing;
  }

  get #picker() {
    return /** @type {PeoplePicker | null} */ (this.renderRoot?.querySelector("parley-picker"));
  }

  /** The first press asks, the second does. @param {"leave" | "archive"} what */
  async #ask(what) {
    if (this.sure !== what) {
      this.sure = what;
      return;
    }
    this.sure = null;
    if (what === "archive") return this.#change({ archived: true }, "It is archived.");
    const { id } = /** @type {Channel} */ (this.channel);
    if (!(await this.work(() => this.directory.leave(id)))) return;
    this.#begun.delete(id);
    this.close();
  }

  /** @param {import("../net/directory.js").Change} change @param {string} done */
  async #change(change, done) {
    const { id } = /** @type {Channel} */ (this.channel);
    this.done = "";
    if (await this.work(() => this.directory.change(id, change))) this.done = done;
  }

  /** @param {Event} event */
  #typed({ target }) {
    const { channel } = this;
    if (!channel || !(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return;
    this.#begunIn(channel.id).typed.set(target.name, target.value);
    this.requestUpdate();
  }

  #chose() {
    const { channel } = this;
    if (channel) this.#begunIn(channel.id).chosen = this.#picker?.chosen ?? [];
    this.requestUpdate();
  }

  /** @param {Event} event */
  async #save(event) {
    event.preventDefault();
    const { channel, details } = this;
    const { name = channel?.name ?? "", topic = "", description = "" } = Working.values(event);
    /** @type {import("../net/directory.js").Change} */
    const change = {};
    if (name.trim() !== channel?.name) change.name = name.trim();
    if (topic.trim() !== (channel?.topic ?? "")) change.topic = topic.trim();
    if (description.trim() !== (details?.description ?? "")) change.description = description.trim();
    await this.#change(change, "Saved.");
    if (this.done && this.details) this.details = { ...this.details, description: description.trim() };
  }

  /** @param {{level?: string, muted?: boolean}} level */
  async #level(level) {
    const { id } = /** @type {Channel} */ (this.channel);
    await this.work(() => this.directory.level(id, level));
  }

  /** @param {Event} event */
  async #add(event) {
    event.preventDefault();
    const { id } = /** @type {Channel} */ (this.channel);
    const { chosen } = this.#begunIn(id);
    if (chosen.length === 0) return;
    const added = await this.work(() =>
      this.directory.add(
        id,
        chosen.map((person) => person.id),
      ),
    );
    if (!added) return;
    this.#begunIn(id).chosen = [];
    this.#picker?.clear();
    this.done = `Added: ${namesOf(chosen)}.`;
    await this.#load();
    this.#picker?.focus();
  }

  /** @param {Person} person */
  async #remove({ id: person, name }) {
    const { id } = /** @type {Channel} */ (this.channel);
    if (!(await this.work(() => this.directory.remove(id, person)))) return;
    this.members = this.members.filter((member) => member.id !== person);
    this.done = `Removed: ${name}.`;
    await this.#load();
    this.find("dialog .top button").focus();
  }
}

customElements.define("parley-details", DetailsView);

/** @param {readonly Person[]} people */
const namesOf = (people) => people.map(({ name }) => name).join(", ");

/** @param {Event} event */
const selectedIn = ({ target }) => (target instanceof HTMLSelectElement ? target.value : "");

/** @param {Event} event */
const checkedIn = ({ target }) => target instanceof HTMLInputElement && target.checked;
