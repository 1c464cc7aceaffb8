/**
 * The WebSocket that is kept: it says `hello`, hands on what the server says, and begins again whenever it ends.
 *
 * @import {ServerEvent} from "../model/protocol.js"
 * @import {Clock} from "./clock.js"
 */

import { wallClock } from "./clock.js";

/** The same lines as text frames, as UTF-8: cheaper for the server. */
export const SUBPROTOCOL = "parley.1.binary";

/** A connection from which nothing came for so long is dead; the server speaks every 25 s. Milliseconds. */
export const SILENCE = 40_000;

/** As long may it take until the server's first word. */
const BEGINNING = 15_000;

/** Of a socket that is open (WebSockets Standard, 3.1). */
const OPEN = 1;

/** A connection that lasted so long was a good one: the next pause is short again. */
const STEADY = 5_000;

/** The first pause is random between 0 and this; each further one up to twice as long, up to LONGEST. */
const SHORTEST = 500;
const LONGEST = 15_000;

/**
 * What is used of a WebSocket.
 *
 * @typedef {object} Socket
 * @property {string} binaryType
 * @property {number} readyState
 * @property {((event: any) => any) | null} onopen
 * @property {((event: any) => any) | null} onmessage
 * @property {((event: any) => any) | null} onclose
 * @property {(text: string) => void} send
 * @property {() => void} close
 *
 * @typedef {object} Wiring
 * @property {string} url
 * @property {() => {[channel: string]: string}} cursors what to resume from, asked at every beginning
 * @property {(events: ServerEvent[]) => void} heard the events of one frame, in order
 * @property {(welcomed: boolean) => void} cut the connection ended; whether it ever came to be. It is tried again
 * @property {(url: string) => Socket} [open]
 * @property {Clock} [clock]
 * @property {() => number} [random] from 0 up to 1
 */

export class Connection {
  #wiring;
  #clock;
  #random;
  #open;
  #utf8 = new TextDecoder("utf-8", { fatal: true });
  /** @type {Socket | null} */
  #socket = null;
  /** When the server's welcome came; null before. @type {number | null} */
  #welcomedAt = null;
  #heardAt = 0;
  #tries = 0;
  /** When a server that goes away wants to be called again. @type {number | null} */
  #returnAt = null;
  #stopped = true;
  /** The one timer: the next try while there is no socket, else the watch over its silence. */
  #cancelTimer = () => {};
  #cancelGoodbye = () => {};

  /** @param {Wiring} wiring */
  constructor(wiring) {
    this.#wiring = wiring;
    this.#clock = wiring.clock ?? wallClock;
    this.#random = wiring.random ?? Math.random;
    this.#open = wiring.open ?? ((url) => new WebSocket(url, SUBPROTOCOL));
  }

  start() {
    if (!this.#stopped) return;
    this.#stopped = false;
    this.#connect();
  }

  stop() {
    this.#stopped = true;
    this.#cancelTimer();
    this.#leave();
  }

  /**
   * @param {object} command
   * @returns {boolean} whether it was handed to a welcomed socket; not whether it arrived
   */
  send(command) {
    if (this.#welcomedAt === null || this.#socket?.readyState !== OPEN) return false;
    this.#socket.send(JSON.stringify(command));
    return true;
  }

  /** Something is missing: ends the connection and begins again from the cursors. */
  resume() {
    if (this.#socket) this.#lost();
  }

  /** The machine woke up or the network came back: does not wait for a timer that may be far off. */
  nudge() {
    if (this.#stopped) return;
    if (this.#socket) this.#watch();
    else this.#connect();
  }

  #connect() {
    this.#cancelTimer();
    this.#returnAt = null;
    this.#heardAt = this.#clock.now();
    /** @type {Socket} */
    let socket;
    try {
      socket = this.#open(this.#wiring.url);
    } catch {
      this.#lost();
      return;
    }
    this.#socket = socket;
    socket.binaryType = "arraybuffer";
    socket.onopen = () => socket.send(JSON.stringify({ type: "hello", cursors: this.#wiring.cursors() }));
    socket.onmessage = (event) => this.#frame(event.data);
    socket.onclose = () => this.#lost();
    this.#watch();
  }

  /** @param {string | ArrayBuffer} data */
  #frame(data) {
    this.#heardAt = this.#clock.now();
    const events = this.#parse(data);
    if (events === null) {
      this.#lost();
      return;
    }
    for (const event of events) {
      if (event.type === "welcome") this.#welcomedAt = this.#heardAt;
      if (event.type === "goaway") this.#goAway(event.after);
    }
    this.#wiring.heard(events);
  }

  /**
   * @param {string | ArrayBuffer} data
   * @returns {ServerEvent[] | null} null when it is not protocol 1: then nothing of it can be trusted
   */
  #parse(data) {
    try {
      const text = typeof data === "string" ? data : this.#utf8.decode(data);
      const events = text.split("\n").map((line) => JSON.parse(line));
      return events.every((event) => typeof event?.type === "string") ? events : null;
    } catch {
      return null;
    }
  }

  /** @param {number} after milliseconds */
  #goAway(after) {
    this.#returnAt = this.#clock.now() + after;
    this.#cancelGoodbye();
    this.#cancelGoodbye = this.#clock.after(after, () => this.resume());
  }

  #watch() {
    const patience = this.#welcomedAt === null ? BEGINNING : SILENCE;
    const left = this.#heardAt + patience - this.#clock.now();
    this.#cancelTimer();
    if (left <= 0) this.#lost();
    else this.#cancelTimer = this.#clock.after(left, () => this.#watch());
  }

  #lost() {
    const now = this.#clock.now();
    const welcomed = this.#welcomedAt !== null;
    if (this.#welcomedAt !== null && now - this.#welcomedAt >= STEADY) this.#tries = 0;
    this.#leave();
    this.#cancelTimer();
    this.#cancelTimer = this.#clock.after(this.#pause(now), () => this.#connect());
    this.#wiring.cut(welcomed);
  }

  /** @param {number} now */
  #pause(now) {
    if (this.#returnAt !== null) return Math.max(0, this.#returnAt - now);
    const most = Math.min(LONGEST, SHORTEST * 2 ** this.#tries);
    this.#tries++;
    return this.#random() * most;
  }

  /** Lets go of the socket; what it still says is not heard. */
  #leave() {
    const socket = this.#socket;
    this.#socket = null;
    this.#welcomedAt = null;
    this.#cancelGoodbye();
    if (!socket) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }
}
