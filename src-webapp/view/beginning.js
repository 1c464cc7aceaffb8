/**
 * What stands above the oldest message that is shown.
 *
 * @import {Timeline} from "../model/timeline.js"
 */
import { html } from "lit";

/**
 * @param {Timeline} timeline
 * @param {{called: string, empty: boolean, page: "loading" | "failed" | null, again: () => void}} about `empty`: nothing is
 *   shown below it
 */
export function beginningOf({ cursor, earlier }, { called, empty, page, again }) {
  if (page === "failed") {
    return html`<p class="note">${empty ? "Messages" : "Earlier messages"} could not be loaded. <button @click=${again}>Try again</button></p>`;
  }
  if (cursor === null || earlier !== null) return html`<p class="note">Loading ${empty ? "" : "earlier "}messages…</p>`;
  if (empty)
    return html`<div class="welcome"><h2>Nothing here yet</h2><p>${called.startsWith("#") ? `Say hello to everyone in ${called}.` : "Say hello."}</p></div>`;
  return html`<p class="note">This is the beginning of ${called.startsWith("#") ? called : "your conversation"}.</p>`;
}
