/**
 * How files of messages are named, addressed and told apart.
 *
 * @import {Attachment} from "./protocol.js"
 */

const PICTURES = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);

/** What a browser may show in place. @param {Partial<Attachment>} file @returns {"picture" | "audio" | "video" | "other"} */
export function kindOf({ type = "" }) {
  const plain = type.split(";")[0]?.trim().toLowerCase() ?? "";
  if (PICTURES.has(plain)) return "picture";
  if (plain.startsWith("audio/")) return "audio";
  if (plain.startsWith("video/")) return "video";
  return "other";
}

/** @param {Partial<Attachment>} file */
export function nameOf({ name }) {
  return name || "Unnamed file";
}

/** Whether its bytes can be had. @param {Attachment} file */
export function isThere({ state }) {
  return state === undefined || state === null || state === "clean";
}

/** Whether it was taken away for good. @param {Attachment} file */
export function isInfected({ state }) {
  return state === "infected";
}

/** Where its bytes are, relative to the page. @param {Attachment} file */
export function addressOf({ id, name = "" }) {
  // A last segment of nothing or of dots would be taken for a step in the path; "thumbnail" is another address.
  const last = /^(\.*|thumbnail)$/.test(name) ? "file" : name.toWellFormed();
  return `api/v1/files/${encodeURIComponent(id)}/${encodeURIComponent(last)}`;
}

/** What a picture shows in place of itself: a smaller one where there is one. @param {Attachment} file */
export function smallAddressOf(file) {
  return file.thumbnail ? `api/v1/files/${encodeURIComponent(file.id)}/thumbnail` : addressOf(file);
}

/** The words for a picture. @param {Attachment} file */
export function wordsFor(file) {
  return file.alt || `Picture: ${nameOf(file)}`;
}

/** What it is, in a word: the extension, else the media type's end. @param {Partial<Attachment>} file */
export function labelOf({ name = "", type = "" }) {
  const extension = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1];
  const subtype = /\/([A-Za-z0-9]{1,8})(;|$)/.exec(type)?.[1];
  return (extension ?? subtype ?? "File").toUpperCase();
}

/** @param {number} bytes */
export function sizeOf(bytes) {
  if (bytes < 1_000) return bytes === 1 ? "1 byte" : `${bytes} bytes`;
  const units = ["kB", "MB", "GB", "TB"];
  let size = bytes / 1_000;
  let unit = 0;
  while (size >= 999.5 && unit < units.length - 1) {
    size /= 1_000;
    unit++;
  }
  return `${size < 9.95 ? size.toFixed(1) : Math.round(size)} ${units[unit]}`;
}
