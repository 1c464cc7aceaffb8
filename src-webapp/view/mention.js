/**
 * Makes mentions stand out in a text that is drawn already, and leads from channels' names to them: only words, never code or
 * links.
 *
 * @import {Rooms} from "../model/rooms.js"
 */
import { pieces } from "../model/mentions.js";
import { roomsIn } from "../model/rooms.js";
import { channelAddress } from "../model/routes.js";

/** @param {Element} root @param {ReadonlyMap<string, {name: string, me: boolean}>} marks */
export function markMentions(root, marks) {
  for (const text of textsWith(root, "@")) text.replaceWith(...pieces(text.data, marks).map(nodeOf));
}

/** @param {Element} root @param {Rooms} rooms */
export function linkRooms(root, rooms) {
  for (const text of textsWith(root, "#")) text.replaceWith(...roomsIn(text.data, rooms).map(linkOf));
}

/** @param {Element} root @param {string} sign */
function textsWith(root, sign) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    if (text.data.includes(sign) && !text.parentElement?.closest("code, pre, a")) texts.push(text);
  }
  return texts;
}

/** @param {{text: string, channel: string | null}} piece */
function linkOf({ text, channel }) {
  if (channel === null) return document.createTextNode(text);
  const link = document.createElement("a");
  link.href = channelAddress(channel);
  link.textContent = text;
  return link;
}

/** @param {{text: string, mark: {name: string, me: boolean} | null}} piece */
function nodeOf({ text, mark }) {
  if (!mark) return document.createTextNode(text);
  const node = document.createElement("span");
  node.className = mark.me ? "mention me" : "mention";
  node.textContent = text;
  if (mark.name) node.title = mark.name;
  return node;
}
