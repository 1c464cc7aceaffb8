/** Notices that what is new has been seen: the divider above it, and the newest message for a moment. */

/** So long the newest message has been before the reader's eyes; milliseconds. */
const MOMENT = 4_000;

export class Newness {
  #seen;
  /** The divider's message. @type {number | null} */
  #from = null;
  /** Whether the divider has been in view. */
  #met = false;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} seen */
  constructor(seen) {
    this.#seen = seen;
  }

  /**
   * @param {number | null} from the first new message; null: none
   * @param {HTMLElement} scroller
   * @param {boolean} atEnd whether the newest message is in view
   */
  look(from, scroller, atEnd) {
    if (from !== this.#from) {
      this.#from = from;
      this.#met = false;
      this.stop();
    }
    if (from === null) return;
    const divider = scroller.querySelector(".new");
    if (divider) this.#met ||= isWithin(divider, scroller);
    if (!atEnd || !this.#met) this.stop();
    else if (this.#timer === undefined) this.#timer = setTimeout(() => this.#passed(), MOMENT);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #passed() {
    this.#timer = undefined;
    if (!document.hidden) this.#seen();
    else document.addEventListener("visibilitychange", () => this.#again(), { once: true });
  }

  #again() {
    if (this.#timer === undefined && this.#from !== null) this.#timer = setTimeout(() => this.#passed(), MOMENT);
  }
}

/** @param {Element} element @param {Element} scroller */
function isWithin(element, scroller) {
  const { top } = element.getBoundingClientRect();
  const edges = scroller.getBoundingClientRect();
  return top >= edges.top - 1 && top < edges.bottom;
}
