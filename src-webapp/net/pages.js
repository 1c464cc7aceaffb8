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

export class Pages {
  #store;
  #api;
  #refused;
  #loaded;
  /** The cursor that was asked for and not answered, by channel. @type {Map<string, string>} */
  #asked = new Map();

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

  /** Loads the page before what is held, if there is one and it is not under way. @param {string} channel */
  async load(channel) {
    const to = this.#store.state.timelines.get(channel)?.earlier;
    if (!to || this.#asked.get(channel) === to) return;
    this.#asked.set(channel, to);
    this.#show(channel, "loading");
    try {
      const page = await this.#api.page(channel, to, SIZE);
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
