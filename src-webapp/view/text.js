/** The text of a message. It draws into itself, so that it takes part in the timeline's selection and style. */
import { render } from "./markdown.js";

/** Of a longer text only the beginning is shown until it is asked for; characters. */
const LONG = 8_000;
const BEGINNING = 3_000;

/** A longer text is shown as it is: laying out its Markdown would stop the page. */
const TOO_LONG = 100_000;

const EMOJI = /^(\p{Extended_Pictographic}(\p{Emoji_Modifier}|\u{fe0f}|\u{200d}\p{Extended_Pictographic})*\s*){1,3}$/u;

export class MessageText extends HTMLElement {
  #text = "";
  #active = false;

  get text() {
    return this.#text;
  }

  /** Markdown. */
  set text(text) {
    if (text === this.#text) return;
    this.#text = text;
    if (text.length > LONG) this.#beginning();
    else this.#show(render(text));
    this.classList.toggle("emoji", text.length < 40 && EMOJI.test(text));
  }

  get active() {
    return this.#active;
  }

  /** Whether the Tab key reaches its links, and its code and tables, which scroll: only those of the message that has the focus. */
  set active(active) {
    this.#active = active;
    this.#tabbing();
  }

  #beginning() {
    const more = document.createElement("button");
    more.className = "more";
    more.textContent = `Show all ${this.#text.length.toLocaleString("en")} characters`;
    more.addEventListener("click", () =>
      this.#show(this.#text.length > TOO_LONG ? asItIs(this.#text) : render(this.#text)),
    );
    const start = render(`${this.#text.slice(0, BEGINNING).replace(/[\ud800-\udbff]$/, "")}…`);
    start.append(more);
    this.#show(start);
  }

  /** @param {Node} content */
  #show(content) {
    this.replaceChildren(content);
    this.#tabbing();
  }

  #tabbing() {
    for (const link of this.querySelectorAll("a, button, pre, table")) {
      /** @type {HTMLElement} */ (link).tabIndex = this.#active ? 0 : -1;
    }
  }
}

customElements.define("parley-text", MessageText);

/** @param {string} text */
function asItIs(text) {
  const whole = document.createElement("pre");
  whole.className = "wrapped";
  whole.textContent = text;
  return whole;
}
