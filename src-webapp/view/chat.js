/**
 * The page of somebody who is signed in: puts the session's state into its parts, and what they want into the session.
 *
 * @import {Message} from "../model/protocol.js"
 * @import {State} from "../net/store.js"
 * @import {Drafts} from "../net/drafts.js"
 * @import {Session} from "../net/session.js"
 */
import { html, LitElement, nothing } from "lit";
import { brief } from "../model/brief.js";
import { countOf } from "../model/presence.js";
import { NO_TYPISTS, typingLine } from "../model/typing.js";
import { base } from "../style/base.js";
import { chatStyle } from "../style/chat.js";
import { Announcer } from "./announcer.js";
import "./composer.js";
import { peopleIcon } from "./icons.js";
import "./side.js";
import "./timeline.js";

/** Fires "signout", and "restart" when the page must find out anew who is signed in. */
export class ChatView extends LitElement {
  static styles = [base, chatStyle];

  static properties = {
    session: { attribute: false },
    drafts: { attribute: false },
    side: { state: true },
    offline: { state: true },
  };

  /** @type {Announcer | null} */
  #announcer = null;
  /** Messages of others that came while nobody looked. */
  #unread = 0;
  #leaving = new AbortController();

  /** @param {Session} session @param {Drafts} drafts */
  constructor(session, drafts) {
    super();
    this.session = session;
    this.drafts = drafts;
    /** Whether the panel is open where it has no place of its own. */
    this.side = false;
    this.offline = !navigator.onLine;
  }

  connectedCallback() {
    super.connectedCallback();
    const { signal } = this.#leaving;
    const { store } = this.session;
    store.addEventListener("change", () => this.requestUpdate(), { signal });
    store.addEventListener("arrival", (event) => this.#arrived(/** @type {CustomEvent} */ (event).detail), { signal });
    const network = () => {
      this.offline = !navigator.onLine;
    };
    window.addEventListener("online", network, { signal });
    window.addEventListener("offline", network, { signal });
    document.addEventListener("visibilitychange", () => this.#looked(), { signal });
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leaving.abort();
    document.title = "Parley";
  }

  get #state() {
    return this.session.store.state;
  }

  /** The one channel there is yet. */
  get #channel() {
    return this.#state.channels[0] ?? null;
  }

