/**
 * The messages of a channel, by day. One message at a time is in the way of the Tab key; the arrow keys move on.
 *
 * @import {PropertyValues} from "lit"
 * @import {Channel, LineEvent} from "../model/protocol.js"
 * @import {Day, Row} from "../model/layout.js"
 * @import {People} from "../model/people.js"
 * @import {Timeline} from "../model/timeline.js"
 * @import {Can} from "./actions.js"
 * @import {Place} from "./anchor.js"
 */
import { html, LitElement, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { unreadOf } from "../model/channels.js";
import { days } from "../model/layout.js";
import { lineWords } from "../model/lines.js";
import { marksOf } from "../model/mentions.js";
import { nameOf } from "../model/people.js";
import { messageAt, shownOf } from "../model/timeline.js";
import { excessOf } from "../model/trimming.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { filesStyle } from "../style/files.js";
import { messageStyle } from "../style/message.js";
import { textStyle } from "../style/text.js";
import { timelineStyle } from "../style/timeline.js";
import { CAN_NOTHING } from "./actions.js";
import { Anchor } from "./anchor.js";
import { beginningOf, continuationOf } from "./beginning.js";
import { picturesOf } from "./files.js";
import { downIcon } from "./icons.js";
import { Lightbox } from "./lightbox.js";
import { followWithin } from "./links.js";
import { Newness } from "./newness.js";
import { rowOf } from "./row.js";
import { RowFocus } from "./row-focus.js";
import { dayOf, momentOf, timeOf } from "./time.js";

/** So near to the top the page before is loaded, and to the bottom the one after; pixels. */
const AHEAD = 800;

/**
 * Fires "earlier" when the page before is wanted, "later" when the one after what is far back is, "present" when the
 * newest messages are wanted instead of it, "decide" with `{what, cid, key}` about a send in `detail` (`what` is the
 * session's word for it, `key` names a file), "act" with `{what, seq}` about a message, "trim" with what shall be
 * let go, "seen" when what is new has
 * been seen, "read" with the `n` of the newest message when the
 * reader has it before their eyes, and "leave" when a key was pressed that is meant for the message box.
 */
export class TimelineView extends LitElement {
  static styles = [base, avatar, messageStyle, textStyle, filesStyle, timelineStyle];

  static properties = {
    channel: { attribute: false },
    timeline: { attribute: false },
    people: { attribute: false },
    page: { attribute: false },
    later: { attribute: false },
    seeking: { attribute: false },
    called: { attribute: false },
    can: { attribute: false },
    target: { attribute: false },
    hovered: { state: true },
    active: { state: true },
    focused: { state: true },
    atEnd: { state: true },
  };

  /** @type {Anchor | null} */
  #anchor = null;
  #resized = new ResizeObserver(() => this.#settle());
  /** The `n` up to which the reader has been at the end. */
  #seen = 0;
  #newness = new Newness(() => this.#tell("seen"));
  /** `seq` of the message below the divider "new". @type {number | null} */
  #firstNew = null;
  /** @type {RowFocus | null} */
  #focus = null;

  constructor() {
    super();
    /** @type {Channel | null} */
    this.channel = null;
    /** @type {Timeline | null} */
    this.timeline = null;
    /** @type {People} */
    this.people = new Map();
    /** How the channel is called in a sentence. */
    this.called = "";
    /** @type {Can} */
    this.can = CAN_NOTHING;
    /** `seq` of the message that the address names; null: none. @type {number | null} */
    this.target = null;
    /** Key of the message that the pointer is over. @type {string | null} */
    this.hovered = null;
    /** Where to begin; null: at the end. @type {Place | null} */
    this.start = null;
    /** How the page before stands. @type {"loading" | "failed" | null} */
    this.page = null;
    /** How the page after what is far back stands. @type {"loading" | "failed" | null} */
    this.later = null;
    /** Whether a message is looked for: until it is found nothing has been before the reader's eyes. */
    this.seeking = false;
    /** Key of the message that the Tab key reaches; null: the newest. @type {string | null} */
    this.active = null;
    /** Whether the focus is among the messages. */
    this.focused = false;
    this.atEnd = true;
  }

  render() {
    const { timeline } = this;
    if (!timeline) return nothing;
    const { messages, lines } = shownOf(timeline);
    const shown = days(messages, timeline.past ? [] : timeline.pending, timeline.me, lines);
    const keys = shown.flatMap(({ rows }) => rows.filter(({ line }) => !line).map(({ key }) => key));
    const active = this.active !== null && keys.includes(this.active) ? this.active : keys.at(-1);
    return html`
      <div class="scroller" @scroll=${this.#scrolled}>
        <div
          class="list"
          @keydown=${this.#key}
          @focusin=${this.#focused}
          @focusout=${this.#unfocused}
          @click=${this.#clicked}
          @fold=${this.#hold}
          @pointerover=${this.#over}
        >
          ${beginningOf(timeline, {
            called: this.called,
            empty: shown.length === 0,
            page: this.page,
            again: () => this.#earlier(),
          })}
          ${repeat(shown, dayKeyOf, (day) => this.#day(day, timeline, active))}
          ${continuationOf(timeline, this.later, () => this.#tell("later"))}
        </div>
      </div>
      ${this.atEnd ? nothing : this.#pill(timeline)}
      <parley-lightbox @closed=${this.focus}></parley-lightbox>
    `;
  }

  /** @param {Day} day @param {Timeline} timeline @param {string | undefined} active */
  #day(day, timeline, active) {
    return html`
      <section aria-labelledby="day-${day.key}">
        <h2 class="day" id="day-${day.key}"><span>${dayOf(day.at)}</span></h2>
        <ol role="list">${repeat(day.rows, keyOf, (row) => this.#row(row, timeline, row.key === active))}</ol>
      </section>
    `;
  }

  /** @param {Row} row @param {Timeline} timeline @param {boolean} active */
  #row(row, timeline, active) {
    if (row.line) return html`<li>${this.#line(row.line)}</li>`;
    const { me } = timeline;
    const author = this.people.get(row.from) ?? { id: row.from, name: nameOf(this.people, row.from) };
    const marks = row.message ? marksOf(row.message, this.people, me) : null;
    const hovered = row.key === this.hovered;
    const found = row.message !== null && row.message.seq === this.target;
    const focused = active && this.focused;
    const draw = () =>
      rowOf(row, { author, mine: row.from === me, active, hovered, focused, found, can: this.can, marks });
    const isNew = row.message !== null && row.message.seq === this.#firstNew;
    return html`
      <li>
        ${isNew ? html`<div class="new" role="separator" aria-label="New messages"><span aria-hidden="true">New</span></div>` : nothing}
        ${guard([row.message ?? row.pending, row.leads, author, active, hovered, focused, found, this.can, marks && this.people], draw)}
      </li>`;
  }

  /** @param {LineEvent} line */
  #line(line) {
    const words = lineWords(line, (id) => nameOf(this.people, id));
    return html`<p class="line">${words} <time datetime=${new Date(line.at).toISOString()} title=${momentOf(line.at)}>${timeOf(line.at)}</time></p>`;
  }

  /** @param {Timeline} timeline */
  #pill({ messages, me, past }) {
    if (past) {
      const unread = this.channel ? unreadOf(this.channel) : 0;
      return html`<button class="pill primary" @click=${this.toEnd}>Jump to the newest${unread ? ` (${unread} unread)` : ""} ${downIcon}</button>`;
    }
    const unseen = messages.filter(({ n, from }) => n > this.#seen && from !== me).length;
    const words = unseen === 0 ? "Newest messages" : unseen === 1 ? "1 new message" : `${unseen} new messages`;
    return html`<button class=${unseen ? "pill primary" : "pill"} @click=${this.toEnd}>${words} ${downIcon}</button>`;
  }

  /** @param {PropertyValues} changed */
  willUpdate(changed) {
    const before = changed.get("timeline");
    const grown = before && this.timeline && this.timeline.pending.length > before.pending.length;
    this.#anchor?.glance();
    this.#firstNew = this.timeline ? firstNewOf(this.timeline) : null;
    if (grown && this.#anchor) this.#anchor.atEnd = true;
  }

  firstUpdated() {
    if (this.shadowRoot) this.#focus = new RowFocus(this.shadowRoot);
  }

  updated() {
    const scroller = this.#scroller();
    const list = scroller?.querySelector(".list");
    if (scroller && list && !this.#anchor) {
      this.#anchor = new Anchor(scroller);
      this.#resized.observe(list);
      this.#resized.observe(scroller);
      if (this.start) this.#anchor.goBack(this.start);
    }
    this.#cross(Boolean(this.timeline?.past));
    this.#settle();
    this.#focus?.keep();
  }

  connectedCallback() {
    super.connectedCallback();
    document.addEventListener("visibilitychange", this.#look);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener("visibilitychange", this.#look);
    this.#resized.disconnect();
    this.#newness.stop();
  }

  /** Where the reader is, to come back to. */
  get place() {
    return this.#anchor?.place ?? null;
  }

  /** What is shown has an end from now on, or has none. @param {boolean} open */
  #cross(open) {
    const anchor = this.#anchor;
    if (!anchor || anchor.open === open) return;
    anchor.open = open;
    if (open) anchor.atEnd = false;
    if (open) return;
    // Where what was read on has come to the newest messages one may be at their end.
    anchor.restore();
    anchor.remember();
  }

  /** Goes back to where the reader was. @param {Place | null} place null: to the end */
  goBack(place) {
    if (place?.key) this.#anchor?.goBack(place);
    else this.toEnd();
  }

  /** Shows the newest message. */
  toEnd = () => {
    if (this.timeline?.past) return this.#tell("present");
    this.#anchor?.toEnd();
    this.active = null;
    this.#settle();
  };

  /** Shows the first new message. */
  toNew() {
    if (this.#anchor) this.#anchor.atEnd = false;
    this.renderRoot.querySelector(".new")?.scrollIntoView({ block: "start" });
  }

  /** Shows one message, if it is loaded. @param {number} seq @returns {boolean} */
  show(seq) {
    const row = this.renderRoot.querySelector(`article[data-seq="${seq}"]`);
    if (!(row instanceof HTMLElement)) return false;
    if (this.#anchor) this.#anchor.atEnd = false;
    row.scrollIntoView({ block: "center" });
    row.focus({ preventScroll: true });
    return true;
  }

  /** Gives the focus to the message that the Tab key would reach. */
  focus() {
    const row = this.renderRoot.querySelector('article[tabindex="0"]');
    if (row instanceof HTMLElement) row.focus();
  }

  #scroller() {
    return /** @type {HTMLElement | null} */ (this.renderRoot.querySelector(".scroller"));
  }

  #scrolled() {
    this.#anchor?.remember();
    this.#look();
  }

  #settle() {
    this.#anchor?.restore();
    this.#look();
  }

  /** Draws the consequences of where the reader is. */
  #look = () => {
    const { timeline } = this;
    const scroller = this.#scroller();
    if (!timeline || !scroller || !this.#anchor || scroller.clientHeight === 0) return;
    this.atEnd = this.#anchor.atEnd;
    if (this.seeking) return;
    this.#newness.look(this.#firstNew, scroller, this.atEnd);
    if (this.atEnd) this.#seen = timeline.messages.at(-1)?.n ?? 0;
    if (this.atEnd && !document.hidden && this.#seen > (this.channel?.read ?? 0)) this.#tell("read", this.#seen);
    const trim = excessOf(timeline, this.atEnd ? null : this.#anchor);
    if (trim) this.#tell("trim", trim);
    if (scroller.scrollTop < AHEAD && shownOf(timeline).earlier !== null && this.page === null) this.#earlier();
    const below = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    if (timeline.past && below < AHEAD && this.later === null) this.#tell("later");
  };

  #earlier() {
    this.#tell("earlier");
  }

  /** @param {PointerEvent} event */
  #over({ target, pointerType }) {
    if (pointerType === "touch") return;
    const row = target instanceof Element ? target.closest("article") : null;
    this.hovered = row?.dataset.key ?? null;
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    if (followWithin(event)) return;
    const control = event.target instanceof Element ? event.target.closest("[data-do]") : null;
    if (!(control instanceof HTMLElement)) return;
    const { do: what = "", cid, key, of } = control.dataset;
    if (of) this.#tell("act", { what, seq: Number(of) });
    else if (what !== "look") this.#tell("decide", { what, cid, key });
    // Who holds a key down wants the picture in a window of its own.
    else if (!event.ctrlKey && !event.metaKey && !event.shiftKey && this.#lookAt(control)) event.preventDefault();
  }

  /** Opens the lightbox. @param {HTMLElement} link at a picture @returns {boolean} whether it is there to be shown */
  #lookAt(link) {
    const seq = Number(link.closest("article")?.dataset.seq);
    const message = messageAt(this.timeline ?? undefined, seq);
    const lightbox = this.renderRoot.querySelector("parley-lightbox");
    if (!message || !(lightbox instanceof Lightbox)) return false;
    lightbox.open(picturesOf(message.files), link.dataset.file ?? "", link);
    return true;
  }

  /** Something in a message grows or shrinks because the reader wants it: what is above it stays where it is. */
  #hold() {
    this.#anchor?.hold();
  }

  /** @param {FocusEvent} event */
  #focused(event) {
    this.active = this.#focus?.came(event) ?? this.active;
    this.focused = true;
  }

  /** @param {FocusEvent} event */
  #unfocused(event) {
    this.#focus?.went(event);
    this.focused = false;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const { target } = event;
    if (!(target instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return;
    const row = target.closest("article");
    // From within a message Escape leads to the message, and from there to the message box.
    if (!row || (row !== target && event.key !== "Escape")) return;
    if (row !== target) return row.focus();
    if (event.key === "Escape" || ([...event.key].length === 1 && event.key !== " ")) return this.#tell("leave");
    if (!this.#focus?.move(row, event.key)) return;
    event.preventDefault();
    if (event.key === "End") this.toEnd();
  }

  /** @param {string} what @param {unknown} [detail] */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

customElements.define("parley-timeline", TimelineView);

/** `seq` of the message below the divider "new"; null: none is shown. @param {Timeline} timeline */
function firstNewOf({ newFrom, messages, past }) {
  if (newFrom === null) return null;
  const shown = past?.messages ?? messages;
  const index = shown.findIndex(({ seq }) => seq >= newFrom);
  // Above what is far back nothing is known: it may have begun there, or long before.
  return past && index === 0 && past.earlier !== null ? null : (shown[index]?.seq ?? null);
}

/** @param {Day} day */
const dayKeyOf = (day) => day.key;

/** @param {Row} row */
const keyOf = (row) => row.key;
