/**
 * The panel beside the messages: the channels, the conversations, who is here, and oneself.
 *
 * @import {Channel, Seen} from "../model/protocol.js"
 * @import {Offers} from "../model/offers.js"
 * @import {State} from "../net/store.js"
 */
import { html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { badgeOf, inOrder, isDirect, partnersOf, titleOf, unreadOf } from "../model/channels.js";
import { NOTHING } from "../model/offers.js";
import { countOf, here } from "../model/presence.js";
import { channelAddress } from "../model/routes.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { sideStyle } from "../style/side.js";
import { avatarOf } from "./avatar.js";
import { closeIcon, gearIcon, lockIcon, mark, plusIcon, searchIcon } from "./icons.js";

/** Fires "close", "signout", "create" when a channel is wanted, and "write" when a conversation is. */
export class SideView extends LitElement {
  static styles = [base, avatar, sideStyle];

  static properties = {
    state: { attribute: false },
    current: { attribute: false },
    known: { attribute: false },
    offers: { attribute: false },
    open: { type: Boolean, reflect: true },
  };

  constructor() {
    super();
    /** @type {State} */
    this.state = /** @type {any} */ (null);
    /** The channel that is shown. @type {string | null} */
    this.current = null;
    /** @type {Offers} */
    this.offers = NOTHING;
    /** Whether the presence is of now. */
    this.known = true;
    this.open = false;
  }

  /** Where it covers everything else it is the page's main part, with its heading. */
  render() {
    const { state, current } = this;
    const { me, people } = state;
    const { rooms, directs } = inOrder(state.channels, people, me.id, current);
    const title = this.open
      ? html`<h1 class="word">Parley<span class="quiet">, channels and people</span></h1>`
      : html`<span class="word">Parley</span>`;
    return html`
      <div class="all" role=${this.open ? "main" : "complementary"} aria-label="Channels and people">
        <div class="brand">
          ${mark}${title}
          ${this.offers.admin ? html`<a class="small" href="#/admin/people" aria-label="Administration" title="Administration" @click=${() => this.#tell("close")}>${gearIcon}</a>` : nothing}
          <button class="plain close" @click=${() => this.#tell("close")} aria-label="Close this panel">${closeIcon}</button>
        </div>
        <div class="lists">
          <nav aria-label="Channels">
            <div class="heading">
              <h2 id="channels">Channels</h2>
              ${this.offers.directory ? html`<a class="small" href="#/directory" aria-label="Browse channels" title="Browse channels" @click=${() => this.#tell("close")}>${searchIcon}</a>` : nothing}
              ${this.offers.create ? html`<button class="plain small" aria-label="New channel" title="New channel" @click=${() => this.#tell("create")}>${plusIcon}</button>` : nothing}
            </div>
            <ul role="list" aria-labelledby="channels">${repeat(rooms, idOf, (channel) => this.#channel(channel))}</ul>
            ${
              directs.length > 0 || this.offers.direct
                ? html`
                  <div class="heading">
                    <h2 id="directs">Direct messages</h2>
                    ${this.offers.direct ? html`<a class="small" href="#/people" aria-label="Browse people" title="Browse people" @click=${() => this.#tell("close")}>${searchIcon}</a>` : nothing}
                    ${this.offers.direct ? html`<button class="plain small" aria-label="New direct message" title="New direct message" @click=${() => this.#tell("write")}>${plusIcon}</button>` : nothing}
                  </div>
                  <ul role="list" aria-labelledby="directs">${repeat(directs, idOf, (channel) => this.#channel(channel))}</ul>`
                : nothing
            }
            ${this.#unsent()}
          </nav>
          ${this.#here()}
        </div>
        <div class="self">
          ${this.#self()}
          <button @click=${() => this.#tell("signout")}>Sign out</button>
        </div>
      </div>
    `;
  }

  #self() {
    const { me, people } = this.state;
    const self = people.get(me.id) ?? me;
    const shown = html`${avatarOf(self)}<span class="name"><span class="quiet">Signed in as </span>${self.name}</span>`;
    if (!this.offers.account) return shown;
    return html`
      <a class="self-link" href="#/settings/profile" title="Your profile and settings" @click=${() => this.#tell("close")}>${shown}<span class="quiet">: profile and settings</span></a>`;
  }

  /** @param {Channel} channel */
  #channel(channel) {
    const { people, me } = this.state;
    const { bold, count } = badgeOf(channel);
    const unread = bold ? unreadOf(channel) : 0;
    const classes = `channel${bold ? " unread" : ""}${channel.muted || channel.archived ? " dim" : ""}`;
    return html`
      <li>
        <a class=${classes} href=${channelAddress(channel.id)} aria-current=${channel.id === this.current ? "page" : nothing} @click=${() => this.#tell("close")}>
          <span class="sign" aria-hidden="true">${this.#sign(channel)}</span>
          <span class="called">${titleOf(channel, people, me.id)}</span>
          ${channel.archived ? html`<span class="aside">archived</span>` : nothing}
          ${unread > 0 ? html`<span class="quiet">, ${unread} unread${count > 0 && !isDirect(channel) ? `, ${count} for you` : ""}</span>` : nothing}
          ${count > 0 ? html`<span class="badge" aria-hidden="true">${count > 99 ? "99+" : count}</span>` : nothing}
        </a>
      </li>`;
  }

  /** @param {Channel} channel */
  #sign(channel) {
    if (!isDirect(channel)) return channel.kind === "private" ? lockIcon : "#";
    const partners = partnersOf(channel, this.state.me.id);
    if (partners.length > 1) return html`<b>${partners.length}</b>`;
    const id = partners[0] ?? this.state.me.id;
    const state = this.known ? (this.state.presence.get(id)?.state ?? "offline") : "unknown";
    return html`<i class="dot ${state}"></i>`;
  }

  /** Channels that one is in no more, with something that did not arrive. */
  #unsent() {
    const left = [...this.state.closed].filter(([id]) => this.state.timelines.get(id)?.pending.length);
    if (left.length === 0) return nothing;
    return html`
      <h2 id="unsent">Not sent</h2>
      <ul role="list" aria-labelledby="unsent">
        ${left.map(([id, { channel }]) => html`<li><a class="channel" href=${channelAddress(id)}><span class="called">${channel?.name || "A channel you are not in"}</span></a></li>`)}
      </ul>`;
  }

  #here() {
    const { presence, crowd, me } = this.state;
    return html`
      <section class="here" aria-labelledby="here">
        <h2 id="here">Here now <span class="count">${(this.known && countOf(presence, crowd)) || ""}</span></h2>
        ${this.known ? nothing : html`<p>Not known while there is no connection.</p>`}
        ${this.known && crowd > 0 ? html`<p>Too many to show them all.</p>` : nothing}
        <ul role="list">
          ${this.known ? repeat(here(presence, me.id), idOf, (person) => this.#person(person)) : nothing}
        </ul>
      </section>`;
  }

  /** @param {Seen} person */
  #person({ id, name, state }) {
    const unsure = state === "unknown";
    return html`
      <li class=${unsure ? "person unsure" : "person"}>
        ${avatarOf(this.state.people.get(id) ?? { id, name }, html`<i></i>`)}
        <span class="name">${name}</span>
        ${id === this.state.me.id ? html`<span class="aside">you</span>` : nothing}
        ${unsure ? html`<span class="aside">not known</span>` : nothing}
      </li>
    `;
  }

  focus() {
    const first = this.renderRoot.querySelector(".close");
    if (first instanceof HTMLElement) first.focus();
  }

  /** @param {string} what */
  #tell(what) {
    this.dispatchEvent(new CustomEvent(what));
  }
}

customElements.define("parley-side", SideView);

/** @param {{id: string}} one */
const idOf = ({ id }) => id;
