/**
 * The files of a message.
 *
 * @import {Attachment} from "../model/protocol.js"
 */
import { html, nothing } from "lit";
import { addressOf, kindOf, labelOf, nameOf, sizeOf } from "../model/files.js";
import { fileIcon } from "./icons.js";

/** @param {readonly Attachment[]} files @param {boolean} active whether the Tab key shall reach them */
export function filesOf(files, active) {
  if (files.length === 0) return nothing;
  return html`<ul class="files" role="list">${files.map((file) => html`<li>${fileOf(file, active ? 0 : -1)}</li>`)}</ul>`;
}

/** @param {Attachment} file @param {0 | -1} tab */
function fileOf(file, tab) {
  const address = addressOf(file);
  const name = nameOf(file);
  const told = `${name}, ${sizeOf(file.size)}`;
  switch (kindOf(file)) {
    case "picture":
      return html`
        <a class="picture" href=${address} target="_blank" rel="noopener noreferrer" tabindex=${tab} title=${told}>
          <img src=${address} alt="Picture: ${name}" loading="lazy" decoding="async">
        </a>`;
    case "audio":
      return html`<audio controls preload="none" src=${address} aria-label=${told} tabindex=${tab}></audio>${card(file, tab)}`;
    case "video":
      return html`<video controls preload="none" src=${address} aria-label=${told} tabindex=${tab}></video>${card(file, tab)}`;
    default:
      return card(file, tab);
  }
}

/** @param {Attachment} file @param {0 | -1} tab */
function card(file, tab) {
  const name = nameOf(file);
  return html`
    <a class="card" href=${addressOf(file)} download=${name} target="_blank" rel="noopener noreferrer" tabindex=${tab}>
      ${fileIcon}
      <span class="card-text">
        <span class="card-name">${name}</span>
        <span class="card-kind">${labelOf(file)}, ${sizeOf(file.size)}</span>
      </span>
    </a>`;
}
