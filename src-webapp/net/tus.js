/**
 * Uploads by tus 1.0 (https://tus.io/protocols/resumable-upload), as much of it as is needed: an upload is created, sent
 * in parts, and goes on where the server has it after whatever happened. The server's name for the upload is the file's.
 *
 * (No checksums: what computes them is there only over https; TCP's and TLS's own must do.)
 *
 * @import {Ask, Answer} from "./http.js"
 *
 * @typedef {object} Upload
 * @property {Blob} blob
 * @property {string} name
 * @property {string} type
 * @property {string} [id] of the upload that was begun before
 * @property {(id: string) => Promise<unknown>} begun awaited before the first byte is sent, so that it can go on later
 * @property {(bytes: number) => void} sent how many the server has, about
 * @property {AbortSignal} signal
 */

import { Problem } from "./api.js";

const WHERE = "api/v1/uploads";
const VERSION = { "Tus-Resumable": "1.0.0" };

/** Bytes in a part: a proxy may limit the size of a request. */
export const PART = 8 * 1024 * 1024;

/** An upload that vanishes so often while it is sent is given up for now. */
const ANEW = 3;

export class Tus {
  #ask;

  /** @param {Ask} ask */
  constructor(ask) {
    this.#ask = ask;
  }

  /**
   * @param {Upload} upload
   * @returns {Promise<string>} its id, when the server has all of it
   * @throws {Problem} see `isFinal`
   */
  async send(upload) {
    for (let i = 0; i < ANEW; i++) {
      const begun = i === 0 ? upload.id : undefined;
      const id = begun ?? (await this.#create(upload));
      if (!begun) await upload.begun(id);
      if (await this.#goOn(upload, id, begun ? null : 0)) return id;
    }
    throw new Problem(0, "vanished", "The server lost the upload again and again.");
  }

  /** Lets the server forget it; it would by itself, later. @param {string} id */
  async forget(id) {
    try {
      await this.#ask({ method: "DELETE", url: `${WHERE}/${encodeURIComponent(id)}`, headers: VERSION });
    } catch {
      // later, then
    }
  }

  /** @param {Upload} upload */
  async #create({ blob, name, type, signal }) {
    const headers = {
      ...VERSION,
      "Upload-Length": String(blob.size),
      "Upload-Metadata": `filename ${base64(name)}${type ? `,filetype ${base64(type)}` : ""}`,
    };
    const answer = await this.#ask({ method: "POST", url: WHERE, headers, signal });
    const id = /([^/?#]+)\/?$/.exec(answer.header("Location") ?? "")?.[1];
    if (answer.status !== 201 || !id) throw problemOf(answer);
    return decodeURIComponent(id);
  }

  /**
   * @param {Upload} upload
   * @param {string} id
   * @param {number | null} offset that the server has; null: it must be asked
   * @returns {Promise<boolean>} whether all of it is there; false when the server does not know it
   */
  async #goOn(upload, id, offset) {
    const { blob, sent } = upload;
    let at = offset ?? (await this.#offset(upload, id));
    while (at !== null && at < blob.size) {
      sent(at);
      at = await this.#part(upload, id, at);
    }
    if (at !== blob.size) return false;
    sent(at);
    return true;
  }

  /** @param {Upload} upload @param {string} id @returns {Promise<number | null>} bytes there; null when it is gone */
  async #offset({ signal }, id) {
    const answer = await this.#ask({ method: "HEAD", url: urlOf(id), headers: VERSION, signal });
    return offsetIn(answer);
  }

  /** @param {Upload} upload @param {string} id @param {number} at @returns {Promise<number | null>} as above, after it */
  async #part(upload, id, at) {
    const { blob, sent, signal } = upload;
    const answer = await this.#ask({
      method: "PATCH",
      url: urlOf(id),
      headers: { ...VERSION, "Upload-Offset": String(at), "Content-Type": "application/offset+octet-stream" },
      body: blob.slice(at, at + PART),
      sent: (bytes) => sent(Math.min(at + bytes, blob.size)),
      signal,
    });
    // We do not agree on what is there: 409 on the place, 460 on the bytes. The server knows.
    const disputed = answer.status === 409 || answer.status === 460;
    const now = disputed ? await this.#offset(upload, id) : offsetIn(answer);
    if (now === at) throw new Problem(0, "stuck", problemOf(answer).message);
    return now;
  }
}

/** Whether trying again would be answered likewise. @param {Problem} problem */
export function isFinal({ status }) {
  if (status === 507) return true;
  return status >= 400 && status < 500 && ![401, 408, 423, 425, 429].includes(status);
}

/** @param {string} id */
function urlOf(id) {
  return `${WHERE}/${encodeURIComponent(id)}`;
}

/** @param {Answer} answer @returns {number | null} */
function offsetIn(answer) {
  const { status } = answer;
  if (status === 404 || status === 410) return null;
  const offset = answer.header("Upload-Offset") ?? "";
  if (status < 200 || status >= 300 || !/^\d+$/.test(offset)) throw problemOf(answer);
  return Number(offset);
}

/** @param {Answer} answer */
function problemOf({ status, text }) {
  /** @type {any} */
  let told;
  try {
    told = JSON.parse(text);
  } catch {
    told = null;
  }
  // an answer that makes no sense is none
  const said = status >= 400 ? status : 0;
  return new Problem(said, String(told?.code ?? "unknown"), String(told?.detail || "The server could not take it."));
}

/** UTF-8, as the protocol wants it. @param {string} text */
function base64(text) {
  return btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(""));
}
