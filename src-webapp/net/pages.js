/**
 * Loads history backwards, one page at a time in each channel.
 *
 * @import {Api} from "./api.js"
 * @import {Store} from "./store.js"
 */

import { learn } from "../model/people.js";
import { Problem } from "./api.js";

/** Messages a page. */
const SIZE = 50;

/** The same where one goes back to a message; and how many pages at most. */
const LARGE = 200;
const FAR = 25;

export class Pages {
  #store;
  #api;
  #refused;
  #loaded;
  /** The cursor that was asked for and not answered, by channel. @type {Map<string, string>} */
  #asked = new Map();
  /** Fulfilled when that is answered, by channel. @type {Map<string, Promise<void>>} */
  #answers = new Map();

  /**
   * @param {Store} store
   * @param {Pick<Api, "page">} api
   * @param {(channel: string, problem: Problem) => void} refused
   * @param {(channel: string) => void} [loaded]
   */
  constructor(store, api, refused, loaded = () => {}) {
    this.#store = store;
    this.#api = api;
    this.#refused = refused;
    this.#loaded = loaded;
  }

  /**
   * Loads the page before what is held, if there is one; if it is under way, waits for it.
   *
   * @param {string} channel
   * @param {number} [size]
   * @returns {Promise<void>}
   */
  async load(channel, size = SIZE) {
    const to = this.#store.state.timelines.get(channel)?.earlier;
    if (!to) return;
    if (this.#asked.get(channel) === to) return this.#answers.get(channel);
    this.#asked.set(channel, to);
    const answer = this.#ask(channel, to, size);
    this.#answers.set(channel, answer);
    return answer;
  }

  /** @param {string} channel @param {string} to @param {number} size */
  async #ask(channel, to, size) {
    this.#show(channel, "loading");
    try {
      const page = await this.#api.page(channel, to, size);
      if (!this.#done(channel, to)) return;
      this.#show(channel, null);
      this.#store.update({ people: learn(this.#store.state.people, page.people) });
      const { messages, events = [], earlier = null } = page;
      this.#store.fold(channel, { type: "page", to, messages, events: events ?? [], earlier });
      this.#loaded(channel);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!this.#done(channel, to)) return;
      this.#show(channel, "failed");
      this.#refused(channel, problem);
    }
  }

  /** Loads back to a message. @param {string} channel @param {number} seq @returns {Promise<boolean>} whether it is held */
  async seek(channel, seq) {
    const held = () => this.#store.state.timelines.get(channel);
    for (let i = 0; i < FAR; i++) {
      const { messages = [], earlier = null } = held() ?? {};
      if ((messages[0]?.seq ?? Number.POSITIVE_INFINITY) <= seq || earlier === null) break;
      await this.load(channel, LARGE);
      if (held()?.earlier === earlier) break;
    }
    return held()?.messages.some((message) => message.seq === seq) ?? false;
  }

  /** Whether this is still the page that is wanted. @param {string} channel @param {string} to */
  #done(channel, to) {
    return this.#asked.get(channel) === to && this.#asked.delete(channel);
  }

  /** @param {string} channel @param {"loading" | "failed" | null} how */
  #show(channel, how) {
    const pages = new Map(this.#store.state.pages);
    if (how) pages.set(channel, how);
    else pages.delete(channel);
    this.#store.update({ pages });
  }
}
