/** Moves the focus among the messages, and keeps it there when what had it is no more. */
export class RowFocus {
  #root;
  /** Key of the message in which the focus is. @type {string | null} */
  #key = null;

  /** @param {ShadowRoot} root that holds the messages */
  constructor(root) {
    this.#root = root;
  }

  get #rows() {
    return [...this.#root.querySelectorAll("article")];
  }

  /** @param {FocusEvent} event @returns {string | null} key of the message that has it now */
  came({ target }) {
    const row = target instanceof Element ? target.closest("article") : null;
    this.#key = row?.dataset.key ?? null;
    return this.#key;
  }

  /** @param {FocusEvent} event */
  went({ target }) {
    // What is being taken out of the page loses the focus too, and its reader should not.
    queueMicrotask(() => {
      if (target instanceof Element && target.isConnected && !this.#root.activeElement) this.#key = null;
    });
  }

  /** A button that was pressed and is no more leaves the focus with its message, or with the newest. */
  keep() {
    if (this.#key === null || this.#root.activeElement) return;
    const rows = this.#rows;
    const row = rows.find(({ dataset }) => dataset.key === this.#key) ?? rows.at(-1);
    this.#key = null;
    row?.focus({ preventScroll: true });
  }

  /** @param {HTMLElement} row that has the focus @param {string} key of the keyboard @returns {boolean} whether it moves it */
  move(row, key) {
    const rows = this.#rows;
    const at = rows.indexOf(row);
    const to = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: rows.length - 1 }[key];
    if (to === undefined) return false;
    rows[to]?.focus();
    return true;
  }
}
