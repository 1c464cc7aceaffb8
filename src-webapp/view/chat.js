/**
 * The page of somebody who is signed in: puts the session's state into its parts, and what they want into the session.
 *
 * @import {Message} from "../model/protocol.js"
 * @import {State} from "../net/store.js"
 * @import {Drafts} from "../net/drafts.js"
 * @import {Session} from "../net/session.js"
 * @import {Chosen as SentFile} from "../net/outgoing.js"
 * @import {Timeline} from "../model/timeline.js"
 * @import {ComposerView} from "./composer.js"
 * @import {TimelineView} from "./timeline.js"
 */
import { html, LitElement, nothing } from "lit";
import { brief } from "../model/brief.js";
import { news } from "../model/news.js";
import { countOf } from "../model/presence.js";
import { NO_TYPISTS, typingLine } from "../model/typing.js";
import { base } from "../style/base.js";
import { chatStyle } from "../style/chat.js";
import { Announcer } from "./announcer.js";
import { goneBar, linkNote } from "./bar.js";
import { clipIcon, peopleIcon } from "./icons.js";
import { openInlet } from "./inlet.js";
import { Title } from "./title.js";
import "./side.js";
import "./composer.js";
import "./timeline.js";

/** Fires "signout", and "restart" when the page must find out anew who is signed in. */
export class ChatView extends LitElement {
  static styles = [base, chatStyle];

  static properties = {
    session: { attribute: false },
    drafts: { attribute: false },
    side: { state: true },
    offline: { state: true },
    dropping: { state: true },
  };

  /** @type {Announcer | null} */
  #announcer = null;
  /** The timelines as they were when one's own sends were last told of. @type {ReadonlyMap<string, Timeline>} */
  #told = new Map();
  #title = new Title();
  #leaving = new AbortController();

  /** @param {Session} session @param {Drafts} drafts */
  constructor(session, drafts) {
    super();
    this.session = session;
    this.drafts = drafts;
    /** Whether the panel is open where it has no place of its own. */
    this.side = false;
    this.offline = !navigator.onLine;
    /** Whether files are held over the page. */
    this.dropping = false;
  }

