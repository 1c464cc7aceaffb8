/** Tells those who listen rather than look what others say, briefly, without interrupting. */

/** What comes within so many milliseconds is told at once. */
const GATHERED = 800;

/** More than so many messages at once are only counted. */
const TOLD = 3;

/** A told line stays as long in the page, in milliseconds. */
const STAYS = 10_000;

export class Announcer {
  #region;
  /** What others said. @type {string[]} */
  #waiting = [];
  /** What is said whatever else is. @type {string[]} */
  #news = [];

  /** @param {HTMLElement} region a polite live region */
  constructor(region) {
    this.#region = region;
  }

  /** Messages of others: of many only the count is told. @param {readonly string[]} lines */
  tell(lines) {
    this.#begin();
    this.#waiting.push(...lines);
  }

  /** What is always told. @param {readonly string[]} lines */
  say(lines) {
    if (lines.length === 0) return;
    this.#begin();
    this.#news.push(...lines);
  }

  #begin() {
    if (this.#waiting.length + this.#news.length === 0) setTimeout(() => this.#speak(), GATHERED);
  }

  #speak() {
    const lines = this.#waiting;
    const told = [...this.#news, ...(lines.length > TOLD ? [`${lines.length} new messages`] : lines)];
    this.#waiting = [];
    this.#news = [];
    for (const line of told) {
      const element = document.createElement("p");
      element.textContent = line;
      this.#region.append(element);
      setTimeout(() => element.remove(), STAYS);
    }
  }
}
