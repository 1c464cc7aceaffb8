/**
 * One message in the timeline, or one that is on its way.
 *
 * @import {Row} from "../model/layout.js"
 * @import {Person} from "../model/protocol.js"
 * @import {Can} from "./actions.js"
 */
import { html, nothing } from "lit";
import { classMap } from "lit/directives/class-map.js";
import { isEdited } from "../model/messages.js";
import { statusAt, statusWords } from "../model/statuses.js";
import { actionsOf } from "./actions.js";
import { avatarOf } from "./avatar.js";
import { filesOf } from "./files.js";
import { pendingPicturesOf, progressOf } from "./pending.js";
import "./text.js";
import { clockOf, momentOf, timeOf } from "./time.js";

/**
 * @typedef {object} Look
 * @property {Person} author
 * @property {boolean} mine
 * @property {boolean} active whether it is the one message that the Tab key reaches
 * @property {boolean} hovered
 * @property {boolean} focused whether the focus is in it: only then its actions are in the way of the Tab key
 * @property {boolean} found whether the address names it
 * @property {Can} can
 * @property {ReadonlyMap<string, {name: string, me: boolean}> | null} marks which of its words are mentions
 */

/** @param {Row} row @param {Look} look */
export function rowOf(row, look) {
  const { author, mine, active, hovered, focused, found, can, marks } = look;
  const { key, message, pending, leads } = row;
  const calls = [...(marks?.values() ?? [])].some(({ me }) => me);
  const tab = active ? 0 : -1;
  return html`
    <article
      class=${classMap({ row: true, leads, mine, failed: pending?.state === "failed", waits: pending !== null, calls, found })}
      aria-current=${found ? "true" : nothing}
      tabindex=${tab}
      data-key=${key}
      data-seq=${message?.seq ?? nothing}
      aria-labelledby="who-${key} body-${key}"
    >
      <div class="gutter" aria-hidden="true">
        ${leads ? avatarOf(author) : html`<time>${clockOf(row.at)}</time>`}
      </div>
      <div class="content">
        ${whoOf(row, author)}
        <div class="body" id="body-${key}">${bodyOf(row, look)}</div>
        ${pending ? progressOf(pending, tab) : nothing}
        ${message && (active || hovered) ? actionsOf(message, mine, can, focused ? 0 : -1) : nothing}
      </div>
    </article>
  `;
}

/** @param {Row} row @param {Person} author */
function whoOf({ key, leads, at }, { name, status, role }) {
  const shown = statusAt(status, Date.now());
  return html`
    <div class=${leads ? "who" : "quiet"} id="who-${key}">
      <span class="name">${name}</span>
      ${shown ? html`<span class="status" title=${statusWords(shown, Date.now())}>${shown.emoji || "💬"}<span class="quiet"> ${shown.text ?? ""}</span></span>` : nothing}
      ${role === "guest" ? html`<span class="tag">guest</span>` : nothing}
      <time datetime=${new Date(at).toISOString()} title=${momentOf(at)}>${timeOf(at)}</time>
    </div>`;
}

/** @param {Row} row @param {Look} look */
function bodyOf({ message, pending }, { active, marks, can }) {
  if (message?.deleted) return html`<p class="gone">This message was deleted.</p>`;
  const text = message?.text ?? pending?.text ?? "";
  const edited = message !== null && isEdited(message);
  return html`
    ${text ? html`<parley-text ?data-edited=${edited} .rooms=${can.rooms} .text=${text} .marks=${marks} .active=${active}></parley-text>` : nothing}
    ${message?.files.length ? filesOf(message.files, active) : nothing}
    ${pending ? pendingPicturesOf(pending.files) : nothing}
    ${edited ? html`<span class="quiet">edited</span>` : nothing}
  `;
}