  connectedCallback() {
    super.connectedCallback();
    const { signal } = this.#leaving;
    const { store } = this.session;
    store.addEventListener("change", () => this.#changed(), { signal });
    store.addEventListener("arrival", (event) => this.#arrived(/** @type {CustomEvent} */ (event).detail), { signal });
    const network = () => {
      this.offline = !navigator.onLine;
    };
    window.addEventListener("online", network, { signal });
    window.addEventListener("offline", network, { signal });
    document.addEventListener("visibilitychange", () => this.#title.looked(), { signal });
    const over = (/** @type {boolean} */ held) => {
      this.dropping = held && this.#composer.takesFiles && !this.#composer.closed;
    };
    openInlet({ over, bring: (files, folders) => this.#composer.add(files, folders) }, signal);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leaving.abort();
    this.#title.show(null);
  }

  /** Whether files are chosen that a reload would lose. */
  get holdsFiles() {
    return this.#composer?.holdsFiles ?? false;
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
      <main ?inert=${this.side} aria-label="Messages" @keydown=${this.#key}>
        <header class="head">
          <h1>${channel ? html`<span aria-hidden="true"># </span>${channel.name}` : "Parley"}</h1>
          <button class="plain toggle" aria-expanded=${this.side ? "true" : "false"} @click=${() => this.#toggle(true)}>
            ${peopleIcon} <span class="quiet">People and sign-out. Here now:</span> ${lost ? "?" : countOf(state.presence) || ""}
          </button>
        </header>
        ${
          gone
            ? goneBar(state, () => this.#tell("restart"))
            : linkNote(state, id, {
                offline: this.offline,
                show: () => this.#timeline.toNew(),
                seen: () => this.session.seen(id),
              })
        }
        <parley-timeline
          .channel=${channel}
          .timeline=${state.timelines.get(id) ?? null}
          .people=${state.people}
          .page=${state.pages.get(id) ?? null}
          @earlier=${() => this.session.loadEarlier(id)}
          @decide=${(/** @type {CustomEvent} */ event) => this.#decide(id, event.detail)}
          @seen=${() => this.session.seen(id)}
          @trim=${(/** @type {CustomEvent} */ event) => this.session.trim(id, event.detail)}
          @leave=${() => this.#focus("parley-composer")}
        ></parley-timeline>
        <div class="foot">
          <p class="typing">${lost ? nothing : this.#typing(state, id)}</p>
          <parley-composer
            uploads
            channel=${channel?.name ?? ""}
            .limits=${state.limits}
            ?closed=${channel === null || gone}
            @send=${(/** @type {CustomEvent} */ event) => this.#send(id, event.detail)}
            @draft=${(/** @type {CustomEvent} */ event) => this.drafts.write(state.me.id, id, event.detail)}
            @typing=${() => this.session.typing(id)}
          ></parley-composer>
        </div>
        ${this.dropping && channel ? html`<div class="drop" aria-hidden="true">${clipIcon}<p>Drop files to add them to your message to #${channel.name}</p></div>` : nothing}
      </main>
      <div class="quiet" id="announcements" role="status" aria-live="polite"></div>
    `;
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
    this.#title.show(this.#channel?.name ?? null);
    const composer = this.#composer;
    if (!this.#channel || composer.dataset.restored) return;
    composer.dataset.restored = "yes";
    composer.restore(this.drafts.read(this.#state.me.id, this.#channel.id));
    if (matchMedia("(hover: hover)").matches) requestAnimationFrame(() => composer.focus());
  }

  #changed() {
    this.requestUpdate();
    const { timelines, link } = this.#state;
    if (timelines === this.#told) return;
    for (const [channel, after] of timelines) {
      const before = this.#told.get(channel);
      if (before) this.#announcer?.say(news(before, after, { now: Date.now(), cut: link === "cut" }));
    }
    this.#told = timelines;
  }

  /** @param {readonly Message[]} messages */
  #arrived(messages) {
    const { people } = this.#state;
    this.#announcer?.tell(messages.map((message) => `${people.get(message.from) ?? "Somebody"}: ${brief(message)}`));
    this.#title.arrived(messages.length);
  }

  /** @param {string} channel @param {{text: string, files: SentFile[]}} message */
  async #send(channel, { text, files }) {
    await this.session.write(channel, text, files);
    // Until now the draft was the only copy that a reload would have left.
    this.drafts.write(this.#state.me.id, channel, this.#composer.text);
  }

  /**
   * What a writer wants of a send that is on its way, or of one of its files.
   *
   * @param {string} channel
   * @param {{what: string, cid: string, key: string}} wish
   */
  #decide(channel, { what, cid, key }) {
    const { session } = this;
    if (what === "retry") session.retry(channel, cid);
    else if (what === "cancel") session.cancel(channel, cid);
    else if (what === "retryFile") session.retryFile(channel, cid, key);
    else if (what === "cancelFile") session.cancelFile(channel, cid, key);
    else if (what === "removeFile") session.removeFile(channel, cid, key);
  }

  /** @param {boolean} open */
  async #toggle(open) {
    this.side = open;
    await this.updateComplete;
    if (open) this.#focus("parley-side");
    else this.#focus(".toggle");
  }

  /** Escape ends what is new. @param {KeyboardEvent} event */
  #key({ key, isComposing }) {
    if (key === "Escape" && !isComposing && this.#channel) this.session.seen(this.#channel.id);
  }

  /** @param {KeyboardEvent} event */
  #sideKey({ key }) {
    if (key === "Escape" && this.side) this.#toggle(false);
  }

  get #composer() {
    return /** @type {ComposerView} */ (this.#part("parley-composer"));
  }

  get #timeline() {
    return /** @type {TimelineView} */ (this.#part("parley-timeline"));
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
