/**
 * What stands above the oldest message that is shown, and below the newest of those that are far back.
 *
 * @import {Timeline} from "../model/timeline.js"
 */
import { html, nothing } from "lit";
import { shownOf } from "../model/timeline.js";

/**
 * @param {Timeline} timeline
 * @param {{called: string, empty: boolean, page: "loading" | "failed" | null, again: () => void}} about `empty`: nothing is
 *   shown below it
 */
export function beginningOf(timeline, { called, empty, page, again }) {
  const { cursor } = timeline;
  const { earlier } = shownOf(timeline);
  if (page === "failed") {
    return html`<p class="note">${empty ? "Messages" : "Earlier messages"} could not be loaded. <button @click=${again}>Try again</button></p>`;
  }
  if (cursor === null || earlier !== null) return html`<p class="note">Loading ${empty ? "" : "earlier "}messages…</p>`;
  if (empty)
    return html`<div class="welcome"><h2>Nothing here yet</h2><p>${called.startsWith("#") ? `Say hello to everyone in ${called}.` : "Say hello."}</p></div>`;
  return html`<p class="note">This is the beginning of ${called.startsWith("#") ? called : "your conversation"}.</p>`;
}

/** @param {Timeline} timeline @param {"loading" | "failed" | null} later how what follows stands @param {() => void} again */
export function continuationOf({ past }, later, again) {
  if (past === null) return nothing;
  return later === "failed"
    ? html`<p class="note">Later messages could not be loaded. <button @click=${again}>Try again</button></p>`
    : html`<p class="note">Loading later messages…</p>`;
}
