/** Asks what shall become of what waits, when somebody signs out. */
import { css, html, LitElement, nothing } from "lit";
import { base } from "../style/base.js";

/**
 * What they want: to stay signed in, to leave what waits in this browser until they are back, or to lose it.
 *
 * @typedef {"stay" | "keep" | "discard"} Wish
 */

export class LeavingView extends LitElement {
  static styles = [
    base,
    css`
      dialog {
        max-inline-size: min(32rem, calc(100vw - 2rem));
        padding: 1.25rem;
        border: 1px solid var(--line);
        border-radius: var(--radius);
        background: var(--raised);
        color: var(--text);
      }

      dialog::backdrop {
        background: rgb(0 0 0 / 45%);
      }

      h2 {
        margin: 0 0 0.5rem;
        font-size: 1.1rem;
      }

      p {
        margin: 0 0 1rem;
      }

      form {
        display: flex;
        flex-wrap: wrap;
        gap: 0.5rem;
      }
    `,
  ];

  static properties = { waiting: { state: true }, kept: { state: true } };

  /** @type {(wish: Wish) => void} */
  #answer = () => {};

  constructor() {
    super();
    this.waiting = 0;
    /** Whether the browser can keep it. */
    this.kept = true;
  }

  render() {
    const one = this.waiting === 1;
    const what = one ? "One message has not been sent yet" : `${this.waiting} messages have not been sent yet`;
    const then = this.kept
      ? `Kept in this browser, ${one ? "it is" : "they are"} sent when you sign in here again. Whoever uses this browser until then does not see ${one ? "it" : "them"} in Parley.`
      : `This browser cannot keep ${one ? "it" : "them"}: ${one ? "it is" : "they are"} lost when you sign out.`;
    return html`
      <dialog aria-labelledby="what" aria-describedby="then" @close=${this.#closed}>
        <h2 id="what">${what}</h2>
        <p id="then">${then}</p>
        <form method="dialog">
          <button class="primary" value="stay" autofocus>Stay signed in</button>
          ${this.kept ? html`<button value="keep">Keep and sign out</button>` : nothing}
          <button value="discard">Discard and sign out</button>
        </form>
      </dialog>
    `;
  }

  /** @param {number} waiting how many sends wait @param {boolean} kept whether they outlive the page @returns {Promise<Wish>} */
  async ask(waiting, kept) {
    this.waiting = waiting;
    this.kept = kept;
    await this.updateComplete;
    const dialog = this.#dialog();
    dialog.returnValue = "stay";
    dialog.showModal();
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  #closed() {
    this.#answer(/** @type {Wish} */ (this.#dialog().returnValue || "stay"));
  }

  #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector("dialog"));
  }
}

customElements.define("parley-leaving", LeavingView);
