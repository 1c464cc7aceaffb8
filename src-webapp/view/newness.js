/** Notices that what is new has been seen: first the divider above it, then the newest message, each for a moment. */

/** So long the divider has been in view; milliseconds. What comes in quick succession pushes it out of view before. */
const GLANCE = 500;

/** So long the newest message has been in view. */
const MOMENT = 4_000;

export class Newness {
  #seen;
  /** The divider's message. @type {number | null} */
  #from = null;
  /** Whether the divider has been seen. */
  #met = false;
  /** Waits until what is in view now has been so for long enough. @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {() => void} seen */
  constructor(seen) {
    this.#seen = seen;
  }

  /**
   * To be called whenever something moves, comes, or is uncovered.
   *
   * @param {number | null} from the first new message; null: none
   * @param {HTMLElement} scroller
   * @param {boolean} atEnd whether the newest message is in view
   */
  look(from, scroller, atEnd) {
    if (from !== this.#from) {
      this.stop();
      this.#from = from;
      this.#met = false;
    }
    if (from === null) return;
    const divider = this.#met ? null : scroller.querySelector(".new");
    const inView = this.#met ? atEnd : divider !== null && isWithin(divider, scroller);
    if (!inView || document.hidden) this.stop();
    else this.#timer ??= setTimeout(() => this.#passed(scroller, atEnd), this.#met ? MOMENT : GLANCE);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  /** @param {HTMLElement} scroller @param {boolean} atEnd */
  #passed(scroller, atEnd) {
    this.#timer = undefined;
    if (this.#met) {
      this.#seen();
      return;
    }
    this.#met = true;
    this.look(this.#from, scroller, atEnd);
  }
}

/** @param {Element} element @param {Element} scroller */
function isWithin(element, scroller) {
  const { top } = element.getBoundingClientRect();
  const edges = scroller.getBoundingClientRect();
  return top >= edges.top - 1 && top < edges.bottom;
}
