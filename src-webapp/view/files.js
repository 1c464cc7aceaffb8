/**
 * The files of a message: pictures beside each other, players, and cards for all else. Every place is known before
 * anything is loaded.
 *
 * @import {Size} from "../model/pictures.js"
 * @import {Attachment} from "../model/protocol.js"
 */
import { html, nothing } from "lit";
import {
  addressOf,
  isInfected,
  isThere,
  kindOf,
  labelOf,
  nameOf,
  sizeOf,
  smallAddressOf,
  wordsFor,
} from "../model/files.js";
import { placeOf, placeOfFilm } from "../model/pictures.js";
import { clockIcon, downloadIcon, iconOf, shieldIcon } from "./icons.js";

/** @param {readonly Attachment[]} files those of them that are shown as pictures */
export const picturesOf = (files) => files.filter((file) => isThere(file) && kindOf(file) === "picture");

/** @param {readonly Attachment[]} files @param {boolean} active whether the Tab key shall reach them */
export function filesOf(files, active) {
  const pictures = picturesOf(files);
  const others = files.filter((file) => !pictures.includes(file));
  const tab = active ? 0 : -1;
  return html`
    ${
      pictures.length > 0
        ? html`<ul class="pictures" role="list">${pictures.map((file) => html`<li>${picture(file, pictures.length === 1, tab)}</li>`)}</ul>`
        : nothing
    }
    ${
      others.length > 0
        ? html`<ul class="files" role="list">${others.map((file) => html`<li>${other(file, tab)}</li>`)}</ul>`
        : nothing
    }
  `;
}

/** A link, so that it can be opened elsewhere too; pressed, it opens here. @param {Attachment} file @param {boolean} alone @param {0 | -1} tab */
function picture(file, alone, tab) {
  const place = placeOf(file, alone);
  const small = file.width ? file.width <= place.width : true;
  return html`
    <a
      class="picture place"
      data-do="look"
      data-file=${file.id}
      href=${addressOf(file)}
      target="_blank"
      rel="noopener noreferrer"
      aria-haspopup="dialog"
      tabindex=${tab}
      title="${nameOf(file)}, ${sizeOf(file.size)}"
    >
      ${sizer(place)}
      <img
        class=${small ? "small" : alone ? "" : "cut"}
        src=${smallAddressOf(file)}
        alt=${wordsFor(file)}
        width=${place.width}
        height=${place.height}
        loading="lazy"
        decoding="async"
      >
    </a>`;
}

/** Holds a place open, whatever comes to stand in it. @param {Size} size */
export const sizer = ({ width, height }) =>
  html`<svg viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true"></svg>`;

/** @param {Attachment} file @param {0 | -1} tab */
function other(file, tab) {
  if (!isThere(file)) return absent(file);
  const told = `${file.alt || nameOf(file)}, ${sizeOf(file.size)}`;
  switch (kindOf(file)) {
    case "audio":
      return html`
        <div class="player">
          <audio controls preload="metadata" src=${addressOf(file)} aria-label=${told} tabindex=${tab}></audio>
          ${card(file, tab)}
        </div>`;
    case "video":
      return html`
        <div class="player">
          <div class="place">
            ${sizer(placeOfFilm(file))}
            <video controls preload="metadata" playsinline src=${addressOf(file)} aria-label=${told} tabindex=${tab}></video>
          </div>
          ${card(file, tab)}
        </div>`;
    default:
      return card(file, tab);
  }
}

/** @param {Attachment} file @param {0 | -1} tab */
function card(file, tab) {
  const name = nameOf(file);
  return html`
    <a class="card" href=${addressOf(file)} download=${name} target="_blank" rel="noopener noreferrer" tabindex=${tab}>
      ${iconOf(file)}
      <span class="card-text">
        <span class="card-name">${name}</span>
        <span class="card-kind">${labelOf(file)}, ${sizeOf(file.size)}</span>
      </span>
      <span class="card-do">${downloadIcon}<span class="quiet">Download</span></span>
    </a>`;
}

/** What cannot be had: not yet, or never. @param {Attachment} file */
function absent(file) {
  const infected = isInfected(file);
  const why = infected ? "Removed: a virus was found in it" : "Being checked for viruses…";
  return html`
    <p class=${infected ? "card absent infected" : "card absent"}>
      ${infected ? shieldIcon : clockIcon}
      <span class="card-text">
        <span class="card-name">${nameOf(file)}</span>
        <span class="card-kind">${why}</span>
      </span>
    </p>`;
}
