/**
 * A server that speaks protocol 1 from memory, to see the client in a browser without the real one. It is truthful,
 * knows one channel, and keeps nothing.
 *
 * @import {IncomingMessage, ServerResponse} from "node:http"
 * @import {Attachment, EditedEvent, LastingEvent, MessageEvent} from "../../../../src-webapp/model/protocol.js"
 */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { Peer } from "./frames.js";

/** @type {{[extension: string]: string}} */
const TYPES = {
  ".html": "text/html;charset=utf-8",
  ".js": "text/javascript;charset=utf-8",
  ".css": "text/css;charset=utf-8",
  ".svg": "image/svg+xml",
};

export class ChatServer {
  /** @type {LastingEvent[]} */
  journal = [];
  /** @type {Map<string, {bytes: Buffer, file: Attachment}>} */
  files = new Map();
  /** People and their names; here the id is made of the name. @type {Map<string, string>} */
  people = new Map();
  /** @type {Map<Peer, string>} */
  #peers = new Map();
  /** Answers a send otherwise than by keeping it. @type {((command: any) => object | null) | null} */
  answer = null;
  /** Lets nobody in. */
  closed = false;
  #http;

  /** @param {{webapp: string, vendor: string, context?: string}} where folders, and the path it is mounted at */
  constructor({ webapp, vendor, context = "/" }) {
    this.webapp = webapp;
    this.vendor = vendor;
    this.context = context;
    this.#http = createServer((request, response) => {
      this.#serve(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
    this.#http.on("upgrade", (request, stream) => {
      const me = this.#who(request);
      if (this.closed || !me || !request.url?.startsWith(`${context}ws`)) return stream.destroy();
      const peer = new Peer(request, stream, {
        text: (text) => this.#command(peer, me, JSON.parse(text)),
        gone: () => this.#gone(peer, me),
      });
    });
  }

  /** @param {number} [port] @returns {Promise<string>} the address of the page */
  listen(port = 0) {
    return new Promise((resolve) => {
      this.#http.listen(port, "127.0.0.1", () => {
        const address = this.#http.address();
        resolve(`http://localhost:${address && typeof address === "object" ? address.port : 0}${this.context}`);
      });
    });
  }

  stop() {
    this.cutAll();
    this.#http.closeAllConnections();
    this.#http.close();
  }

  cutAll() {
    for (const peer of this.#peers.keys()) peer.cut();
  }

  /** @param {string} name @returns {string} the person's id */
  person(name) {
    const id = `p${createHash("sha1").update(name).digest("base64url").slice(0, 6)}`;
    this.people.set(id, name);
    return id;
  }

  /** @param {string} name @param {string} text @param {Partial<MessageEvent>} [more] */
  post(name, text, more = {}) {
    const seq = this.journal.length + 1;
    const n = this.journal.filter(({ type }) => type === "message").length + 1;
    /** @type {MessageEvent} */
    const event = {
      ...{ type: "message", channel: "lobby", seq, mark: `m${seq}`, n, from: this.person(name), at: Date.now(), text },
      ...{ revision: seq, files: [], cid: `bot.${seq}`, ...more },
    };
    this.journal.push(event);
    this.tell(event);
    return seq;
  }

  /** @param {number} of @param {string} text */
  edit(of, text) {
    const seq = this.journal.length + 1;
    const posted = /** @type {MessageEvent} */ (this.journal[of - 1]);
    const { n, from, at, files } = posted;
    const message = { seq: of, n, from, at, text, revision: seq, edited: seq, files };
    Object.assign(posted, { text, revision: seq, edited: seq });
    /** @type {EditedEvent} */
    const event = {
      type: "edited",
      channel: "lobby",
      seq,
      mark: `m${seq}`,
      at: Date.now(),
      cid: `bot.${seq}`,
      message,
    };
    this.journal.push(event);
    this.tell(event);
  }

  /** @param {string} name @param {string} type @param {Buffer} bytes @returns {Attachment} */
  file(name, type, bytes) {
    const id = `f${this.files.size + 1}`;
    const file = { id, name, type, size: bytes.length };
    this.files.set(id, { bytes, file });
    return file;
  }

  /** @param {...object} events to everyone */
  tell(...events) {
    for (const peer of this.#peers.keys()) peer.say(...events);
  }

  /** @param {string} name @param {"online" | "offline" | "unknown"} state */
  seen(name, state) {
    this.tell({ type: "presence", people: [{ id: this.person(name), name, state }] });
  }

  /** @param {Peer} peer @param {string} me @param {any} command */
  #command(peer, me, command) {
    const { cid } = command;
    switch (command.type) {
      case "hello":
        return this.#hello(peer, me, command.cursors.lobby);
      case "send": {
        const answer = this.answer?.(command);
        if (answer !== undefined && this.answer) return answer && peer.say(answer);
        const kept = this.journal.find((event) => event.type === "message" && event.from === me && event.cid === cid);
        if (kept) return peer.say({ type: "sent", cid, channel: "lobby", seq: kept.seq });
        return this.post(this.people.get(me) ?? "", command.text, { cid });
      }
      case "typing":
        return this.tell({ type: "typing", channel: "lobby", from: me });
      case "watch":
        return peer.say({ type: "presence", people: this.#here() });
    }
  }

  #here() {
    const ids = new Set(this.#peers.values());
    return [...ids].map((id) => ({ id, name: this.people.get(id), state: "online" }));
  }

  /** @param {Peer} peer @param {string} me @param {string | undefined} cursor */
  #hello(peer, me, cursor) {
    const head = this.journal.length;
    const limits = { text: 2097152, frame: 4259840, inFlight: 64, inFlightBytes: 262144 };
    const n = this.journal.filter(({ type }) => type === "message").length;
    const channels = [{ id: "lobby", kind: "public", name: "lobby", head, n, read: 0 }];
    const people = [...this.people].map(([id, name]) => ({ id, name }));
    const missed = cursor
      ? this.journal.slice(Number.parseInt(cursor, 10))
      : [{ type: "gap", channel: "lobby", to: head ? `${head}.m${head}` : "0.0" }];
    peer.say({ type: "welcome", me, version: 0, channels, people, limits }, ...missed, {
      type: "live",
      channel: "lobby",
    });
    this.#peers.set(peer, me);
    this.seen(this.people.get(me) ?? "", "online");
  }

  /** @param {Peer} peer @param {string} me */
  #gone(peer, me) {
    this.#peers.delete(peer);
    if (![...this.#peers.values()].includes(me)) this.seen(this.people.get(me) ?? "", "offline");
  }

  /** The cookie's person. @param {IncomingMessage} request */
  #who(request) {
    const name = /username=([^;]*)/.exec(request.headers.cookie ?? "")?.[1];
    return name ? this.person(decodeURIComponent(name)) : null;
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  async #serve(request, response) {
    const url = new URL(request.url ?? "/", "http://localhost");
    if (!url.pathname.startsWith(this.context)) return response.writeHead(404).end();
    const path = decodeURIComponent(url.pathname.slice(this.context.length));
    if (path.startsWith("api/v1/")) return this.#api(request, response, path.slice(7), url.searchParams);
    const file = normalize(path === "" ? "index.html" : path);
    const own = join(this.webapp, file);
    const bytes = await readFile(own)
      .catch(() => readFile(join(this.vendor, file.replace(/^vendor\//, ""))))
      .catch(() => null);
    if (!bytes) return response.writeHead(404).end();
    const map = /<script type="importmap">([\s\S]*?)<\/script>/.exec(
      await readFile(join(this.webapp, "index.html"), "utf8"),
    );
    const hash = createHash("sha256")
      .update(map?.[1] ?? "")
      .digest("base64");
    response.writeHead(200, {
      "Content-Type": TYPES[extname(file)] ?? "application/octet-stream",
      "Content-Security-Policy": `default-src 'none'; script-src 'self' 'sha256-${hash}'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      "X-Content-Type-Options": "nosniff",
    });
    response.end(bytes);
  }

  /** @param {IncomingMessage} request @param {ServerResponse} response @param {string} path @param {URLSearchParams} query */
  async #api(request, response, path, query) {
    /** @param {number} status @param {any} body @param {{[name: string]: string}} [headers] */
    const reply = (status, body, headers = {}) =>
      response.writeHead(status, { "Content-Type": "application/json", ...headers }).end(JSON.stringify(body));
    const me = this.#who(request);
    if (path === "sign-in" && request.method === "POST") {
      const { name } = JSON.parse(Buffer.concat(await request.toArray()).toString());
      const wanted = String(name).trim();
      if (!wanted)
        return reply(422, { code: "bad-name", detail: "No name was given. Choose one with 1 to 64 characters." });
      if (/[<>&]/.test(wanted)) return reply(422, { code: "bad-name", detail: "A name must not contain <, > or &." });
      const cookie = `username=${encodeURIComponent(wanted)}; Path=${this.context}; SameSite=Lax`;
      return reply(200, { id: this.person(wanted), name: wanted }, { "Set-Cookie": cookie });
    }
    if (path === "sign-in" && request.method === "GET") {
      return reply(200, { me: me ? { id: me, name: this.people.get(me) } : undefined, mode: "open" });
    }
    if (path === "sign-in" && request.method === "GET") {
      return reply(200, { mode: "open", ...(me ? { me: { id: me, name: this.people.get(me) } } : {}) });
    }
    if (!me) return reply(401, { code: "signed-out", detail: "Nobody is signed in." });
    if (path === "sign-in") {
      return response.writeHead(204, { "Set-Cookie": `username=; Path=${this.context}; Max-Age=0` }).end();
    }
    if (path === "channels/lobby/messages") return reply(200, this.#page(query));
    if (path === "people") {
      return reply(200, { people: query.getAll("id").map((id) => ({ id, name: this.people.get(id) })) });
    }
    const file = this.files.get(path.split("/")[1] ?? "");
    if (!file) return reply(404, { code: "no-file", detail: "No such file." });
    response.writeHead(200, { "Content-Type": file.file.type }).end(file.bytes);
  }

  /** @param {URLSearchParams} query */
  #page(query) {
    const to = Number.parseInt(query.get("to") ?? String(this.journal.length), 10);
    const limit = Number(query.get("limit") ?? 50);
    const upTo = this.journal.filter((event) => event.type === "message" && event.seq <= to);
    const messages = upTo.slice(-limit);
    const before = upTo.at(-limit - 1);
    const people = [...this.people].map(([id, name]) => ({ id, name }));
    return { messages, people, ...(before ? { earlier: `${before.seq}.${before.mark}` } : {}) };
  }
}
