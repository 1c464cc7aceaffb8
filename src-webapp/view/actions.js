/**
 * What can be done with a message, beside it.
 *
 * @import {Message} from "../model/protocol.js"
 * @import {Rooms} from "../model/rooms.js"
 */
import { html, nothing } from "lit";
import { isEdited } from "../model/messages.js";
import { binIcon, editIcon, historyIcon, linkIcon } from "./icons.js";

/**
 * Which of it is offered. The server decides all the same.
 *
 * @typedef {object} Can
 * @property {boolean} link
 * @property {boolean} edit one's own
 * @property {boolean} remove one's own
 * @property {boolean} removeAny
 * @property {boolean} history
 * @property {number} within milliseconds in which one may change what one posted
 * @property {Rooms} rooms channels that words in it can lead to
 */

/** @type {Can} */
export const CAN_NOTHING = {
  link: false,
  edit: false,
  remove: false,
  removeAny: false,
  history: false,
  within: 0,
  rooms: new Map(),
};

/** @param {Message} message @param {boolean} mine @param {Can} can @param {0 | -1} tab */
export function actionsOf(message, mine, can, tab) {
  const { seq, at, deleted } = message;
  const inTime = mine && Date.now() - at < can.within;
  const edited = isEdited(message);
  const buttons = [
    can.link && action("copyLink", seq, "Copy the link", linkIcon, tab),
    can.edit && inTime && !deleted && action("edit", seq, "Edit", editIcon, tab),
    can.history && edited && action("history", seq, "What it said before", historyIcon, tab),
    ((can.remove && inTime) || can.removeAny) && !deleted && action("delete", seq, "Delete", binIcon, tab),
  ].filter(Boolean);
  return buttons.length > 0
    ? html`<div class="actions" role="group" aria-label="Actions for this message">${buttons}</div>`
    : nothing;
}

/** @param {string} what @param {number} seq @param {string} called @param {unknown} icon @param {0 | -1} tab */
function action(what, seq, called, icon, tab) {
  return html`<button type="button" class="plain" data-do=${what} data-of=${seq} aria-label=${called} title=${called} tabindex=${tab}>${icon}</button>`;
}
