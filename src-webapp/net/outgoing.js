/**
 * What the person sends, and decides about what has not been sent: puts it into the outbox first and then into the
 * timeline, from which the sender and the uploads take it; and takes it out of the outbox when it is settled there.
 *
 * @import {FileChange, PendingFile} from "../model/pending-files.js"
 * @import {Pending} from "../model/pending.js"
 * @import {Refused} from "../model/protocol.js"
 * @import {OwnEvent} from "../model/timeline.js"
 * @import {Clock} from "./clock.js"
 * @import {Outbox} from "./outbox.js"
 * @import {Sender} from "./sender.js"
 * @import {Entry, KeptFile} from "./shelf.js"
 * @import {Store} from "./store.js"
 * @import {Uploads} from "./uploads.js"
 *
 * @typedef {object} Chosen a file to send
 * @property {File | Blob} blob a blob without a name is named by its type
 * @property {string} [alt] what it shows, in words
 * @property {number} [width] of a picture, in pixels, where it is known already
 * @property {number} [height]
 *
 * @typedef {object} Ports
 * @property {Sender} sender
 * @property {Outbox} outbox
 * @property {Uploads} uploads
 * @property {Clock} clock
 * @property {() => string} cid
 */

import { kindOf } from "../model/files.js";

/** How often a tab looks for what the dead left; milliseconds. */
const TEND = 5_000;

export class Outgoing {
  #store;
  #sender;
  #outbox;
  #uploads;
  #clock;
  #cid;
  /** What was left here before has been read: what is written now comes after it. @type {Promise<void>} */
  #begun = Promise.resolve();
  /** Its uploads were found lost once, and begun anew; by cid. @type {Set<string>} */
  #doubted = new Set();
  #stopped = false;
  #cancelTend = () => {};

