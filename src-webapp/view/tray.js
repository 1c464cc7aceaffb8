/**
 * The chosen files above the text of a message.
 *
 * @import {Chosen} from "./chosen.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { labelOf, sizeOf } from "../model/files.js";
import { closeIcon, iconOf } from "./icons.js";

/**
 * @typedef {object} Wishes
 * @property {(key: number) => void} remove
 * @property {(key: number, alt: string) => void} describe
 * @property {(key: number, event: Event) => void} measured the preview has come, and with it the size
 * @property {() => void} done a description is written
 */

/**
 * @param {readonly Chosen[]} chosen
 * @param {number} most characters of a description
 * @param {Wishes} wishes
 */
export function trayOf(chosen, most, wishes) {
  if (chosen.length === 0) return nothing;
  const item = (/** @type {Chosen} */ one) => html`<li class="chosen">${itemOf(one, most, wishes)}</li>`;
  return html`<ul class="tray" role="list" aria-label="Files of this message">${repeat(chosen, ({ key }) => key, item)}</ul>`;
}

/** @param {Chosen} chosen @param {number} most @param {Wishes} wishes */
function itemOf({ key, file, alt, preview }, most, wishes) {
  const { name, size } = file;
  return html`
    <span class="preview">${preview ? html`<img src=${preview} alt="" width="48" height="48" @load=${(/** @type {Event} */ event) => wishes.measured(key, event)}>` : iconOf(file)}</span>
    <span class="about">
      <span class="file-name" title=${name}>${name}</span>
      <span class="file-size">${preview ? nothing : `${labelOf(file)}, `}${sizeOf(size)}</span>
    </span>
    <button type="button" class="plain remove" aria-label="Remove ${name}" @click=${() => wishes.remove(key)}>${closeIcon}</button>
    ${
      preview
        ? html`
          <input
            type="text"
            class="alt"
            aria-label="Description of ${name}"
            placeholder="Describe this picture"
            autocomplete="off"
            maxlength=${most}
            .value=${alt}
            @input=${(/** @type {InputEvent} */ event) => wishes.describe(key, typedIn(event))}
            @keydown=${(/** @type {KeyboardEvent} */ event) => leave(event, wishes.done)}
          >`
        : nothing
    }
  `;
}

/** @param {InputEvent} event */
const typedIn = ({ target }) => (target instanceof HTMLInputElement ? target.value : "");

/** Enter ends a description, it does not send the message. @param {KeyboardEvent} event @param {() => void} done */
function leave(event, done) {
  if ((event.key !== "Enter" && event.key !== "Escape") || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  done();
}
