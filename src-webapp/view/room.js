/**
 * One channel, always the same: its head, its messages and the box to write in.
 *
 * @import {PropertyValues} from "lit"
 * @import {Channel} from "../model/protocol.js"
 * @import {Route} from "../model/routes.js"
 * @import {Drafts} from "../net/drafts.js"
 * @import {Chosen as SentFile} from "../net/outgoing.js"
 * @import {Session} from "../net/session.js"
 * @import {State} from "../net/store.js"
 * @import {Directory} from "../net/directory.js"
 * @import {Can} from "./actions.js"
 * @import {Place} from "./anchor.js"
 * @import {ComposerView} from "./composer.js"
 * @import {TimelineView} from "./timeline.js"
 */
import { html, LitElement, nothing } from "lit";
import { calledIn, isDirect, titleOf } from "../model/channels.js";
import { nameOf } from "../model/people.js";
import { countOf } from "../model/presence.js";
import { permalink } from "../model/routes.js";
import { messageAt } from "../model/timeline.js";
import { NO_TYPISTS, typingLine } from "../model/typing.js";
import { base } from "../style/base.js";
import { roomStyle } from "../style/room.js";
import { CAN_NOTHING } from "./actions.js";
import { goneBar, linkNote } from "./bar.js";
import { ChosenFiles } from "./chosen.js";
import { copy } from "./copy.js";
import { Following } from "./following.js";
import { clipIcon, lockIcon, moreIcon, peopleIcon } from "./icons.js";
import "./composer.js";
import "./timeline.js";
import { isTouched } from "./touch.js";

/**
 * What is kept of a channel while another one is shown.
 *
 * @typedef {{place: Place | null, chosen: ChosenFiles}} Memory
 */

/** @returns {Memory} */
export const freshMemory = () => ({ place: null, chosen: new ChosenFiles() });

/** Fires "side" when the panel is wanted, "details" when the channel's are, "act" with `{what, channel, seq}` about a message, and "restart" when the page must find out anew who is signed in. */
export class RoomView extends LitElement {
  static styles = [base, roomStyle];

  static properties = {
    session: { attribute: false },
    drafts: { attribute: false },
    memory: { attribute: false },
    channel: { attribute: false },
    state: { attribute: false },
    offline: { attribute: false },
    dropping: { attribute: false },
    side: { attribute: false },
    details: { attribute: false },
    can: { attribute: false },
    route: { attribute: false },
    directory: { attribute: false },
    editing: { state: true },
    told: { state: true },
    heard: { state: true },
    seeking: { state: true },
  };

