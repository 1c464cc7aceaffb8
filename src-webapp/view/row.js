/**
 * One message in the timeline, or one that is on its way.
 *
 * @import {Row} from "../model/layout.js"
 * @import {Pending} from "../model/pending.js"
 */
import { html, nothing } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { colourOf, initials } from "../model/people.js";
import { filesOf } from "./files.js";
import { alertIcon, clockIcon } from "./icons.js";
import "./text.js";
import { momentOf, timeOf } from "./time.js";

/**
 * @param {Row} row
 * @param {string} name of its author
 * @param {boolean} mine
 * @param {boolean} active whether it is the one message that the Tab key reaches
 */
export function rowOf(row, name, mine, active) {
  const { key, message, pending, leads } = row;
  const text = message?.text ?? pending?.text ?? "";
  const edited = message !== null && message.revision > message.seq;
  return html`
    <article
      class=${classMap({ row: true, leads, mine, failed: pending?.state === "failed", waits: pending !== null })}
      tabindex=${active ? 0 : -1}
      data-key=${key}
      aria-labelledby="who-${key} body-${key}"
    >
      <div class="gutter" aria-hidden="true">
        ${leads ? html`<span class="avatar hue-${colourOf(row.from)}">${initials(name)}</span>` : html`<time>${timeOf(row.at)}</time>`}
      </div>
      <div class="content">
        <div class=${leads ? "who" : "quiet"} id="who-${key}">
          <span class="name">${name}</span>
          <time datetime=${new Date(row.at).toISOString()} title=${momentOf(row.at)}>${timeOf(row.at)}</time>
        </div>
        <div class="body" id="body-${key}">
          ${text ? html`<parley-text ?data-edited=${edited} .text=${text} .active=${active}></parley-text>` : nothing}
          ${message ? filesOf(message.files, active) : nothing}
          ${edited ? html`<span class="quiet">edited</span>` : nothing}
        </div>
        ${pending ? progress(pending, active ? 0 : -1) : nothing}
      </div>
    </article>
  `;
}

/** @param {Pending} pending @param {0 | -1} tab */
function progress(pending, tab) {
  if (pending.state !== "failed") {
    const waits = pending.tries > 0 ? "The server is busy. Trying again…" : "Waiting to be sent…";
    const words = pending.state === "waiting" ? waits : "Sending…";
    return html`<p class="progress">${clockIcon} ${words}</p>`;
  }
  return html`
    <p class="progress refusal">${alertIcon} <span>Not sent. ${pending.reason}</span></p>
    <p class="choices">
      <button data-do="again" data-cid=${pending.cid} tabindex=${tab}>Try again</button>
      <button data-do="discard" data-cid=${pending.cid} tabindex=${tab}>Discard</button>
    </p>
  `;
}
