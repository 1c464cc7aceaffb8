/**
 * What outlives a page: the server with its journal and its uploads, the browser's database, and which tabs there are.
 * The server can lie, drop, repeat and refuse; what it acknowledged it keeps.
 *
 * @import {MessageEvent, ServerEvent} from "../../../../src-webapp/model/protocol.js"
 * @import {Answer, Asked} from "../../../../src-webapp/net/http.js"
 *
 * @typedef {{person: string, length: number, bytes: Uint8Array, offset: number, posted: boolean}} Upload
 */
import { IDBFactory } from "fake-indexeddb";
import { Problem } from "../../../../src-webapp/net/api.js";
import { message } from "./events.js";

const limits = { text: 2097152, frame: 4259840, inFlight: 64, inFlightBytes: 262144 };

export class World {
  factory = new IDBFactory();
  /** Tabs that live. @type {Set<string>} */
  alive = new Set();
  /** @type {MessageEvent[]} */
  journal = [];
  /** @type {Map<string, {seq: number, body: string}>} */
  receipts = new Map();
  /** @type {Map<string, Upload>} */
  uploads = new Map();
  /** Open connections. @type {Map<object, (events: (ServerEvent | object)[]) => void>} */
  links = new Map();
  /** Whether no request reaches it. */
  away = false;
  #made = 0;

  /** @param {(choices: number) => number} [pick] 0 is a lie */
  constructor(pick = () => 1) {
    this.pick = pick;
  }

  /** @param {string} person @param {string | undefined} cursor @returns {object[]} */
  hello(person, cursor) {
    const head = this.journal.length;
    const channels = [{ id: "lobby", kind: "public", name: "lobby", head, n: head, read: 0 }];
    const missed = cursor
      ? this.journal.slice(Number.parseInt(cursor, 10))
      : [{ type: "gap", channel: "lobby", to: head ? `${head}.m${head}` : "0.0" }];
    return [
      { type: "welcome", me: person, version: 0, channels, people: [], limits },
      ...missed,
      { type: "live", channel: "lobby" },
    ];
  }

  /** A page of two: what was sent before a crash may be in one of several. @param {string} to */
  page(to) {
    const upTo = this.journal.slice(0, Number.parseInt(to, 10));
    const before = upTo.at(-3);
    return { messages: upTo.slice(-2), people: [], ...(before ? { earlier: `${before.seq}.${before.mark}` } : {}) };
  }

  /** @param {string} person @param {any} command @returns {object[]} the answer to the sender alone */
  send(person, { cid, text, files = [] }) {
    const body = JSON.stringify({ text, files });
    const name = `${person} ${cid}`;
    const receipt = this.receipts.get(name);
    if (receipt) {
      if (receipt.body !== body) return [refused(cid, "conflict", false)];
      return [{ type: "sent", cid, channel: "lobby", seq: receipt.seq }];
    }
    if (this.pick(8) === 0) return [refused(cid, "busy", true)];
    if (text === "" && files.length === 0) return [refused(cid, "malformed", false)];
    for (const { id } of files) {
      const upload = this.uploads.get(id);
      if (!upload || upload.person !== person || upload.posted || upload.offset < upload.length) {
        return [refused(cid, "no-file", false)];
      }
    }
    for (const { id } of files) Object.assign(this.uploads.get(id) ?? {}, { posted: true });
    const seq = this.journal.length + 1;
    const attachments = files.map((/** @type {{id: string}} */ { id }) => ({
      id,
      size: this.uploads.get(id)?.length ?? 0,
    }));
    const event = message(seq, text, { from: person, cid, files: attachments });
    this.journal.push(event);
    this.receipts.set(name, { seq, body });
    const tellsPerhaps = this.pick(8) === 0;
    for (const tell of this.links.values()) tell([event]);
    return tellsPerhaps ? [refused(cid, "unavailable", true)] : [];
  }

  /** The server's side of tus. @param {string} person @param {Asked} asked @returns {Promise<Answer>} */
  async ask(person, { method, url, headers, body }) {
    if (this.away) throw new Problem(0, "unreachable", "No answer.");
    const id = url.split("/")[3] ?? "";
    if (method === "POST") return this.#create(person, Number(headers["Upload-Length"]));
    const upload = this.uploads.get(id);
    if (!upload || upload.person !== person || upload.posted) return answer(upload?.posted ? 410 : 404);
    if (method === "DELETE") return this.uploads.delete(id) ? answer(204) : answer(404);
    if (method === "HEAD") return answer(200, { "Upload-Offset": String(upload.offset) });
    if (this.pick(9) === 0) {
      this.uploads.delete(id);
      return answer(410);
    }
    if (this.pick(9) === 0) return answer(503);
    if (Number(headers["Upload-Offset"]) !== upload.offset) return answer(409);
    const bytes = new Uint8Array(await (body ?? new Blob()).arrayBuffer());
    const taken = this.pick(5) === 0 ? bytes.subarray(0, bytes.length >> 1) : bytes;
    upload.bytes.set(taken, upload.offset);
    upload.offset += taken.length;
    return taken === bytes ? answer(204, { "Upload-Offset": String(upload.offset) }) : answer(500);
  }

  /** @param {string} person @param {number} length */
  #create(person, length) {
    if (this.pick(9) === 0) return answer(503);
    const id = `f${++this.#made}`;
    this.uploads.set(id, { person, length, bytes: new Uint8Array(length), offset: 0, posted: false });
    return answer(201, { Location: `https://chat.test/api/v1/uploads/${id}` });
  }
}

/** @param {string} cid @param {string} code @param {boolean} retry */
function refused(cid, code, retry) {
  return { type: "refused", cid, code, text: `It is ${code}.`, retry };
}

/** @param {number} status @param {{[name: string]: string}} [headers] @returns {Answer} */
function answer(status, headers = {}) {
  return { status, header: (name) => headers[name] ?? null, text: "" };
}
