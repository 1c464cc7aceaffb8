/**
 * What one person wrote in this tab and the server does not have yet, in the browser's database; and what the dead left
 * there: a tab takes over the sends of tabs that are gone. Nobody else's are ever read.
 *
 * Where the browser refuses storage or has no room, a send lies in the page's memory, and `isSafe` says so.
 *
 * @import {Clock} from "./clock.js"
 * @import {Entry, KeptFile, Shelf} from "./shelf.js"
 *
 * @typedef {object} Ports
 * @property {() => Promise<Shelf>} open
 * @property {{id: string, ready: Promise<void>, lives: (tab: string) => Promise<boolean>, close: () => void}} tabs
 * @property {Clock} clock
 */

import { within } from "./clock.js";

/** A database that does not open within so long is none; milliseconds. (Some browsers never answer in a private window.) */
const PATIENCE = 5_000;

export class Outbox {
  #person;
  #tabs;
  /** @type {Promise<Shelf | null>} */
  #shelf;
  #refused = false;
  /** In the care of this tab, by cid. @type {Map<string, {entry: Entry, kept: boolean}>} */
  #held = new Map();
  /** Files that are not on the shelf, by key. @type {Map<string, Blob>} */
  #blobs = new Map();
  /** One operation at a time, so that none sees half of another. @type {Promise<unknown>} */
  #last = Promise.resolve();

  /** @param {string} person @param {Ports} ports */
  constructor(person, { open, tabs, clock }) {
    this.#person = person;
    this.#tabs = tabs;
    const shelf = open().catch(() => null);
    this.#shelf = within(clock, PATIENCE, shelf);
  }

  /** Whether all of it survives this page, and what is added will. */
  get isSafe() {
    return !this.#refused && !this.wouldLose;
  }

