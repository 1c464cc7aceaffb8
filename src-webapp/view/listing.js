/**
 * What a search finds as it is typed, a page at a time.
 *
 * @import {Working} from "./working.js"
 */

/** Rests so long after a key before it asks; milliseconds. */
const REST = 150;

/** @template Item */
export class Listing {
  #host;
  #ask;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #asked = 0;
  /** Null before the first answer. @type {readonly Item[] | null} */
  items = null;
  /** Where the next page begins. @type {string | null} */
  next = null;

  /**
   * @param {Working} host is drawn anew with each answer, and told what went wrong
   * @param {(after: string | null) => Promise<{items: readonly Item[], next?: string | null}>} ask for the page that begins there
   */
  constructor(host, ask) {
    this.#host = host;
    this.#ask = ask;
  }

  typed = () => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.load, REST);
  };

  /** The first page; what is still to be answered counts no more. */
  load = () => this.#load([], null);

  /** The next page, below what is there. */
  more = () => this.#load(this.items ?? [], this.next);

  /** Shows something else of what was found. @param {(item: Item) => Item} how */
  change(how) {
    this.items = this.items?.map(how) ?? null;
    this.#host.requestUpdate();
  }

  /** @param {readonly Item[]} above @param {string | null} after */
  async #load(above, after) {
    const turn = ++this.#asked;
    try {
      const { items, next } = await this.#ask(after);
      if (turn !== this.#asked) return;
      this.items = [...above, ...items];
      this.next = next ?? null;
      this.#host.problem = "";
    } catch (problem) {
      this.#host.problem = problem instanceof Error ? problem.message : String(problem);
    }
    this.#host.requestUpdate();
  }
}
