/**
 * Sends the files of what is pending, a few at a time, the oldest first; goes on after whatever broke it, for as long
 * as it may help.
 *
 * @import {FileChange, PendingFile} from "../model/pending-files.js"
 * @import {Clock} from "./clock.js"
 * @import {Store} from "./store.js"
 * @import {Tus, Upload} from "./tus.js"
 *
 * @typedef {object} Ports
 * @property {Pick<Tus, "send" | "forget">} tus
 * @property {(key: string) => Promise<Blob | undefined>} blob of a file
 * @property {() => Promise<void>} ask rejects when this browser is signed in as somebody else: nothing is uploaded in
 *   their name
 * @property {(channel: string, cid: string, key: string, change: FileChange) => Promise<unknown>} change of a file's
 *   state; fulfilled when it is kept
 * @property {Clock} clock
 * @property {() => number} random
 *
 * @typedef {{channel: string, cid: string, file: PendingFile}} Due
 */

import { Problem } from "./api.js";
import { isFinal } from "./tus.js";

/** Files on their way at the same time. */
const ABREAST = 2;

/** The pause after a fault: at least this, and a random part that doubles with every fault up to LONGEST; milliseconds. */
const SHORTEST = 500;
const LONGEST = 30_000;

export class Uploads {
  #store;
  #ports;
  /** By the file's key. @type {Map<string, AbortController>} */
  #running = new Map();
  /** Ends the pauses. @type {Set<() => void>} */
  #pauses = new Set();
  #stopped = false;

  /** @param {Store} store @param {Ports} ports */
  constructor(store, ports) {
    this.#store = store;
    this.#ports = ports;
  }

  /** Begins what may begin. */
  pump() {
    for (const due of this.#due()) {
      if (this.#stopped || this.#running.size >= ABREAST) return;
      if (!this.#running.has(due.file.key)) this.#run(due);
    }
  }

  /** The server is there again: nobody waits for the end of a pause. */
  nudge() {
    for (const end of [...this.#pauses]) end();
  }

  /** Ends an upload, which can go on later. @param {string} key */
  cancel(key) {
    this.#running.get(key)?.abort();
    this.#running.delete(key);
  }

  /** Ends an upload for good. @param {PendingFile} file */
  forget({ key, id }) {
    this.cancel(key);
    if (id) this.#ports.tus.forget(id);
  }

  stop() {
    this.#stopped = true;
    for (const key of [...this.#running.keys()]) this.cancel(key);
    this.nudge();
  }

  /** @returns {Due[]} */
  #due() {
    return [...this.#store.state.timelines.values()].flatMap(({ channel, pending }) =>
      pending
        .filter(({ state }) => state === "waiting")
        .flatMap(({ cid, files }) =>
          files.filter(({ state }) => state === "waiting").map((file) => ({ channel, cid, file })),
        ),
    );
  }

  /** @param {Due} due */
  async #run({ channel, cid, file }) {
    const { key } = file;
    const stopping = new AbortController();
    const { signal } = stopping;
    this.#running.set(key, stopping);
    const change = async (/** @type {FileChange} */ change) => {
      if (!signal.aborted) await this.#ports.change(channel, cid, key, change);
    };
    await change({ state: "uploading" });
    await change(await this.#persist(file, signal, change));
    if (!signal.aborted) this.#running.delete(key);
    this.pump();
  }

  /**
   * @param {PendingFile} file
   * @param {AbortSignal} signal
   * @param {(change: FileChange) => Promise<void>} change
   * @returns {Promise<FileChange>} how it ended
   */
  async #persist({ key, name, type, size, id }, signal, change) {
    let reached = 0;
    let faults = 0;
    const sent = (/** @type {number} */ bytes) => {
      if (bytes > reached) faults = 0;
      reached = Math.max(reached, bytes);
      change({ sent: bytes });
    };
    const begun = (/** @type {string} */ fresh) => {
      id = fresh;
      return change({ id, sent: 0 });
    };
    while (!signal.aborted) {
      const problem = await this.#try(key, { name, type, ...(id ? { id } : {}), begun, sent, signal });
      if (problem === null) return { state: "uploaded", sent: size };
      if (isFinal(problem)) return { state: "failed", reason: problem.message };
      if (!signal.aborted) await this.#pause(faults++);
    }
    return {};
  }

  /** @param {string} key @param {Omit<Upload, "blob">} upload @returns {Promise<Problem | null>} null when all of it is there */
  async #try(key, upload) {
    try {
      const blob = await this.#ports.blob(key);
      if (!blob) return new Problem(410, "lost", "The browser no longer has it. Remove it and choose it again.");
      await this.#ports.ask();
      await this.#ports.tus.send({ ...upload, blob });
      return null;
    } catch (problem) {
      return problem instanceof Problem ? problem : new Problem(410, "unreadable", "The browser could not read it.");
    }
  }

  /** @param {number} faults @returns {Promise<void>} */
  #pause(faults) {
    const wait = SHORTEST + this.#ports.random() * Math.min(LONGEST, SHORTEST * 2 ** (faults + 1));
    return new Promise((resolve) => {
      const end = () => {
        cancel();
        this.#pauses.delete(end);
        resolve();
      };
      const cancel = this.#ports.clock.after(wait, end);
      this.#pauses.add(end);
    });
  }
}
