/** A link or a token that is shown once, with a button to copy it. */
import { html } from "lit";
import { copy } from "./copy.js";

/**
 * @param {string} why
 * @param {string} secret
 * @param {(words: string) => void} tell what has become of the copying
 */
export function secretOf(why, secret, tell) {
  const take = () => tell(copy(secret) ? "Copied." : "It could not be copied: mark it, and copy it by hand.");
  return html`
    <p class="hint">${why}</p>
    <p class="secret">${secret}</p>
    <div class="buttons"><button @click=${take}>Copy</button></div>`;
}
