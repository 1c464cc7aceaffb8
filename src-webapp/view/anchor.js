/** How near to the end still counts as the end; pixels. */
const NEAR = 48;

/** Where a reader was: at the end, or so far below the edge the message of that key. @typedef {{key: string | null, offset: number}} Place */

/**
 * Keeps what is read in its place while things grow above and below it: the end stays the end, and else the topmost
 * message in view stays where it is.
 */
export class Anchor {
  #scroller;
  /** The message that is held, and how far below the scroller's edge. @type {{element: Element, offset: number} | null} */
  #held = null;
  atEnd = true;
  /** Whether what is newest is not among what is shown: then its end is none. */
  open = false;
  /** Where the scroller was when it was last looked at: if it is elsewhere, the reader has moved it. */
  #top = 0;

  /** @param {HTMLElement} scroller */
  constructor(scroller) {
    this.#scroller = scroller;
  }

  /** Looks where the reader is. */
  remember() {
    const { scrollTop, scrollHeight, clientHeight } = this.#scroller;
    this.#top = scrollTop;
    this.atEnd = !this.open && scrollHeight - scrollTop - clientHeight <= NEAR;
    const edge = this.#scroller.getBoundingClientRect().top;
    const element = firstBelow([...this.#scroller.querySelectorAll(".body")], edge);
    this.#held = element ? { element, offset: element.getBoundingClientRect().top - edge } : null;
  }

  /** Where the reader is, to come back to; `key` null: at the end. @returns {Place} */
  get place() {
    const key = this.atEnd ? null : (this.#held?.element.closest("article")?.dataset.key ?? null);
    return { key, offset: this.#held?.offset ?? 0 };
  }

  /** `seq` of the message that is held; undefined: none is, or one that is on its way. */
  get seq() {
    const { seq } = this.#held?.element.closest("article")?.dataset ?? {};
    return seq ? Number(seq) : undefined;
  }

  /** Goes back to where the reader was, if that is still there. @param {Place} place */
  goBack({ key, offset }) {
    const rows = key === null ? [] : [...this.#scroller.querySelectorAll("article")];
    const element = rows.find(({ dataset }) => dataset.key === key)?.querySelector(".body");
    if (!element) return;
    this.atEnd = false;
    this.#held = { element, offset };
    this.#place();
  }

  /** Notices a move of which no event has told yet, as when the focus goes to what is out of view. */
  glance() {
    const moved = Math.abs(this.#scroller.scrollTop - this.#top) > 1;
    if (moved) this.remember();
    return moved;
  }

  /** Puts things back in their place. */
  restore() {
    if (!this.glance()) this.#place();
  }

  /** What is read stays, even at the end: something below its top is about to change its height. */
  hold() {
    this.remember();
    this.atEnd = false;
  }

  toEnd() {
    this.atEnd = true;
    this.#place();
  }

  #place() {
    if (this.atEnd) {
      this.#scroller.scrollTop = this.#scroller.scrollHeight;
    } else if (this.#held?.element.isConnected) {
      const edge = this.#scroller.getBoundingClientRect().top;
      const moved = this.#held.element.getBoundingClientRect().top - edge - this.#held.offset;
      if (Math.abs(moved) >= 1) this.#scroller.scrollTop += moved;
    }
    this.#top = this.#scroller.scrollTop;
  }
}

/** The first of elements, in their order, that ends below an edge. @param {Element[]} elements @param {number} edge */
function firstBelow(elements, edge) {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.getBoundingClientRect().bottom ?? 0) > edge) high = middle;
    else low = middle + 1;
  }
  return elements[low] ?? null;
}
