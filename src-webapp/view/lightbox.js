/**
 * The pictures of one message, large, one at a time: the arrow keys move on, Escape leads back to where one was.
 *
 * @import {Attachment} from "../model/protocol.js"
 */
import { html, LitElement, nothing } from "lit";
import { addressOf, nameOf, sizeOf, wordsFor } from "../model/files.js";
import { base } from "../style/base.js";
import { lightboxStyle } from "../style/lightbox.js";
import { backIcon, closeIcon, downloadIcon, onIcon } from "./icons.js";

/** Fires "closed" when it has closed and nothing has the focus. */
export class Lightbox extends LitElement {
  static styles = [base, lightboxStyle];

  static properties = { pictures: { state: true }, at: { state: true }, broken: { state: true } };

  /** Where the focus goes back to. @type {HTMLElement | null} */
  #opener = null;
  /** Where a finger came down. @type {number | null} */
  #from = null;

  constructor() {
    super();
    /** @type {readonly Attachment[]} */
    this.pictures = [];
    this.at = 0;
    this.broken = false;
  }

  /** @param {readonly Attachment[]} pictures @param {string} id of the one to begin with @param {HTMLElement} opener */
  async open(pictures, id, opener) {
    this.#opener = opener;
    this.pictures = pictures;
    this.#turn(
      Math.max(
        0,
        pictures.findIndex((picture) => picture.id === id),
      ),
    );
    await this.updateComplete;
    this.#dialog()?.showModal();
  }

  render() {
    const file = this.pictures[this.at];
    const many = this.pictures.length > 1;
    return html`
      <dialog
        aria-labelledby="name"
        aria-describedby="caption"
        @keydown=${this.#key}
        @click=${this.#clicked}
        @close=${this.#closed}
        @pointerdown=${this.#down}
        @pointerup=${this.#up}
      >
        ${file ? this.#picture(file, many) : nothing}
      </dialog>
    `;
  }

  /** @param {Attachment} file @param {boolean} many */
  #picture(file, many) {
    const { width, height } = file;
    const place = many ? `${this.at + 1} of ${this.pictures.length}` : "";
    const facts = [place, width && height ? `${width} × ${height}` : "", sizeOf(file.size)].filter(Boolean).join(", ");
    return html`
      <header>
        <h2 id="name">${nameOf(file)} <span class="facts">${facts}</span></h2>
        <a class="button" href=${addressOf(file)} download=${nameOf(file)}>${downloadIcon}<span>Download</span></a>
        <button class="plain" autofocus @click=${this.#close} aria-label="Close the picture">${closeIcon}</button>
      </header>
      <figure>
        ${
          this.broken
            ? html`<p class="broken" role="alert">This picture cannot be shown here. Download it to look at it.</p>`
            : html`<img src=${addressOf(file)} alt=${wordsFor(file)} width=${width ?? nothing} height=${height ?? nothing} @error=${this.#failed}>`
        }
        <figcaption id="caption" aria-hidden="true">${file.alt || nothing}</figcaption>
      </figure>
      ${
        many
          ? html`
            <button class="turn back" @click=${() => this.#step(-1)} aria-label="Previous picture">${backIcon}</button>
            <button class="turn on" @click=${() => this.#step(1)} aria-label="Next picture">${onIcon}</button>
            <p class="quiet" role="status">Picture ${place}: ${file.alt || nameOf(file)}</p>`
          : nothing
      }
    `;
  }

  #dialog() {
    return this.renderRoot.querySelector("dialog");
  }

  #close() {
    this.#dialog()?.close();
  }

  #closed() {
    this.pictures = [];
    // The browser has given the focus back already, and it may have moved on since; unless where it was is no more.
    if (document.activeElement === document.body) this.#giveBack();
    this.#opener = null;
  }

  #giveBack() {
    if (this.#opener?.isConnected) this.#opener.focus({ preventScroll: true });
    else this.dispatchEvent(new CustomEvent("closed"));
  }

  /** @param {number} at */
  #turn(at) {
    this.at = at;
    this.broken = false;
  }

  /** @param {number} by */
  #step(by) {
    const count = this.pictures.length;
    if (count > 1) this.#turn((this.at + by + count) % count);
  }

  #failed() {
    this.broken = true;
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    // What closes this shall not do anything else.
    if (event.key === "Escape") event.stopPropagation();
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { length } = this.pictures;
    const to = { ArrowLeft: this.at - 1, ArrowRight: this.at + 1, Home: 0, End: length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    this.#turn((to + length) % length);
  }

  /** Beside the picture is out of it. @param {Event} event */
  #clicked({ target }) {
    if (target instanceof Element && target.matches("dialog, figure")) this.#close();
  }

  /** @param {PointerEvent} event */
  #down({ pointerType, clientX }) {
    this.#from = pointerType === "touch" ? clientX : null;
  }

  /** A swipe. @param {PointerEvent} event */
  #up({ clientX }) {
    const moved = this.#from === null ? 0 : clientX - this.#from;
    this.#from = null;
    if (Math.abs(moved) > 60) this.#step(moved > 0 ? -1 : 1);
  }
}

customElements.define("parley-lightbox", Lightbox);
