/**
 * The files that somebody has chosen for the message that is being written.
 *
 * @import {Limits} from "../model/protocol.js"
 * @import {Chosen as SentFile} from "../net/outgoing.js"
 */
import { choose } from "../model/choice.js";
import { kindOf } from "../model/files.js";

/**
 * @typedef {object} Chosen
 * @property {number} key
 * @property {File} file
 * @property {string} alt what a picture shows, in words
 * @property {string | null} preview object URL of a picture
 * @property {number} [width] of a picture in pixels, once it is known
 * @property {number} [height]
 */

export class ChosenFiles {
  /** @type {readonly Chosen[]} */
  list = [];
  #last = 0;

  /** @param {readonly File[]} files @param {Limits} limits @returns {{taken: File[], problems: string[]}} */
  add(files, limits) {
    const choice = choose(this.list.length, files, limits);
    this.list = [...this.list, ...choice.taken.map((file) => this.#chosen(file))];
    return choice;
  }

  /** @param {File} file @returns {Chosen} */
  #chosen(file) {
    const preview = kindOf(file) === "picture" ? URL.createObjectURL(file) : null;
    this.#last++;
    return { key: this.#last, file, alt: "", preview };
  }

  /** @param {number} key @param {Partial<Pick<Chosen, "alt" | "width" | "height">>} known */
  change(key, known) {
    this.list = this.list.map((chosen) => (chosen.key === key ? { ...chosen, ...known } : chosen));
  }

  /** @param {number} key */
  remove(key) {
    for (const chosen of this.list) if (chosen.key === key) forget(chosen);
    this.list = this.list.filter((chosen) => chosen.key !== key);
  }

  /** All of them, to be sent. @returns {SentFile[]} */
  take() {
    const taken = this.list.map(({ file, alt, width, height }) => {
      const size = width && height ? { width, height } : {};
      return { blob: file, alt: alt.trim(), ...size };
    });
    this.list.forEach(forget);
    this.list = [];
    return taken;
  }
}

/** @param {Chosen} chosen */
function forget({ preview }) {
  if (preview) URL.revokeObjectURL(preview);
}
