/** Asks before something is done that cannot be undone. */
import { css, html, LitElement } from "lit";
import { base } from "../style/base.js";
import { dialogStyle, pageStyle } from "../style/page.js";

export class ConfirmView extends LitElement {
  static styles = [
    base,
    pageStyle,
    dialogStyle,
    css`
      h2 {
        margin-block: 1.25rem 0.5rem;
      }

      p {
        margin: 0 0 1rem;
      }
    `,
  ];

  static properties = { question: { state: true } };

  /** @type {(sure: boolean) => void} */
  #answer = () => {};

  constructor() {
    super();
    this.question = { title: "", words: "", action: "" };
  }

  render() {
    const { title, words, action } = this.question;
    return html`
      <dialog aria-labelledby="title" aria-describedby="words" @close=${this.#closed}>
        <h2 id="title">${title}</h2>
        <p id="words">${words}</p>
        <form method="dialog" class="buttons">
          <button class="grave" value="yes">${action}</button>
          <button value="no">Cancel</button>
        </form>
      </dialog>
    `;
  }

  /** @param {{title: string, words: string, action: string}} question @returns {Promise<boolean>} */
  async ask(question) {
    this.question = question;
    await this.updateComplete;
    const dialog = this.#dialog();
    dialog.returnValue = "no";
    dialog.showModal();
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  #closed() {
    this.#answer(this.#dialog().returnValue === "yes");
  }

  #dialog() {
    return /** @type {HTMLDialogElement} */ (this.renderRoot.querySelector("dialog"));
  }
}

customElements.define("parley-confirm", ConfirmView);
