/**
 * Whether there is a connection, as the person is shown it: nothing for a blink, then that it is cut; and whether it is
 * still the same person who is signed in.
 *
 * @import {Api} from "./api.js"
 * @import {Attention} from "./attention.js"
 * @import {Clock} from "./clock.js"
 * @import {Store} from "./store.js"
 */

import { Problem } from "./api.js";

/** A cut is shown when it lasts longer; milliseconds. */
const BLINK = 3_000;

/**
 * @typedef {object} Ports
 * @property {Pick<Api, "me">} api
 * @property {Clock} clock
 * @property {Attention} attention
 * @property {() => void} over ends the session
 */

export class Link {
  #store;
  #api;
  #clock;
  #attention;
  #over;
  #cancelBlink = () => {};

  /** @param {Store} store @param {Ports} ports */
  constructor(store, { api, clock, attention, over }) {
    this.#store = store;
    this.#api = api;
    this.#clock = clock;
    this.#attention = attention;
    this.#over = over;
  }

  stop() {
    this.#cancelBlink();
  }

  open() {
    this.#cancelBlink();
    this.#store.update({ link: "open" });
  }

  /** @param {boolean} welcomed whether there had been a connection */
  cut(welcomed) {
    if (this.#store.state.link === "open") this.blink();
    if (!welcomed) this.#stillMe();
  }

  /** A cut too short to be told. */
  blink() {
    this.#store.update({ link: "blink" });
    this.#cancelBlink = this.#clock.after(BLINK, () => {
      this.#store.update({ link: "cut" });
      this.#attention.lost();
    });
  }

  /** A browser does not tell why a WebSocket was not let in; HTTP does. */
  async #stillMe() {
    try {
      await this.ask();
    } catch {
      // the network knows no better than the socket: it goes on trying
    }
  }

  /** @throws {Problem} when it is not, or not known to be, the person of this session */
  async ask() {
    const me = await this.#api.me();
    if (me?.id === this.#store.state.me.id) return;
    this.end(me ? "other" : "signed-out");
    throw new Problem(401, "signed-out", "You are signed out.");
  }

  /** Nothing more is sent in the name of somebody who is not signed in. @param {"other" | "signed-out"} link */
  end(link) {
    this.#over();
    this.#store.update({ link });
  }

  /** Whether the session is over. */
  get ended() {
    const { link } = this.#store.state;
    return link === "other" || link === "signed-out";
  }
}
