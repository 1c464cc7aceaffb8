/**
 * What the person sends, and decides about what has not been sent.
 *
 * @import {PendingFile} from "../model/pending-files.js"
 * @import {OwnEvent} from "../model/timeline.js"
 * @import {Clock} from "./clock.js"
 * @import {Sender} from "./sender.js"
 * @import {Store} from "./store.js"
 *
 * @typedef {object} Chosen a file to send
 * @property {File | Blob} blob a blob without a name is named by its type
 * @property {string} [alt] what it shows, in words
 * @property {number} [width] of a picture, in pixels, where it is known already
 * @property {number} [height]
 */

import { kindOf } from "../model/files.js";

export class Outgoing {
  #store;
  #sender;
  #clock;
  #cid;

  /** @param {Store} store @param {Sender} sender @param {{clock: Clock, cid: () => string}} ports */
  constructor(store, sender, { clock, cid }) {
    this.#store = store;
    this.#sender = sender;
    this.#clock = clock;
    this.#cid = cid;
  }

  /** @param {string} channel @param {string} text @param {readonly Chosen[]} files */
  async write(channel, text, files) {
    this.#fold(channel, {
      type: "write",
      cid: this.#cid(),
      text: text.toWellFormed(),
      at: this.#clock.now(),
      files: files.map((file) => pendingOf(file, this.#cid())),
    });
  }

  /** @param {string} channel @param {string} cid */
  async cancel(channel, cid) {
    this.#fold(channel, { type: "discard", cid });
  }

  /** @param {string} channel @param {string} cid */
  async retry(channel, cid) {
    this.#fold(channel, { type: "again", cid, fresh: this.#cid() });
  }

  /** @param {string} channel @param {string} cid @param {string} key */
  async cancelFile(channel, cid, key) {
    this.#fold(channel, { type: "file", cid, key, change: { state: "cancelled" } });
  }

  /** @param {string} channel @param {string} cid @param {string} key */
  async retryFile(channel, cid, key) {
    this.#fold(channel, { type: "file", cid, key, change: { state: "waiting" } });
  }

  /** @param {string} channel @param {string} cid @param {string} key */
  async removeFile(channel, cid, key) {
    this.#fold(channel, { type: "drop-file", cid, key });
  }

  /** @param {string} channel @param {OwnEvent} event */
  #fold(channel, event) {
    this.#store.fold(channel, event);
    this.#sender.pump(channel);
  }
}

/** @param {Chosen} chosen @param {string} key @returns {PendingFile} */
function pendingOf({ blob, alt = "", width, height }, key) {
  const name = "name" in blob && blob.name ? blob.name : `file.${blob.type.split("/")[1]?.split(/[;+]/)[0] || "bin"}`;
  const picture = kindOf({ id: key, type: blob.type, size: blob.size }) === "picture";
  return {
    ...{ key, name: name.toWellFormed(), type: blob.type, size: blob.size, alt: alt.toWellFormed() },
    ...(width && height ? { width, height } : {}),
    preview: picture ? URL.createObjectURL(blob) : null,
    state: "waiting",
    sent: 0,
  };
}
