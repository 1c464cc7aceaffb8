/**
 * The text of a message. It draws into itself, so that it takes part in the timeline's selection and style.
 *
 * @import {Rooms} from "../model/rooms.js"
 */
import { unwatchCode, watchCode } from "./code.js";
import { render } from "./markdown.js";
import { linkRooms, markMentions } from "./mention.js";
import { unwatch, watch } from "./overflow.js";

/** Of a longer text only the beginning is rendered until it is asked for; characters. */
const LONG = 8_000;
const BEGINNING = 3_000;

/** A longer text is shown as it is: laying out its Markdown would stop the page. */
const TOO_LONG = 100_000;

/** A shorter one of fewer lines is never so high that it is folded. */
const SHORT = 500;
const FEW = 12;

const EMOJI = /^(?:\p{RGI_Emoji}\s*){1,3}$/v;

/** Fires "fold" before it changes its height because somebody wanted to see more or less of it. */
export class MessageText extends HTMLElement {
  #text = "";
  #active = false;
  /** @type {ReadonlyMap<string, {name: string, me: boolean}> | null} */
  #marks = null;
  /** @type {Rooms} */
  #rooms = new Map();
  /** Whether somebody wanted to see all of it. */
  #open = false;
  /** Whether what is shown is higher than a message should be. */
  #high = false;
  #clip = document.createElement("div");
  #more = document.createElement("button");

  constructor() {
    super();
    this.#clip.className = "clip";
    this.#clip.addEventListener("long", (event) => this.#measured(/** @type {CustomEvent} */ (event).detail));
    // What is looked for in the page, or reached by the Tab key, shall be seen.
    this.#clip.addEventListener("scroll", () => this.#reveal());
    this.#clip.addEventListener("focusin", () => this.#reveal());
    this.#more.type = "button";
    this.#more.className = "more";
    this.#more.addEventListener("click", () => this.#toggle());
  }

  connectedCallback() {
    if (!this.#clip.isConnected) this.append(this.#clip);
    this.#watch();
  }

  disconnectedCallback() {
    this.#unwatch();
  }

  get text() {
    return this.#text;
  }

  /** Markdown. */
  set text(text) {
    if (text === this.#text) return;
    this.#text = text;
    this.#draw();
    this.classList.toggle("emoji", text.length < 60 && EMOJI.test(text.trim()));
  }

  /** Which of its words are mentions. @param {ReadonlyMap<string, {name: string, me: boolean}> | null} marks */
  set marks(marks) {
    const same = [...(marks ?? [])].join() === [...(this.#marks ?? [])].join();
    this.#marks = marks;
    if (!same && this.#text) this.#draw();
  }

  /** Channels to which its words can lead. @param {Rooms} rooms */
  set rooms(rooms) {
    const same = rooms === this.#rooms || [...rooms].join() === [...this.#rooms].join();
    this.#rooms = rooms;
    if (!same && this.#text.includes("#")) this.#draw();
  }

  get active() {
    return this.#active;
  }

  /** Whether the Tab key reaches its links: only those of the message that has the focus. */
  set active(active) {
    this.#active = active;
    this.#tabbing();
  }

  /** Whether only its beginning is rendered. */
  get #cut() {
    return this.#text.length > LONG && !this.#open;
  }

  #draw() {
    this.#unwatch();
    this.#clip.replaceChildren(this.#content());
    if (this.#marks) markMentions(this.#clip, this.#marks);
    if (this.#rooms.size > 0 && this.#text.includes("#")) linkRooms(this.#clip, this.#rooms);
    for (const table of this.#clip.querySelectorAll("table")) {
      const scroller = document.createElement("div");
      scroller.className = "wide";
      table.replaceWith(scroller);
      scroller.append(table);
    }
    this.#fold();
    if (this.isConnected) this.#watch();
  }

  #content() {
    const text = this.#text;
    if (this.#cut) return render(`${text.slice(0, BEGINNING).replace(/[\ud800-\udbff]$/, "")}…`);
    return text.length > TOO_LONG ? asItIs(text) : render(text);
  }

  #watch() {
    watchCode(this.#clip);
    watch(this.#clip.querySelectorAll(".wide"));
    if (this.#text.length > SHORT || this.#text.split("\n", FEW + 1).length > FEW) watch([this.#clip]);
  }

  #unwatch() {
    unwatchCode(this.#clip);
    unwatch([this.#clip, ...this.#clip.querySelectorAll(".wide")]);
  }

  /** @param {boolean} high */
  #measured(high) {
    if (high === this.#high) return;
    this.#high = high;
    this.#fold();
  }

  #fold() {
    const foldable = this.#high || this.#text.length > LONG;
    this.classList.toggle("folded", this.#high && !this.#open);
    this.#more.setAttribute("aria-expanded", String(this.#open));
    this.#more.textContent = this.#open ? "Show less" : this.#words();
    if (foldable) this.append(this.#more);
    else this.#more.remove();
    this.#tabbing();
  }

  #words() {
    const { length } = this.#text;
    return this.#cut ? `Show all ${length.toLocaleString("en")} characters` : "Show more";
  }

  #toggle() {
    this.dispatchEvent(new CustomEvent("fold", { bubbles: true }));
    const redraw = this.#text.length > LONG;
    this.#open = !this.#open;
    if (redraw) this.#draw();
    else this.#fold();
    if (!this.#open) this.scrollIntoView({ block: "nearest" });
  }

  #reveal() {
    if (!this.classList.contains("folded")) return;
    this.#clip.scrollTop = 0;
    this.#toggle();
  }

  #tabbing() {
    for (const link of this.querySelectorAll("a, button")) {
      /** @type {HTMLElement} */ (link).tabIndex = this.#active ? 0 : -1;
    }
  }
}

customElements.define("parley-text", MessageText);

/** @param {string} text */
function asItIs(text) {
  const whole = document.createElement("pre");
  whole.textContent = text;
  return whole;
}