  /** @param {Store} store @param {Ports} ports */
  constructor(store, { sender, outbox, uploads, clock, cid }) {
    this.#store = store;
    this.#sender = sender;
    this.#outbox = outbox;
    this.#uploads = uploads;
    this.#clock = clock;
    this.#cid = cid;
    store.addEventListener("settled", (event) => this.#settled(/** @type {CustomEvent} */ (event).detail));
  }

  start() {
    this.#begun = this.#tend();
  }

  /** Leaves what waits to other tabs, and to another day. */
  stop() {
    this.#stopped = true;
    this.#cancelTend();
    this.#uploads.stop();
    return this.#outbox.close();
  }

  /** Whether something would be lost with this page. */
  get wouldLose() {
    return this.#outbox.wouldLose;
  }

  /** There is a connection again. */
  nudge() {
    this.#uploads.nudge();
  }

  /** @param {string} channel @param {string} text @param {readonly Chosen[]} chosen */
  async write(channel, text, chosen) {
    const at = this.#clock.now();
    const files = chosen.map((file) => keptOf(file, this.#cid()));
    const blobs = new Map(chosen.map(({ blob }, i) => [files[i]?.key ?? "", blob]));
    await this.#begun;
    const send = { channel, cid: this.#cid(), text: text.toWellFormed(), at, files };
    const entry = await this.#outbox.add(send, blobs);
    this.#tell();
    if (!this.#stopped) this.#hold(entry, blobs);
  }

  /** @param {string} channel @param {string} cid */
  async cancel(channel, cid) {
    const send = this.#undecided(channel, cid);
    if (!send) return;
    for (const file of send.files) this.#uploads.forget(file);
    this.#fold(channel, { type: "discard", cid });
    await this.#outbox.remove(cid);
  }

  /** @param {string} channel @param {string} cid @param {boolean} loud */
  async retry(channel, cid, loud) {
    const fresh = this.#cid();
    if (this.#undecided(channel, cid)?.state !== "failed") return;
    if (loud) await this.#outbox.change(cid, (entry) => ({ ...entry, loud }));
    if (await this.#outbox.renew(cid, fresh)) this.#fold(channel, { type: "again", cid, fresh, loud });
  }

  /** @param {string} channel @param {string} cid @param {string} key */
  async cancelFile(channel, cid, key) {
    if (!this.#undecided(channel, cid)) return;
    this.#uploads.cancel(key);
    await this.change(channel, cid, key, { state: "cancelled" });
  }

  /** @param {string} channel @param {string} cid @param {string} key */
  async retryFile(channel, cid, key) {
    if (!this.#undecided(channel, cid)) return;
    await this.#outbox.change(cid, (entry) => ({ ...entry, reason: null }));
    await this.change(channel, cid, key, { state: "waiting" });
  }

  /** @param {string} channel @param {string} cid @param {string} key */
  async removeFile(channel, cid, key) {
    const send = this.#undecided(channel, cid);
    const file = send?.files.find((other) => other.key === key);
    if (!send || !file) return;
    if (send.files.length === 1 && send.text === "") return this.cancel(channel, cid);
    this.#uploads.forget(file);
    if (file.preview) URL.revokeObjectURL(file.preview);
    const left = (/** @type {Entry} */ entry) => entry.files.filter((other) => other.key !== key);
    await this.#outbox.change(cid, (entry) => ({ ...entry, reason: null, files: left(entry) }));
    this.#fold(channel, { type: "drop-file", cid, key });
  }

  /** Forgets all that waits, of every tab. */
  async discardAll() {
    await this.#outbox.clear();
    for (const { channel, pending } of this.#store.state.timelines.values()) {
      for (const { cid } of pending) await this.cancel(channel, cid);
    }
  }

  /**
   * A file gets on; what must outlive the page is kept before it is told.
   *
   * @param {string} channel
   * @param {string} cid
   * @param {string} key
   * @param {FileChange} change
   */
  async change(channel, cid, key, change) {
    const { id, state, reason } = change;
    const lasting = state === "uploading" ? undefined : state;
    if (id || lasting) {
      await this.#outbox.changeFile(cid, key, {
        ...(id ? { id } : {}),
        ...(lasting ? { state: lasting } : {}),
        ...(reason ? { reason } : {}),
      });
    }
    this.#fold(channel, { type: "file", cid, key, change });
  }

  /** A send was refused. @param {Refused} event */
  async refused(event) {
    for (const { channel, pending } of this.#store.state.timelines.values()) {
      const send = pending.find(({ cid }) => cid === event.cid);
      if (!send || send.state === "kept") continue;
      if (this.#isWorthAnotherUpload(send, event)) this.#uploadAgain(channel, send);
      else await this.#refusedForGood(channel, send.cid, event);
    }
  }

  /** The server sweeps uploads that nobody posted for a day. @param {Pending} send @param {Refused} event */
  #isWorthAnotherUpload({ cid, files }, { code }) {
    return code === "no-file" && files.length > 0 && !this.#doubted.has(cid);
  }

  /** @param {string} channel @param {Pending} send */
  #uploadAgain(channel, { cid, files }) {
    this.#doubted.add(cid);
    this.#store.fold(channel, { type: "refused", cid, code: "no-file", text: "", retry: true });
    for (const { key } of files) this.#fold(channel, { type: "file", cid, key, change: { state: "waiting" } });
  }

  /** @param {string} channel @param {string} cid @param {Refused} event */
  async #refusedForGood(channel, cid, event) {
    this.#sender.refused(event);
    if (event.retry) return;
    const mine = await this.#outbox.change(cid, (entry) => ({ ...entry, reason: event.text }));
    // another tab sends it: what it changed there may be why it was refused here
    if (!mine) this.#fold(channel, { type: "discard", cid });
  }

  async #tend() {
    const { adopted, lost } = await this.#outbox.tend();
    if (this.#stopped) return;
    this.#tell();
    for (const cid of lost) this.#discard(cid);
    for (const entry of adopted) this.#hold(entry);
    this.#cancelTend = this.#clock.after(TEND, () => this.#tend());
  }

  /** @param {string} cid */
  #discard(cid) {
    for (const { channel, pending } of this.#store.state.timelines.values()) {
      const send = pending.find((other) => other.cid === cid);
      for (const { key } of send?.files ?? []) this.#uploads.cancel(key);
      if (send) this.#fold(channel, { type: "discard", cid });
    }
  }

  /** Shows it as pending, from where it goes its way. @param {Entry} entry @param {ReadonlyMap<string, Blob>} [blobs] */
  #hold({ channel, cid, text, at, loud, reason, files }, blobs) {
    this.#store.ensure(channel);
    const pending = files.map((file) => ({
      ...{ ...file, sent: file.state === "uploaded" ? file.size : 0 },
      preview: preview(file, blobs?.get(file.key)),
    }));
    this.#fold(channel, {
      ...{ type: "write", cid, text, at, files: pending },
      ...(loud ? { loud } : {}),
      ...(reason ? { reason } : {}),
    });
    if (!blobs) for (const file of files) this.#showPreview(channel, cid, file);
  }

  /** @param {string} channel @param {string} cid @param {KeptFile} file */
  async #showPreview(channel, cid, file) {
    if (!isPicture(file)) return;
    const url = preview(file, await this.#outbox.file(file.key));
    const { key } = file;
    this.#store.fold(channel, { type: "file", cid, key, change: { preview: url } });
  }

  /** @param {readonly Pending[]} sends that are among the messages, or were taken back */
  async #settled(sends) {
    for (const { cid, files } of sends) {
      for (const { key, preview } of files) {
        this.#uploads.cancel(key);
        if (preview) URL.revokeObjectURL(preview);
      }
      this.#doubted.delete(cid);
      await this.#outbox.remove(cid);
    }
    this.#tell();
  }

  /** @param {string} channel @param {OwnEvent} event */
  #fold(channel, event) {
    this.#store.fold(channel, event);
    this.#sender.pump(channel);
    this.#uploads.pump();
  }

  /** A send that its writer may still change. @param {string} channel @param {string} cid */
  #undecided(channel, cid) {
    const send = this.#store.state.timelines.get(channel)?.pending.find((other) => other.cid === cid);
    return send?.state === "waiting" || send?.state === "failed" ? send : null;
  }

  #tell() {
    const outbox = this.#outbox.isSafe ? "kept" : "memory";
    if (this.#store.state.outbox !== outbox) this.#store.update({ outbox });
  }
}

/** @param {Chosen} chosen @param {string} key @returns {KeptFile} */
function keptOf({ blob, alt = "", width, height }, key) {
  const name = "name" in blob && blob.name ? blob.name : `file.${blob.type.split("/")[1]?.split(/[;+]/)[0] || "bin"}`;
  return {
    ...{ key, name: name.toWellFormed(), type: blob.type, size: blob.size, alt: alt.toWellFormed() },
    ...(width && height ? { width, height } : {}),
    state: "waiting",
  };
}

/** @param {KeptFile} file */
function isPicture({ key: id, type, size }) {
  return kindOf({ id, type, size }) === "picture";
}

/** @param {KeptFile} file @param {Blob | undefined} blob */
function preview(file, blob) {
  return blob && isPicture(file) ? URL.createObjectURL(blob) : null;
}
