/**
 * The public channels: what there is, and the way into them.
 *
 * @import {Directory, Listed} from "../net/directory.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { channelAddress } from "../model/routes.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import { peopleIcon } from "./icons.js";
import { Listing } from "./listing.js";
import { isTouched } from "./touch.js";
import { Working } from "./working.js";

/** Fires "create" when a new channel is wanted, "joined" with the channel in `detail`, and "side" for the panel. */
export class DirectoryView extends Working {
  static styles = [base, pageStyle];

  static properties = {
    ...Working.properties,
    directory: { attribute: false },
    mine: { attribute: false },
    create: { attribute: false },
    archived: { state: true },
  };

  /** @type {Listing<Listed>} */
  #found = new Listing(this, async (after) => {
    const { archived } = this;
    const { channels, next } = await this.directory.channels(this.find("#search").value.trim(), { after, archived });
    return { items: channels, next };
  });

  constructor() {
    super();
    /** @type {Directory} */
    this.directory = /** @type {any} */ (null);
    /** Those that one is in. @type {ReadonlySet<string>} */
    this.mine = new Set();
    /** Whether channels may be made. */
    this.create = false;
    this.archived = false;
  }

  render() {
    const { items: channels, next } = this.#found;
    return html`
      <div class="page">
        <div class="top">
          <h1>Channels</h1>
          ${this.create ? html`<button class="primary" @click=${() => this.#tell("create")}>New channel</button>` : nothing}
          <button class="plain toggle" @click=${() => this.#tell("side")}>${peopleIcon} <span class="quiet">Channels and people</span></button>
        </div>
        <div class="form">
          <label for="search">Find a channel</label>
          <input id="search" type="search" autocomplete="off" spellcheck="false" placeholder="Name or topic" @input=${this.#found.typed}>
          <label class="choice"><input type="checkbox" .checked=${this.archived} @change=${this.#toggle}> <span>The archived ones</span></label>
        </div>
        <p class="quiet" role="status">${channels ? `${channels.length}${next ? " or more" : ""} channels` : nothing}</p>
        ${this.alert}
        ${channels?.length === 0 ? html`<p class="hint">No channel is called so.</p>` : nothing}
        <ul class="items" role="list">
          ${repeat(channels ?? [], idOf, (channel) => this.#item(channel))}
        </ul>
        ${next ? html`<div class="buttons"><button @click=${() => this.#found.more()}>More</button></div>` : nothing}
      </div>
    `;
  }

  /** @param {Listed} channel */
  #item(channel) {
    const { id, name, topic, description, members, archived } = channel;
    const joined = this.mine.has(id);
    const facts = [
      members === undefined ? "" : members === 1 ? "1 member" : `${members} members`,
      archived ? "archived" : "",
    ];
    return html`
      <li class="item">
        <div class="about">
          <p class="title"><span aria-hidden="true">#</span> ${joined ? html`<a href=${channelAddress(id)}>${name}</a>` : name}</p>
          ${topic ? html`<p>${topic}</p>` : nothing}
          ${description ? html`<p class="hint">${description}</p>` : nothing}
          <p class="hint">${facts.filter(Boolean).join(", ")}</p>
        </div>
        ${
          joined
            ? html`<span class="aside">you are in it</span>`
            : html`<button aria-label="Join ${name}" @click=${() => this.#join(id)}>Join</button>`
        }
      </li>`;
  }

  firstUpdated() {
    this.#found.load();
    if (!isTouched()) this.find("#search").focus();
  }

  /** @param {Event} event */
  #toggle({ target }) {
    this.archived = target instanceof HTMLInputElement && target.checked;
    this.#found.load();
  }

  /** @param {string} id */
  #join(id) {
    return this.work(async () => {
      this.#tell("joined", await this.directory.join(id));
    });
  }

  /** @param {string} what @param {unknown} [detail] */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

customElements.define("parley-directory", DirectoryView);

/** @param {Listed} channel */
const idOf = ({ id }) => id;