  render() {
    const state = this.#state;
    const channel = this.#channel;
    const id = channel?.id ?? "";
    const gone = state.link === "other" || state.link === "signed-out";
    const lost = gone || state.link === "cut";
    return html`
      <div class="skip">
        <button class="primary" @click=${() => this.#focus("parley-composer")}>Skip to the message box</button>
        <button class="primary" @click=${() => this.#focus("parley-timeline")}>Skip to the newest message</button>
      </div>
      <parley-side
        id="side"
        ?open=${this.side}
        .channels=${state.channels}
        .channel=${channel}
        .presence=${state.presence}
        .known=${!lost}
        .me=${state.me}
        @close=${() => this.#toggle(false)}
        @keydown=${this.#sideKey}
        @signout=${() => this.#tell("signout")}
      ></parley-side>
      <main ?inert=${this.side} aria-label="Messages">
        <header class="head">
          <h1>${channel ? html`<span aria-hidden="true"># </span>${channel.name}` : "Parley"}</h1>
          <button class="plain toggle" aria-expanded=${this.side ? "true" : "false"} @click=${() => this.#toggle(true)}>
            ${peopleIcon} <span class="quiet">People and sign-out. Here now:</span> ${lost ? "?" : countOf(state.presence) || ""}
          </button>
        </header>
        ${this.#bar(state, gone)}
        <parley-timeline
          .channel=${channel}
          .timeline=${state.timelines.get(id) ?? null}
          .people=${state.people}
          .page=${state.pages.get(id) ?? null}
          @earlier=${() => this.session.loadEarlier(id)}
          @again=${this.#again}
          @discard=${this.#discard}
          @trim=${(/** @type {CustomEvent} */ event) => this.session.trim(id, event.detail)}
          @leave=${() => this.#focus("parley-composer")}
        ></parley-timeline>
        <div class="foot">
          <p class="typing">${lost ? nothing : this.#typing(state, id)}</p>
          <parley-composer
            channel=${channel?.name ?? ""}
            .limits=${state.limits}
            ?closed=${channel === null || gone}
            @send=${(/** @type {CustomEvent} */ event) => this.session.write(id, event.detail)}
            @draft=${(/** @type {CustomEvent} */ event) => this.drafts.write(state.me.id, id, event.detail)}
            @typing=${() => this.session.typing(id)}
          ></parley-composer>
        </div>
      </main>
      <div class="quiet" id="announcements" role="status" aria-live="polite"></div>
    `;
  }

  /** What stands between the reader and the server. @param {State} state @param {boolean} gone */
  #bar({ link, me }, gone) {
    if (gone) {
      const words = link === "other" ? "This browser is now signed in as somebody else." : "You are signed out.";
      return html`
        <div class="bar grave" role="alert">
          <span>${words} Nothing more is sent as ${me.name}.</span>
          <button @click=${() => this.#tell("restart")}>${link === "other" ? "Continue as them" : "Sign in"}</button>
        </div>`;
    }
    const words = this.offline
      ? "You are offline. What you send waits here until you are back."
      : "Reconnecting… What you send waits here.";
    return html`<div role="status">${link === "cut" ? html`<div class="bar">${words}</div>` : nothing}</div>`;
  }

  /** @param {State} state @param {string} channel */
  #typing({ typists, people }, channel) {
    const names = [...(typists.get(channel) ?? NO_TYPISTS).keys()].map((id) => people.get(id) ?? "Somebody");
    return typingLine(names);
  }

  firstUpdated() {
    const region = this.renderRoot.querySelector("#announcements");
    if (region instanceof HTMLElement) this.#announcer = new Announcer(region);
  }

  updated() {
    this.#title();
    const composer = this.#part("parley-composer");
    if (!this.#channel || composer.dataset.restored) return;
    composer.dataset.restored = "yes";
    /** @type {any} */ (composer).restore(this.drafts.read(this.#state.me.id, this.#channel.id));
    if (matchMedia("(hover: hover)").matches) requestAnimationFrame(() => composer.focus());
  }

  /** @param {readonly Message[]} messages */
  #arrived(messages) {
    const { people } = this.#state;
    this.#announcer?.tell(messages.map((message) => `${people.get(message.from) ?? "Somebody"}: ${brief(message)}`));
    if (document.hidden) this.#unread += messages.length;
    this.#title();
  }

  #looked() {
    if (!document.hidden) this.#unread = 0;
    this.#title();
  }

  #title() {
    const name = this.#channel ? `#${this.#channel.name} · Parley` : "Parley";
    document.title = this.#unread > 0 ? `(${this.#unread}) ${name}` : name;
  }

  /** @param {CustomEvent} event */
  #again({ detail }) {
    if (this.#channel) this.session.retry(this.#channel.id, detail);
  }

  /** @param {CustomEvent} event */
  #discard({ detail }) {
    if (this.#channel) this.session.cancel(this.#channel.id, detail);
  }

  /** @param {boolean} open */
  async #toggle(open) {
    this.side = open;
    await this.updateComplete;
    if (open) this.#focus("parley-side");
    else this.#focus(".toggle");
  }

  /** @param {KeyboardEvent} event */
  #sideKey({ key }) {
    if (key === "Escape" && this.side) this.#toggle(false);
  }

  /** @param {string} part */
  #focus(part) {
    this.#part(part).focus();
  }

  /** @param {string} part */
  #part(part) {
    return /** @type {HTMLElement} */ (this.renderRoot.querySelector(part));
  }

  /** @param {string} what */
  #tell(what) {
    this.dispatchEvent(new CustomEvent(what));
  }
}

customElements.define("parley-chat", ChatView);
