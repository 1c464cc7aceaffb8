/**
 * How far one's own send has come, and what its writer can do about it.
 *
 * @import {PendingFile} from "../model/pending-files.js"
 * @import {Pending} from "../model/pending.js"
 */
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { kindOf, sizeOf } from "../model/files.js";
import { areUp, isHeld } from "../model/pending-files.js";
import { placeOf } from "../model/pictures.js";
import { sizer } from "./files.js";
import { alertIcon, clockIcon, closeIcon, doneIcon, iconOf } from "./icons.js";

/** Pictures where they will stand, before the server has them. @param {readonly PendingFile[]} files */
export function pendingPicturesOf(files) {
  const pictures = files.filter((file) => kindOf(file) === "picture" && file.preview);
  if (pictures.length === 0) return nothing;
  const picture = (/** @type {PendingFile} */ file) => {
    const alone = pictures.length === 1;
    const place = placeOf(file, alone);
    const fit = file.width && file.width > place.width ? (alone ? "" : "cut") : "small";
    return html`
      <li>
        <div class="picture place">
          ${sizer(place)}<img class=${fit} src=${file.preview ?? nothing} alt=${file.alt || `Picture: ${file.name}`}>
        </div>
      </li>`;
  };
  return html`<ul class="pictures" role="list">${repeat(pictures, ({ key }) => key, picture)}</ul>`;
}

/** @param {Pending} pending @param {0 | -1} tab */
export function progressOf(pending, tab) {
  const { cid, files } = pending;
  return html`
    ${
      files.length > 0
        ? html`<ul class="uploads" role="list">${repeat(
            files,
            ({ key }) => key,
            (file) => html`<li class=${isHeld(file) ? "upload held" : "upload"}>${uploadOf(file, pending, tab)}</li>`,
          )}</ul>`
        : nothing
    }
    ${pending.state === "failed" ? failed(pending, tab) : html`<p class="progress">${clockIcon} ${words(pending)} ${pending.state === "waiting" ? choice("cancel", cid, "Cancel", tab) : nothing}</p>`}
  `;
}

/** @param {Pending} pending */
function words({ state, tries, files }) {
  if (state !== "waiting") return "Sending…";
  if (!areUp(files)) {
    const up = files.filter((file) => file.state === "uploaded").length;
    if (files.every((file) => file.state === "waiting")) return "Waiting to be sent…";
    return files.length === 1 ? "Uploading…" : `Uploading… ${up} of ${files.length} are there.`;
  }
  return tries > 0 ? "The server is busy. Trying again…" : "Waiting to be sent…";
}

/** @param {Pending & {state: "failed"}} pending @param {0 | -1} tab */
function failed({ cid, reason, files, calls }, tab) {
  if (calls) {
    return html`
      <p class="progress refusal">${alertIcon} <span>Not sent yet. ${reason}</span></p>
      <p class="choices">${choice("retryLoud", cid, "Send it all the same", tab)} ${choice("cancel", cid, "Discard", tab)}</p>
    `;
  }
  const why = files.some(isHeld) ? "Try the files again, or remove them." : reason;
  return html`
    <p class="progress refusal">${alertIcon} <span>Not sent. ${why}</span></p>
    <p class="choices">${choice("retry", cid, "Try again", tab)} ${choice("cancel", cid, "Discard", tab)}</p>
  `;
}

/** @param {PendingFile} file @param {Pending} pending @param {0 | -1} tab */
function uploadOf(file, { cid, state }, tab) {
  const { key, name, size } = file;
  const settled = state === "sending" || state === "kept";
  return html`
    <span class="upload-icon">${file.state === "uploaded" ? doneIcon : isHeld(file) ? alertIcon : iconOf(file)}</span>
    <span class="upload-text">
      <span class="card-name">${name}</span>
      <span class="card-kind">${stateOf(file)}</span>
    </span>
    ${file.state === "uploading" ? html`<progress max=${Math.max(1, size)} .value=${file.sent} aria-label="Upload of ${name}"></progress>` : nothing}
    <span class="upload-do">
      ${isHeld(file) ? html`${fileChoice("retryFile", cid, key, "Try again", `Try again: ${name}`, tab)} ${fileChoice("removeFile", cid, key, "Remove", `Remove ${name}`, tab)}` : nothing}
      ${
        isHeld(file) || settled
          ? nothing
          : file.state === "uploaded"
            ? fileChoice("removeFile", cid, key, closeIcon, `Remove ${name}`, tab)
            : fileChoice("cancelFile", cid, key, closeIcon, `Stop the upload of ${name}`, tab)
      }
    </span>
  `;
}

/** @param {PendingFile} file */
function stateOf({ state, size, sent, reason }) {
  switch (state) {
    case "waiting":
      return `${sizeOf(size)}, waits`;
    case "uploading":
      return `${Math.floor((100 * sent) / Math.max(1, size))} % of ${sizeOf(size)}`;
    case "uploaded":
      return `${sizeOf(size)}, uploaded`;
    case "cancelled":
      return "Stopped";
    case "failed":
      return reason || "Not uploaded";
  }
}

/** @param {string} what @param {string} cid @param {string} called @param {0 | -1} tab */
function choice(what, cid, called, tab) {
  return html`<button type="button" data-do=${what} data-cid=${cid} tabindex=${tab}>${called}</button>`;
}

/** @param {string} what @param {string} cid @param {string} key @param {unknown} shown @param {string} called @param {0 | -1} tab */
function fileChoice(what, cid, key, shown, called, tab) {
  const quiet = typeof shown !== "string";
  return html`
    <button
      type="button"
      class=${quiet ? "plain" : ""}
      data-do=${what}
      data-cid=${cid}
      data-key=${key}
      aria-label=${called}
      title=${quiet ? called : nothing}
      tabindex=${tab}
    >${shown}</button>`;
}
