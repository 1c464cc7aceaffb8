/**
 * Loads history: backwards from what is shown, around a message far back, and forwards from there. Each page is asked
 * for once at a time.
 *
 * @import {HistoryPage} from "../model/protocol.js"
 * @import {Timeline} from "../model/timeline.js"
 * @import {Api} from "./api.js"
 * @import {State, Store} from "./store.js"
 */

import { endOf } from "../model/past.js";
import { learn } from "../model/people.js";
import { messageAt, partWith, shownOf } from "../model/timeline.js";
import { Problem } from "./api.js";

/** Messages a page. */
const SIZE = 50;

/** The same where a message is in its middle. */
const LARGE = 200;

/** What is asked for is asked again so many times when a gap came before the answer. */
const TRIES = 3;

/**
 * @typedef {"there" | "deleted" | "none" | "other" | Problem} Found `none`: there is no such message; `other`: the reader
 *   wanted something else meanwhile
 */

export class Pages {
  #store;
  #api;
  #refused;
  #loaded;
  /** What was asked for and not answered. @type {Map<string, Promise<void>>} */
  #asked = new Map();
  /** What the reader wants to see, by channel: the last wish counts. @type {Map<string, object>} */
  #wishes = new Map();

  /**
   * @param {Store} store
   * @param {Pick<Api, "page" | "around">} api
   * @param {(channel: string, problem: Problem) => void} refused
   * @param {(channel: string) => void} [loaded]
   */
  constructor(store, api, refused, loaded = () => {}) {
    this.#store = store;
    this.#api = api;
    this.#refused = refused;
    this.#loaded = loaded;
  }

  /** Loads the page before the newest messages that are held, if there is one. @param {string} channel */
  async newest(channel) {
    const to = this.#timeline(channel)?.earlier;
    if (to) return this.#before(channel, to);
  }

  /** Loads the page before what is looked at, if there is one; if it is under way, waits for it. @param {string} channel */
  async load(channel) {
    const timeline = this.#timeline(channel);
    if (timeline?.past?.stale) return this.renew(channel);
    const to = timeline && shownOf(timeline).earlier;
    if (to) return this.#before(channel, to);
  }

  /** Loads what follows after what is looked at far back. @param {string} channel */
  async later(channel) {
    const past = this.#timeline(channel)?.past;
    if (!past) return;
    if (past.stale) return this.renew(channel);
    return this.#around(channel, endOf(past), "later");
  }

  /** Loads anew what is looked at far back, if it may have changed. @param {string} channel */
  async renew(channel) {
    const past = this.#timeline(channel)?.past;
    if (past?.stale) return this.#around(channel, past.at, "pages");
  }