  #restored = false;
  #following = new Following(this, {
    id: () => this.#id,
    state: () => this.#timelineState,
    view: () => this.#timeline,
  });

  constructor() {
    super();
    /** @type {Session} */
    this.session = /** @type {any} */ (null);
    /** @type {Drafts} */
    this.drafts = /** @type {any} */ (null);
    /** @type {Memory} */
    this.memory = freshMemory();
    /** Null before anything is known. @type {Channel | null} */
    this.channel = null;
    /** @type {State} */
    this.state = /** @type {any} */ (null);
    this.offline = false;
    /** Whether files are held over the page. */
    this.dropping = false;
    /** Whether the panel is open where it has no place of its own. */
    this.side = false;
    /** Whether more can be known and changed of the channel. */
    this.details = false;
    /** @type {Can} */
    this.can = CAN_NOTHING;
    /** Where one is. @type {Route} */
    this.route = { page: "home" };
    /** Finds people to mention; null: nobody is mentioned here. @type {Directory | null} */
    this.directory = null;
    /** `seq` of the message that is edited. @type {number | null} */
    this.editing = null;
    /** What has become of something that was wanted. */
    this.told = "";
    /** What is only said to those who listen. */
    this.heard = "";
    /** Whether the message that the address names is looked for. */
    this.seeking = false;
  }

  /** `seq` of the message that the address names. */
  get #target() {
    return this.route.page === "channel" ? this.route.seq : null;
  }

  get #timelineState() {
    return this.state.timelines.get(this.#id);
  }

  get #id() {
    return this.channel?.id ?? "";
  }

  get #called() {
    const { channel, state } = this;
    return channel ? calledIn(channel, state.people, state.me.id) : "";
  }

  render() {
    const { state, channel } = this;
    const id = this.#id;
    const gone = state.link === "other" || state.link === "signed-out";
    const lost = gone || state.link === "cut";
    const archived = Boolean(channel?.archived);
    return html`
      ${this.#head(lost)}
      ${
        gone
          ? goneBar(state, () => this.#tell("restart"))
          : linkNote(state, id, {
              offline: this.offline,
              show: () => this.#following.toNew(),
              seen: () => this.session.seen(id),
            })
      }
      <parley-timeline
        .channel=${channel}
        .called=${this.#called}
        .timeline=${state.timelines.get(id) ?? null}
        .people=${state.people}
        .page=${state.pages.get(id) ?? null}
        .later=${state.later.get(id) ?? null}
        .seeking=${this.seeking}
        .start=${this.memory.place}
        .can=${this.can}
        .target=${this.#target}
        @act=${(/** @type {CustomEvent} */ event) => this.#act(event.detail)}
        @earlier=${() => this.session.loadEarlier(id)}
        @later=${() => this.session.loadLater(id)}
        @present=${() => this.#following.toPresent()}
        @decide=${(/** @type {CustomEvent} */ event) => this.#decide(event.detail)}
        @seen=${() => this.session.seen(id)}
        @read=${(/** @type {CustomEvent} */ event) => this.session.read(id, event.detail)}
        @trim=${(/** @type {CustomEvent} */ event) => this.session.trim(id, event.detail.keep, event.detail.at)}
        @leave=${() => this.#composer?.focus()}
      ></parley-timeline>
      <div class="foot">
        <p class="typing">${lost ? nothing : this.#typing(state)}</p>
        <p class=${this.told ? "told" : "quiet"} role="status">${this.told || nothing}</p>
        <p class="quiet" role="status">${this.heard}</p>
        ${archived ? html`<p class="closed">This channel is archived: it can be read, and nobody can write in it.</p>` : this.#box(gone)}
      </div>
      ${this.dropping && channel ? html`<div class="drop" aria-hidden="true">${clipIcon}<p>Drop files to add them to your message to ${this.#called}</p></div>` : nothing}
    `;
  }

  /** @param {boolean} lost */
  #head(lost) {
    const { state, channel } = this;
    const sign = !channel || isDirect(channel) ? nothing : channel.kind === "private" ? lockIcon : "# ";
    return html`
      <header class="head">
        <div class="title">
          <h1>${channel ? html`<span aria-hidden="true">${sign}</span>${titleOf(channel, state.people, state.me.id)}` : "Parley"}</h1>
          ${channel?.topic ? html`<p class="topic" title=${channel.topic}>${channel.topic}</p>` : nothing}
        </div>
        ${
          this.details && channel
            ? html`<button class="plain more" @click=${() => this.#tell("details")}>${moreIcon} <span class="quiet">About this channel: members and settings</span></button>`
            : nothing
        }
        <button class="plain toggle" aria-expanded=${this.side ? "true" : "false"} @click=${() => this.#tell("side")}>
          ${peopleIcon} <span class="quiet">People and sign-out. Here now:</span> ${lost ? "?" : countOf(state.presence, state.crowd) || ""}
        </button>
      </header>`;
  }

  /** @param {boolean} gone */
  #box(gone) {
    const { state, channel } = this;
    const id = this.#id;
    return html`
      <parley-composer
        uploads
        called=${this.#called}
        .limits=${state.limits}
        .chosen=${this.memory.chosen}
        .people=${state.people}
        .me=${state.me.id}
        .search=${this.directory ? this.#search : null}
        ?editing=${this.editing !== null}
        ?closed=${channel === null || gone}
        @send=${(/** @type {CustomEvent} */ event) => this.#send(event.detail)}
        @draft=${(/** @type {CustomEvent} */ event) => this.#drafted(event.detail)}
        @last=${this.#editLast}
        @save=${(/** @type {CustomEvent} */ event) => this.#save(event.detail)}
        @cancel=${this.#stopEditing}
        @typing=${() => this.session.typing(id)}
      ></parley-composer>`;
  }

  /** @param {State} state */
  #typing({ typists, others, people }) {
    const names = [...(typists.get(this.#id) ?? NO_TYPISTS).keys()].map((id) => nameOf(people, id));
    return typingLine(names, others.get(this.#id));
  }

  /** @param {string} text */
  #drafted(text) {
    this.told = "";
    if (this.editing === null) this.drafts.write(this.state.me.id, this.#id, text);
  }

  #search = async (/** @type {string} */ typed) => (this.directory ? (await this.directory.people(typed)).people : []);

  /** @param {PropertyValues} changed */
  willUpdate(changed) {
    const before = changed.get("state");
    if (before && before.link !== "open" && this.state.link === "open") this.#following.connected();
    if (this.#following.isDue) this.seeking = true;
  }

  updated() {
    this.#following.follow();
    const composer = this.#composer;
    if (!this.channel || !composer || this.#restored) return;
    this.#restored = true;
    composer.restore(this.drafts.read(this.state.me.id, this.channel.id));
    if (!isTouched() && this.#target === null) requestAnimationFrame(() => composer.focus());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.memory.place = this.#timeline?.place ?? null;
  }

  /** Gives the focus to the message box, or to the newest message. @param {"composer" | "timeline"} part */
  focusOn(part) {
    if (part === "timeline" && this.#timelineState?.past) this.#following.toPresent();
    else (part === "composer" ? (this.#composer ?? this.#timeline) : this.#timeline).focus();
  }

  focusToggle() {
    const toggle = this.renderRoot.querySelector(".toggle");
    if (toggle instanceof HTMLElement) toggle.focus();
  }

  /** Where files go that are dropped or pasted; null: none are taken. */
  get inlet() {
    const composer = this.#composer;
    return composer?.takesFiles && !composer.closed ? composer : null;
  }

  /** @param {{text: string, files: SentFile[]}} message */
  async #send({ text, files }) {
    const id = this.#id;
    await this.session.write(id, text, files);
    // Until now the draft was the only copy that a reload would have left.
    this.drafts.write(this.state.me.id, id, this.#composer?.text ?? "");
  }

  /** What is wanted of a message. @param {{what: string, seq: number}} wish */
  #act({ what, seq }) {
    if (what === "edit") this.#edit(seq);
    else if (what === "copyLink") this.#copyLink(seq);
    else this.dispatchEvent(new CustomEvent("act", { detail: { what, channel: this.#id, seq } }));
  }

  /** @param {number} seq */
  #copyLink(seq) {
    const address = permalink(document.baseURI, this.#id, seq);
    this.told = copy(address) ? "The link is copied." : `The link is ${address}`;
  }

  #editLast() {
    const { messages = [], me } = this.state.timelines.get(this.#id) ?? {};
    const mine = messages.findLast(({ from, deleted }) => from === me && !deleted);
    const inTime = mine && Date.now() - mine.at < this.can.within;
    if (inTime && this.can.edit) this.#edit(mine.seq);
  }

  /** @param {number} seq */
  #edit(seq) {
    const message = messageAt(this.#timelineState, seq);
    if (!message) return;
    this.told = "";
    this.editing = seq;
    this.#composer?.restore(message.text);
    this.#composer?.focus();
  }

  #stopEditing() {
    this.editing = null;
    this.#composer?.restore(this.drafts.read(this.state.me.id, this.#id));
    this.#composer?.focus();
  }

  /** @param {string} text */
  async #save(text) {
    const seq = this.editing;
    const before = messageAt(this.#timelineState, seq);
    if (seq === null) return;
    this.#stopEditing();
    if (before?.text === text) return;
    try {
      await this.session.edit(this.#id, seq, text);
      this.told = "";
    } catch (problem) {
      this.told = `Not changed. ${problem instanceof Error ? problem.message : problem}`;
      this.editing = seq;
      this.#composer?.restore(text);
    }
  }

  /**
   * What a writer wants of a send that is on its way, or of one of its files.
   *
   * @param {{what: string, cid: string, key: string}} wish
   */
  #decide({ what, cid, key }) {
    const { session } = this;
    const id = this.#id;
    if (what === "retry" || what === "retryLoud") session.retry(id, cid, what === "retryLoud");
    else if (what === "cancel") session.cancel(id, cid);
    else if (what === "retryFile") session.retryFile(id, cid, key);
    else if (what === "cancelFile") session.cancelFile(id, cid, key);
    else if (what === "removeFile") session.removeFile(id, cid, key);
  }

  get #composer() {
    return /** @type {ComposerView | null} */ (this.renderRoot.querySelector("parley-composer"));
  }

  get #timeline() {
    return /** @type {TimelineView} */ (this.renderRoot.querySelector("parley-timeline"));
  }

  /** @param {string} what */
  #tell(what) {
    this.dispatchEvent(new CustomEvent(what));
  }
}

customElements.define("parley-room", RoomView);
