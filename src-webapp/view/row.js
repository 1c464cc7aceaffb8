/**
 * One message in the timeline, or one that is on its way.
 *
 * @import {Row} from "../model/layout.js"
 */
import { html, nothing } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { colourOf, initials } from "../model/people.js";
import { filesOf } from "./files.js";
import { pendingPicturesOf, progressOf } from "./pending.js";
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
  const gone = Boolean(message?.deleted);
  const edited = message !== null && !gone && message.revision > message.seq;
  return html`
    <article
      class=${classMap({ row: true, leads, mine, failed: pending?.state === "failed", waits: pending !== null })}
      tabindex=${active ? 0 : -1}
      data-key=${key}
      data-seq=${message?.seq ?? nothing}
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
          ${gone ? html`<p class="gone">This message was deleted.</p>` : nothing}
          ${text ? html`<parley-text ?data-edited=${edited} .text=${text} .active=${active}></parley-text>` : nothing}
          ${message?.files.length ? filesOf(message.files, active) : nothing}
          ${pending ? pendingPicturesOf(pending.files) : nothing}
          ${edited ? html`<span class="quiet">edited</span>` : nothing}
        </div>
        ${pending ? progressOf(pending, active ? 0 : -1) : nothing}
      </div>
    </article>
  `;
}
