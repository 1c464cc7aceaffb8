/**
 * Which tabs there are: each that has a session has an id, and can tell whether another one lives.
 *
 * Web Locks tell it exactly: the browser lets go of a lock when its page is gone, however it went. They are there only
 * over https. Elsewhere tabs call each other by a BroadcastChannel, and who does not answer for a moment is taken for
 * dead. That can be wrong, for a page that is frozen or very busy: then two tabs send the same, under the same cid,
 * each in the same order and one by one, and the server keeps it once.
 *
 * @import {Clock} from "./clock.js"
 *
 * @typedef {Pick<BroadcastChannel, "postMessage" | "onmessage" | "close">} Air where tabs hear each other
 */

/** Who does not answer for so long is dead; milliseconds. */
export const PATIENCE = 1_000;

export class Tabs {
  id;
  #path;
  #clock;
  #locks;
  #air;
  /** Whom we wait for. @type {Map<string, Set<() => void>>} */
  #asked = new Map();
  #release = () => {};
  #ready;

  /**
   * @param {string} id of this one
   * @param {string} path that Parley is mounted at
   * @param {{clock: Clock, locks?: LockManager | undefined, air?: Air | null}} ports
   */
  constructor(id, path, { clock, locks, air = null }) {
    this.id = id;
    this.#path = path;
    this.#clock = clock;
    this.#locks = locks;
    this.#air = air;
    if (air) air.onmessage = ({ data }) => this.#heard(data);
    this.#ready = this.#locks ? this.#hold(this.#locks) : Promise.resolve();
  }

  /** When others can know that this one lives. */
  get ready() {
    return this.#ready;
  }

  /** Whether another lives; takes up to `PATIENCE`. @param {string} tab */
  lives(tab) {
    if (tab === this.id) return Promise.resolve(true);
    return this.#locks ? this.#isLocked(this.#locks, tab) : this.#answers(tab);
  }

  /** This one is dead, for the others. */
  close() {
    this.#release();
    this.#air?.close();
  }

  /** @param {LockManager} locks @returns {Promise<void>} fulfilled when it is held, or will never be */
  #hold(locks) {
    return new Promise((resolve) => {
      const held = new Promise((release) => {
        this.#release = () => release(undefined);
      });
      const hold = () => {
        resolve();
        return held;
      };
      locks.request(this.#name(this.id), hold).catch(() => {
        this.#locks = undefined;
        resolve();
      });
    });
  }

  /** @param {LockManager} locks @param {string} tab */
  async #isLocked(locks, tab) {
    const impatience = new AbortController();
    const cancel = this.#clock.after(PATIENCE, () => impatience.abort());
    try {
      return await locks.request(this.#name(tab), { signal: impatience.signal }, () => false);
    } catch {
      return true;
    } finally {
      cancel();
    }
  }

  /** @param {string} tab @returns {Promise<boolean>} */
  #answers(tab) {
    return new Promise((resolve) => {
      const waiting = this.#asked.get(tab) ?? new Set();
      this.#asked.set(tab, waiting);
      const cancel = this.#clock.after(PATIENCE, () => {
        waiting.delete(here);
        resolve(false);
      });
      const here = () => {
        cancel();
        resolve(true);
      };
      waiting.add(here);
      this.#air?.postMessage({ are: tab });
    });
  }

  /** @param {{are?: string, here?: string}} word */
  #heard({ are, here }) {
    if (are === this.id) this.#air?.postMessage({ here: this.id });
    for (const tell of (here && this.#asked.get(here)) || []) tell();
    if (here) this.#asked.delete(here);
  }

  /** @param {string} tab */
  #name(tab) {
    return `parley:${this.#path}:${tab}`;
  }
}

/** Of this browser. @param {string} path @param {Clock} clock @param {() => string} id */
export function tabsOfBrowser(path, clock, id) {
  const air = typeof BroadcastChannel === "function" ? new BroadcastChannel(`parley:${path}`) : null;
  return new Tabs(id(), path, { clock, air, locks: globalThis.navigator?.locks });
}
