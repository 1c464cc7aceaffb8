/**
 * A message in a few spoken words, without its Markdown.
 *
 * @import {Attachment} from "./protocol.js"
 */

const LONGEST = 160;

/** @param {{text: string, files: readonly Attachment[]}} message */
export function brief({ text, files }) {
  const words = text
    .slice(0, 4 * LONGEST)
    .replace(/```[^\n]*\n?([\s\S]*?)(```|$)/g, " code: $1 ")
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/https?:\/\/(\S+)/g, (_, rest) => `link to ${rest.split("/")[0]}`)
    .replace(/^\s*(#{1,6}|>|[-*+]|\d+[.)])\s+/gm, "")
    .replace(/(\*\*|__|~~|`)/g, "")
    .replace(/(^|\s)[*_]([^*_\n]+)[*_](?=\s|[.,;:!?]|$)/g, "$1$2")
    .replace(/\s+/g, " ")
    .trim();
  const names = files.map(({ name }) => name || "a file").join(", ");
  const all = [words, names && `file: ${names}`].filter(Boolean).join(", ");
  return all.length > LONGEST ? `${[...all].slice(0, LONGEST).join("")}…` : all;
}
