/**
 * A person's picture, or initials on the person's colour.
 *
 * @import {Person} from "../model/protocol.js"
 */
import { html } from "lit";
import { colourOf, initials } from "../model/people.js";

/** @param {Person} person @param {unknown} [mark] drawn upon it */
export function avatarOf({ id, name, avatar }, mark = "") {
  if (!avatar) return html`<span class="avatar hue-${colourOf(id)}" aria-hidden="true">${initials(name)}${mark}</span>`;
  // The file's name is there so that another picture is another address.
  const address = `api/v1/people/${encodeURIComponent(id)}/avatar?${encodeURIComponent(avatar)}`;
  return html`<span class="avatar" aria-hidden="true"><img src=${address} alt="" loading="lazy">${mark}</span>`;
}
