/**
 * Lasting commands beside sends, such as edits: each is done once, whatever breaks on its way, and whoever wants it hears
 * when it is done or why not. They live as long as the page.
 *
 * @import {Refused} from "../model/protocol.js"
 * @import {Clock} from "./clock.js"
 *
 * @typedef {{type: string, channel: string, [member: string]: unknown}} Command
 * @typedef {{command: Command & {cid: string}, done: () => void, failed: (problem: Problem) => void}} Deed
 */

import { Problem } from "./api.js";

/** Before what was refused for now is tried again; milliseconds. */
const PAUSE = 1_000;

export class Deeds {
  #send;
  #clock;
  #cid;
  /** @type {Map<string, Deed>} */
  #open = new Map();

  /** @param {{send: (command: object) => boolean, clock: Clock, cid: () => string}} ports */
  constructor({ send, clock, cid }) {
    this.#send = send;
    this.#clock = clock;
    this.#cid = cid;
  }

  /** @param {Command} wish @returns {Promise<void>} @throws {Problem} when it is refused */
  do(wish) {
    const command = { ...wish, cid: this.#cid() };
    return new Promise((done, failed) => {
      this.#open.set(command.cid, { command, done, failed });
      this.#send(command);
    });
  }

  /** What was missed in a channel has come: what is still not known to be done is said again. @param {string} channel */
  live(channel) {
    for (const { command } of this.#open.values()) if (command.channel === channel) this.#send(command);
  }

  /** @param {string | null | undefined} cid @returns {boolean} whether it was one of these */
  done(cid) {
    const deed = cid ? this.#open.get(cid) : undefined;
    if (!deed) return false;
    this.#open.delete(deed.command.cid);
    deed.done();
    return true;
  }

  /** @param {Refused} event @returns {boolean} whether it was one of these */
  refused({ cid, code, text, retry }) {
    const deed = cid ? this.#open.get(cid) : undefined;
    if (!deed) return false;
    if (retry) {
      this.#clock.after(PAUSE, () => this.#open.has(deed.command.cid) && this.#send(deed.command));
    } else {
      this.#open.delete(deed.command.cid);
      deed.failed(new Problem(0, code, text));
    }
    return true;
  }
}
