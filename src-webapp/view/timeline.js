/**
 * The messages of a channel, by day. One message at a time is in the way of the Tab key; the arrow keys move on.
 *
 * @import {PropertyValues} from "lit"
 * @import {Channel, Message} from "../model/protocol.js"
 * @import {Day, Row} from "../model/layout.js"
 * @import {People} from "../model/people.js"
 * @import {Timeline} from "../model/timeline.js"
 */
import { html, LitElement, nothing } from "lit";
import { guard } from "lit/directives/guard.js";
import { repeat } from "lit/directives/repeat.js";
import { days } from "../model/layout.js";
import { avatar } from "../style/avatar.js";
import { base } from "../style/base.js";
import { messageStyle } from "../style/message.js";
import { timelineStyle } from "../style/timeline.js";
import { Anchor } from "./anchor.js";
import { downIcon } from "./icons.js";
import { rowOf } from "./row.js";
import { dayOf } from "./time.js";

/** So near to the top the page before is loaded; pixels. */
const AHEAD = 800;

/** Of more messages the older are let go while the newest are read. */
const MOST = 1_000;
const KEPT = 400;

/**
 * Fires "earlier" when the page before is wanted, "again" and "discard" with the cid in `detail`, "trim" with how many
 * messages shall be kept, and "leave" when a key was pressed that is meant for the message box.
 */
export class TimelineView extends LitElement {
  static styles = [base, avatar, messageStyle, timelineStyle];

  static properties = {
    channel: { attribute: false },
    timeline: { attribute: false },
    people: { attribute: false },
    page: { attribute: false },
    active: { state: true },
    atEnd: { state: true },
  };

  /** @type {Anchor | null} */
  #anchor = null;
  #resized = new ResizeObserver(() => this.#settle());
  /** The `n` up to which the reader has been at the end. */
  #seen = 0;

  constructor() {
    super();
    /** @type {Channel | null} */
    this.channel = null;
    /** @type {Timeline | null} */
    this.timeline = null;
    /** @type {People} */
    this.people = new Map();
    /** How the page before stands. @type {"loading" | "failed" | null} */
    this.page = null;
    /** Key of the message that the Tab key reaches; null: the newest. @type {string | null} */
    this.active = null;
    this.atEnd = true;
  }

  render() {
    const { timeline } = this;
    if (!timeline) return nothing;
    const shown = days(timeline.messages, timeline.pending, timeline.me);
    const keys = shown.flatMap(({ rows }) => rows.map(({ key }) => key));
    const active = this.active !== null && keys.includes(this.active) ? this.active : keys.at(-1);
    return html`
      <div class="scroller" @scroll=${this.#scrolled}>
        <div
          class="list"
          @keydown=${this.#key}
          @focusin=${this.#focused}
          @click=${this.#clicked}
        >
          ${this.#top(timeline, shown.length === 0)}
          ${repeat(shown, dayKeyOf, (day) => this.#day(day, timeline, active))}
        </div>
      </div>
      ${this.atEnd ? nothing : this.#pill(timeline)}
    `;
  }

  /** @param {Timeline} timeline @param {boolean} empty */
  #top({ cursor, earlier }, empty) {
    const name = this.channel?.name ?? "";
    if (this.page === "failed") {
      return html`<p class="note">${empty ? "Messages" : "Earlier messages"} could not be loaded. <button @click=${this.#earlier}>Try again</button></p>`;
    }
    if (cursor === null || earlier !== null)
      return html`<p class="note">Loading ${empty ? "" : "earlier "}messages…</p>`;
    if (empty)
      return html`<div class="welcome"><h2>Nothing here yet</h2><p>Say hello to everyone in #${name}.</p></div>`;
    return html`<p class="note">This is the beginning of #${name}.</p>`;
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
    const name = this.people.get(row.from) ?? "Somebody";
    const draw = () => rowOf(row, name, row.from === timeline.me, active);
    return html`<li>${guard([row.message ?? row.pending, row.leads, name, active], draw)}</li>`;
  }

  /** @param {Timeline} timeline */
  #pill({ messages, me }) {
    const unseen = messages.filter(({ n, from }) => n > this.#seen && from !== me).length;
    const words = unseen === 0 ? "Newest messages" : unseen === 1 ? "1 new message" : `${unseen} new messages`;
    return html`<button class=${unseen ? "pill primary" : "pill"} @click=${this.toEnd}>${words} ${downIcon}</button>`;
  }

  /** @param {PropertyValues} changed */
  willUpdate(changed) {
    const before = changed.get("timeline");
    const grown = before && this.timeline && this.timeline.pending.length > before.pending.length;
    this.#anchor?.glance();
    if (grown && this.#anchor) this.#anchor.atEnd = true;
  }

  updated() {
    const scroller = this.#scroller();
    const list = scroller?.querySelector(".list");
    if (scroller && list && !this.#anchor) {
      this.#anchor = new Anchor(scroller);
      this.#resized.observe(list);
      this.#resized.observe(scroller);
    }
    this.#settle();
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  /** Shows the newest message. */
  toEnd = () => {
    this.#anchor?.toEnd();
    this.active = null;
    this.#settle();
  };

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
  #look() {
    const { timeline } = this;
    const scroller = this.#scroller();
    if (!timeline || !scroller || !this.#anchor || scroller.clientHeight === 0) return;
    this.atEnd = this.#anchor.atEnd;
    if (this.atEnd) this.#seen = timeline.messages.at(-1)?.n ?? 0;
    if (this.atEnd && timeline.messages.length > MOST) this.#tell("trim", KEPT);
    if (scroller.scrollTop < AHEAD && timeline.earlier !== null && this.page === null) this.#earlier();
  }

  #earlier() {
    this.#tell("earlier");
  }

  /** @param {Event} event */
  #clicked({ target }) {
    const button = target instanceof Element ? target.closest("button[data-do]") : null;
    if (button instanceof HTMLElement) this.#tell(button.dataset.do ?? "", button.dataset.cid);
  }

  /** @param {FocusEvent} event */
  #focused({ target }) {
    const row = target instanceof Element ? target.closest("article") : null;
    if (row) this.active = row.dataset.key ?? null;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const row = event.target;
    if (!(row instanceof HTMLElement) || !row.matches("article") || event.ctrlKey || event.metaKey || event.altKey)
      return;
    if (event.key === "Escape" || ([...event.key].length === 1 && event.key !== " ")) return this.#tell("leave");
    const rows = [...this.renderRoot.querySelectorAll("article")];
    const at = rows.indexOf(row);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    if (event.key === "End") this.toEnd();
    rows[to]?.focus();
  }

  /** @param {string} what @param {unknown} [detail] */
  #tell(what, detail) {
    this.dispatchEvent(new CustomEvent(what, { detail }));
  }
}

customElements.define("parley-timeline", TimelineView);

/** @param {Day} day */
const dayKeyOf = (day) => day.key;

/** @param {Row} row */
const keyOf = (row) => row.key;