  /** Whether something would be lost with this page. */
  get wouldLose() {
    return [...this.#held.values()].some(({ kept }) => !kept || this.#refused);
  }

  /**
   * Looks after the dead: `adopted` are from now on in the care of this tab, in the order they were written; `lost` are
   * the cids of what another has taken over, because it took this one for dead.
   *
   * @returns {Promise<{adopted: Entry[], lost: string[]}>}
   */
  async tend() {
    await this.#tabs.ready;
    const { lost, tabs } = await this.#turn((shelf) => this.#look(shelf));
    const dead = new Set();
    await Promise.all(tabs.map(async (tab) => (await this.#tabs.lives(tab)) || dead.add(tab)));
    const adopted = dead.size > 0 ? await this.#turn((shelf) => this.#adopt(shelf, dead)) : [];
    return { adopted, lost };
  }

  /**
   * Fulfilled when it is on the disk, or else in memory.
   *
   * @param {Omit<Entry, "order" | "person" | "tab" | "reason">} send
   * @param {ReadonlyMap<string, Blob>} blobs of its files, by key
   * @returns {Promise<Entry>}
   */
  add(send, blobs) {
    const entry = { ...send, person: this.#person, tab: this.#tabs.id, reason: null };
    return this.#turn(async (shelf) => {
      const kept = await tried(shelf?.add(entry, blobs));
      if (!kept) for (const [key, blob] of blobs) this.#blobs.set(key, blob);
      this.#held.set(entry.cid, { entry, kept });
      return entry;
    });
  }

  /**
   * @param {string} cid
   * @param {(entry: Entry) => Entry} change
   * @returns {Promise<boolean>} false when it is in the care of this tab no more
   */
  change(cid, change) {
    return this.#turn((shelf) => this.#change(shelf, cid, change));
  }

  /** @param {string} cid @param {string} key @param {Partial<KeptFile>} change */
  changeFile(cid, key, change) {
    return this.change(cid, (entry) => ({
      ...entry,
      files: entry.files.map((file) => (file.key === key ? { ...file, ...change } : file)),
    }));
  }

  /**
   * Puts it at the end, under another cid, as it was before it failed.
   *
   * @param {string} cid
   * @param {string} fresh
   * @returns {Promise<boolean>} as above
   */
  renew(cid, fresh) {
    return this.#turn(async (shelf) => {
      const mine = await this.#change(shelf, cid, ({ order, ...entry }) => renewed(entry, fresh));
      const held = this.#held.get(cid);
      if (!mine || !held) return false;
      this.#held.delete(cid);
      this.#held.set(fresh, held);
      return true;
    });
  }

  /** It is at the server, or shall never be. @param {string} cid */
  remove(cid) {
    return this.#turn(async (shelf) => {
      const held = this.#held.get(cid);
      if (!held) return;
      this.#held.delete(cid);
      for (const { key } of held.entry.files) this.#blobs.delete(key);
      if (held.kept) await tried(shelf?.change(this.#person, cid, () => null));
    });
  }

  /** All of this person, of every tab. */
  clear() {
    return this.#turn(async (shelf) => {
      this.#held.clear();
      this.#blobs.clear();
      await tried(shelf?.changeAll(this.#person, () => null));
    });
  }

  /** The bytes of a file; undefined when the browser has lost them. @param {string} key @returns {Promise<Blob | undefined>} */
  async file(key) {
    const shelf = await this.#shelf;
    return this.#blobs.get(key) ?? shelf?.file(key).catch(() => undefined);
  }

  /** Leaves what is on the shelf to others. */
  async close() {
    await this.#turn(async (shelf) => shelf?.close());
    this.#tabs.close();
  }

  /** @param {Shelf | null} shelf @returns {Promise<{lost: string[], tabs: string[]}>} */
  async #look(shelf) {
    const all = await shelf?.all(this.#person).catch(() => null);
    // A database that was taken away, by whoever clears what this site keeps, tells nothing of what others took over.
    this.#refused = !all;
    if (!all) return { lost: [], tabs: [] };
    const mine = new Set(all.filter(({ tab }) => tab === this.#tabs.id).map(({ cid }) => cid));
    const lost = [...this.#held].filter(([cid, { kept }]) => kept && !mine.has(cid)).map(([cid]) => cid);
    for (const cid of lost) this.#held.delete(cid);
    const tabs = [...new Set(all.map(({ tab }) => tab))].filter((tab) => tab !== this.#tabs.id);
    return { lost, tabs };
  }

  /** @param {Shelf | null} shelf @param {ReadonlySet<string>} dead tabs */
  async #adopt(shelf, dead) {
    /** @type {Entry[]} */
    const adopted = [];
    const take = (/** @type {Entry} */ entry) => {
      if (!dead.has(entry.tab)) return entry;
      const taken = { ...entry, tab: this.#tabs.id };
      adopted.push(taken);
      return taken;
    };
    if (!(await tried(shelf?.changeAll(this.#person, take)))) return [];
    adopted.sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
    for (const entry of adopted) this.#held.set(entry.cid, { entry, kept: true });
    return adopted;
  }

  /** @param {Shelf | null} shelf @param {string} cid @param {(entry: Entry) => Entry} change */
  async #change(shelf, cid, change) {
    const held = this.#held.get(cid);
    if (!held) return false;
    let mine = true;
    if (held.kept) {
      const changeMine = (/** @type {Entry} */ entry) => {
        mine = entry.tab === this.#tabs.id;
        return mine ? change(entry) : entry;
      };
      await tried(shelf?.change(this.#person, cid, changeMine));
    }
    if (mine) held.entry = change(held.entry);
    else this.#held.delete(cid);
    return mine;
  }

  /**
   * @template T
   * @param {(shelf: Shelf | null) => Promise<T>} operation
   * @returns {Promise<T>}
   */
  #turn(operation) {
    const turn = this.#last.then(async () => operation(await this.#shelf));
    this.#last = turn.catch(() => {});
    return turn;
  }
}

/** @param {Omit<Entry, "order">} entry @param {string} cid @returns {Entry} */
function renewed(entry, cid) {
  const files = entry.files.map(({ reason, ...file }) =>
    file.state === "uploaded" ? file : { ...file, state: /** @type {const} */ ("waiting") },
  );
  return { ...entry, cid, reason: null, files };
}

/** Whether it was done; storage may refuse anything at any time. @param {Promise<unknown> | undefined} operation */
async function tried(operation) {
  if (!operation) return false;
  try {
    await operation;
    return true;
  } catch {
    return false;
  }
}
