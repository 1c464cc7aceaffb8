/** Makes mentions stand out in a text that is drawn already: only words, never code or links. */
import { pieces } from "../model/mentions.js";

/** @param {Element} root @param {ReadonlyMap<string, {name: string, me: boolean}>} marks */
export function markMentions(root, marks) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  const texts = [];
  while (walker.nextNode()) {
    const text = /** @type {Text} */ (walker.currentNode);
    if (text.data.includes("@") && !text.parentElement?.closest("code, pre, a")) texts.push(text);
  }
  for (const text of texts) text.replaceWith(...pieces(text.data, marks).map(nodeOf));
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
