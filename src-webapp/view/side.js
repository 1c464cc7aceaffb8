/**
 * The panel beside the messages: the channels, who is here, and oneself.
 *
 * @import {Channel, Person, Seen} from "../model/protocol.js"
 * @import {Presence} from "../model/presence.js"
 */
import { html, LitElement, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { colourOf, initials } from "../model/people.js";
import { countOf, here, NOBODY } from "../model/presence.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { sideStyle } from "../style/side.js";
import { closeIcon, mark } from "./icons.js";

/** Fires "close" and "signout". */
export class SideView extends LitElement {
  static styles = [base, avatar, sideStyle];

  static properties = {
    channels: { attribute: false },
    channel: { attribute: false },
    presence: { attribute: false },
    me: { attribute: false },
    known: { attribute: false },
    open: { type: Boolean, reflect: true },
  };

  constructor() {
    super();
    /** @type {readonly Channel[]} */
    this.channels = [];
    /** @type {Channel | null} */
    this.channel = null;
    /** @type {Presence} */
    this.presence = NOBODY;
    /** @type {Person} */
    this.me = { id: "", name: "" };
    /** Whether the presence is of now. */
    this.known = true;
    this.open = false;
  }

  /** Where it covers everything else it is the page's main part, with its heading. */
  render() {
    const people = here(this.presence, this.me.id);
    const title = this.open
      ? html`<h1 class="word">Parley<span class="quiet">, channels and people</span></h1>`
      : html`<span class="word">Parley</span>`;
    return html`
      <div class="all" role=${this.open ? "main" : "complementary"} aria-label="Channels and people">
        <div class="brand">
          ${mark}${title}
          <button class="plain close" @click=${() => this.#tell("close")} aria-label="Close this panel">${closeIcon}</button>
        </div>
        <nav aria-labelledby="channels">
          <h2 id="channels">Channels</h2>
          <ul role="list">
            ${this.channels.map(
              ({ id, name }) => html`
                <li class="channel" aria-current=${id === this.channel?.id ? "page" : nothing}><span aria-hidden="true">#</span> ${name}</li>
              `,
            )}
          </ul>
        </nav>
        <section class="here" aria-labelledby="here">
          <h2 id="here">Here now <span class="count">${(this.known && countOf(this.presence)) || ""}</span></h2>
          ${this.known ? nothing : html`<p>Not known while there is no connection.</p>`}
          <ul role="list">
            ${
              this.known
                ? repeat(
                    people,
                    ({ id }) => id,
                    (person) => this.#person(person),
                  )
                : nothing
            }
          </ul>
        </section>
        <div class="self">
          <span class="avatar hue-${colourOf(this.me.id)}" aria-hidden="true">${initials(this.me.name)}</span>
          <span class="name"><span class="quiet">Signed in as </span>${this.me.name}</span>
          <button @click=${() => this.#tell("signout")}>Sign out</button>
        </div>
      </div>
    `;
  }

  /** @param {Seen} person */
  #person({ id, name, state }) {
    const unsure = state === "unknown";
    return html`
      <li class=${unsure ? "person unsure" : "person"}>
        <span class="avatar hue-${colourOf(id)}" aria-hidden="true">${initials(name)}<i></i></span>
        <span class="name">${name}</span>
        ${id === this.me.id ? html`<span class="aside">you</span>` : nothing}
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