  /** The reader looks at the newest messages again. @param {string} channel */
  present(channel) {
    this.#wishes.delete(channel);
    this.#store.fold(channel, { type: "present" });
    this.#show("later", channel, null);
    if (this.#timeline(channel)?.messages.length === 0) this.newest(channel);
  }

  /**
   * Leads to a message, however far back it is. Where there is none the reader stays where they are.
   *
   * @param {string} channel
   * @param {number} seq
   * @returns {Promise<Found>}
   */
  async seek(channel, seq) {
    const wish = {};
    this.#wishes.set(channel, wish);
    for (let i = 0; i < TRIES; i++) {
      const found = this.#held(channel, seq);
      if (found) return found;
      try {
        const base = this.#timeline(channel)?.base ?? "";
        const page = await this.#api.around(channel, seq, LARGE);
        if (this.#wishes.get(channel) !== wish) return "other";
        if (!page.messages.some((message) => message.seq === seq)) return "none";
        this.#foldAround(channel, base, seq, page);
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem;
        if (this.#wishes.get(channel) !== wish) return "other";
        this.#refused(channel, problem);
        return problem;
      }
    }
    return this.#held(channel, seq) ?? "none";
  }

  /** What is known without asking. @param {string} channel @param {number} seq @returns {Found | null} */
  #held(channel, seq) {
    const timeline = this.#timeline(channel);
    const part = timeline ? partWith(timeline, seq) : null;
    if (part === null) return null;
    const message = messageAt(timeline, seq);
    if (!message) return "none";
    if (part === "live") this.present(channel);
    return message.deleted ? "deleted" : "there";
  }

  /** @param {string} channel @param {string} to */
  #before(channel, to) {
    const base = this.#timeline(channel)?.base;
    const wanted = () => {
      const timeline = this.#timeline(channel);
      // What was asked for before a gap may lack what the gap left out.
      return timeline?.base === base && (timeline?.earlier === to || timeline?.past?.earlier === to);
    };
    return this.#once(`${channel} to ${to} of ${base}`, () =>
      this.#ask(channel, "pages", wanted, async () => {
        const page = await this.#api.page(channel, to, SIZE);
        if (!wanted()) return;
        this.#meet(page);
        const { messages, events, earlier = null } = page;
        this.#store.fold(channel, { type: "page", to, messages, events: events ?? [], earlier });
        this.#loaded(channel);
      }),
    );
  }

  /** @param {string} channel @param {number} seq @param {"pages" | "later"} where */
  #around(channel, seq, where) {
    const base = this.#timeline(channel)?.base ?? "";
    const wanted = () => {
      const timeline = this.#timeline(channel);
      if (timeline?.base !== base || timeline.past === null) return false;
      return timeline.past.stale ? timeline.past.at === seq : messageAt(timeline, seq) !== undefined;
    };
    return this.#once(`${channel} around ${seq} of ${base}`, () =>
      this.#ask(channel, where, wanted, async () => {
        const page = await this.#api.around(channel, seq, LARGE);
        if (!wanted()) return;
        // Without it the journal that had it is no more.
        if (page.messages.some((message) => message.seq === seq)) this.#foldAround(channel, base, seq, page);
        else this.present(channel);
      }),
    );
  }

  /** @param {string} channel @param {string} base @param {number} seq @param {HistoryPage} page */
  #foldAround(channel, base, seq, page) {
    this.#meet(page);
    const { messages, events, earlier = null, later = null } = page;
    this.#store.fold(channel, { type: "around", base, seq, messages, events: events ?? [], earlier, later });
    this.#loaded(channel);
  }

  /** @param {string} name @param {() => Promise<void>} ask */
  #once(name, ask) {
    const asked = this.#asked.get(name);
    if (asked) return asked;
    const answer = ask().finally(() => this.#asked.delete(name));
    this.#asked.set(name, answer);
    return answer;
  }

  /**
   * @param {string} channel
   * @param {"pages" | "later"} where it is shown how it stands
   * @param {() => boolean} wanted whether it still is
   * @param {() => Promise<void>} load
   */
  async #ask(channel, where, wanted, load) {
    this.#show(where, channel, "loading");
    try {
      await load();
      this.#show(where, channel, null);
    } catch (problem) {
      if (!(problem instanceof Problem)) throw problem;
      if (!wanted()) return;
      this.#show(where, channel, "failed");
      this.#refused(channel, problem);
    }
  }

  /** @param {HistoryPage} page */
  #meet({ people }) {
    this.#store.update({ people: learn(this.#store.state.people, people) });
  }

  /** @param {string} channel @returns {Timeline | undefined} */
  #timeline(channel) {
    return this.#store.state.timelines.get(channel);
  }

  /** @param {"pages" | "later"} where @param {string} channel @param {"loading" | "failed" | null} how */
  #show(where, channel, how) {
    const held = this.#store.state[where];
    if ((held.get(channel) ?? null) === how) return;
    const shown = new Map(held);
    if (how) shown.set(channel, how);
    else shown.delete(channel);
    this.#store.update(where === "pages" ? { pages: shown } : { later: shown });
  }
}
