/**
 * The HTTP side of the server, under `api/v1/`.
 *
 * @import {HistoryPage, Person} from "../model/protocol.js"
 */

/** A request that was not answered as wished. `status` is 0 where no answer came at all. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {string} code
   * @param {string} detail for the reader
   * @param {number | null} [after] seconds before it may be tried again
   */
  constructor(status, code, detail, after = null) {
    super(detail);
    this.status = status;
    this.code = code;
    this.after = after;
  }
}

export class Api {
  #base;
  #fetch;

  /**
   * @param {string} base address of the page, which everything is relative to
   * @param {typeof globalThis.fetch} [fetch]
   */
  constructor(base, fetch = globalThis.fetch.bind(globalThis)) {
    this.#base = base;
    this.#fetch = fetch;
  }

  /** Address of the WebSocket. */
  socketUrl() {
    const url = new URL("ws", this.#base);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    return url.href;
  }

  /** @returns {Promise<Person | undefined>} undefined when nobody is signed in */
  async me() {
    return (await this.get("sign-in")).me ?? undefined;
  }

  /**
   * @param {string} channel
   * @param {string} to cursor of the newest event the page may hold
   * @param {number} limit messages
   * @returns {Promise<HistoryPage>}
   * @throws {Problem} `unknown-cursor` when the journal is not the one the cursor came from
   */
  page(channel, to, limit) {
    const query = new URLSearchParams({ to, limit: String(limit) });
    return this.get(`channels/${encodeURIComponent(channel)}/messages?${query}`);
  }

  /**
   * The page with a message in its middle; where there is no such message, with what is next to where it would be.
   *
   * @param {string} channel
   * @param {number} seq
   * @param {number} limit messages
   * @returns {Promise<HistoryPage>}
   * @throws {Problem}
   */
  around(channel, seq, limit) {
    const query = new URLSearchParams({ around: String(seq), limit: String(limit) });
    return this.get(`channels/${encodeURIComponent(channel)}/messages?${query}`);
  }

  /** @param {readonly string[]} ids at most 200 @returns {Promise<{people: Person[]}>} */
  people(ids) {
    const query = new URLSearchParams(ids.map((id) => ["id", id]));
    return this.get(`people?${query}`);
  }

  /** @param {string} path below `api/v1/` @returns {Promise<any>} @throws {Problem} */
  get(path) {
    return this.#ask(`api/v1/${path}`);
  }

  /** @param {"POST" | "PUT" | "PATCH" | "DELETE"} method @param {string} path as above @param {object} [body] @returns {Promise<any>} @throws {Problem} */
  tell(method, path, body) {
    const json = body ? { headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) } : {};
    return this.#ask(`api/v1/${path}`, { method, ...json });
  }

  /**
   * @param {string} path
   * @param {RequestInit} [options]
   * @returns {Promise<any>}
   */
  async #ask(path, options = {}) {
    let response;
    try {
      response = await this.#fetch(new URL(path, this.#base).href, {
        ...options,
        credentials: "same-origin",
        cache: "no-store",
      });
    } catch {
      throw new Problem(0, "unreachable", "The server does not answer. Check your connection and try again.");
    }
    if (!response.ok) throw await problemOf(response);
    // An empty answer is read too: browsers call one that is not read a failed request.
    const text = await response.text();
    return text ? JSON.parse(text) : undefined;
  }
}

/** @param {Response} response */
async function problemOf(response) {
  const told = await response.json().catch(() => ({}));
  const code = typeof told.code === "string" ? told.code : "unknown";
  const detail =
    typeof told.detail === "string" && told.detail
      ? told.detail
      : "The server could not do that. Try again in a moment.";
  const after = Number(response.headers.get("Retry-After") ?? "");
  return new Problem(response.status, code, detail, after > 0 ? after : null);
}
