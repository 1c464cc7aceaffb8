/** Tells those who listen rather than look what others say, briefly, without interrupting. */

/** What comes within so many milliseconds is told at once. */
const GATHERED = 800;

/** More than so many messages at once are only counted. */
const TOLD = 3;

/** A told line stays as long in the page, in milliseconds. */
const STAYS = 10_000;

export class Announcer {
  #region;
  /** @type {string[]} */
  #waiting = [];

  /** @param {HTMLElement} region a polite live region */
  constructor(region) {
    this.#region = region;
  }

  /** @param {readonly string[]} lines */
  tell(lines) {
    if (this.#waiting.length === 0) setTimeout(() => this.#speak(), GATHERED);
    this.#waiting.push(...lines);
  }

  #speak() {
    const lines = this.#waiting;
    this.#waiting = [];
    const told = lines.length > TOLD ? [`${lines.length} new messages`] : lines;
    for (const line of told) {
      const element = document.createElement("p");
      element.textContent = line;
      this.#region.append(element);
      setTimeout(() => element.remove(), STAYS);
    }
  }
}
