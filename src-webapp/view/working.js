/** An element that asks the server for something, and tells when that went wrong. */
import { html, LitElement, nothing } from "lit";

export class Working extends LitElement {
  static properties = { problem: { state: true }, busy: { state: true } };

  constructor() {
    super();
    /** What went wrong, for the reader. */
    this.problem = "";
    this.busy = false;
  }

  /**
   * One at a time: what is asked for meanwhile is left out.
   *
   * @param {() => Promise<unknown>} action
   * @returns {Promise<boolean>} whether it was done
   */
  async work(action) {
    if (this.busy) return false;
    this.busy = true;
    this.problem = "";
    try {
      await action();
      return true;
    } catch (problem) {
      this.problem = problem instanceof Error ? problem.message : String(problem);
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** Something to show; nobody has to wait for it with what they want. @param {() => Promise<unknown>} action */
  async load(action) {
    try {
      await action();
    } catch (problem) {
      this.problem = problem instanceof Error ? problem.message : String(problem);
    }
  }

  /** Where it is told. */
  get alert() {
    return html`<p class="problem" role="alert">${this.problem || nothing}</p>`;
  }

  /** @param {string} selector @returns {any} */
  find(selector) {
    return this.renderRoot.querySelector(selector);
  }

  /** What stands in the fields of a form, by their names. @param {Event} event @returns {{[name: string]: string}} */
  static values({ target }) {
    if (!(target instanceof HTMLFormElement)) return {};
    return Object.fromEntries([...new FormData(target)].map(([name, value]) => [name, String(value)]));
  }
}
