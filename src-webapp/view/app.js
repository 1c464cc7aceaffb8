/**
 * The whole page: finds out who is signed in, and shows what belongs to that.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Api} from "../net/api.js"
 * @import {Drafts} from "../net/drafts.js"
 * @import {Session} from "../net/session.js"
 */
import { css, html, LitElement, nothing } from "lit";
import { routeOf } from "../model/routes.js";
import { base } from "../style/base.js";
import { ChatView } from "./chat.js";
import { LeavingView } from "./leaving.js";
import "./sign-in.js";

/** Before the server is asked again, in milliseconds. */
const AGAIN = 3_000;

export class App extends LitElement {
  static styles = [
    base,
    css`
      :host {
        display: block;
        block-size: 100%;
      }

      p {
        margin: 0;
        padding: 2rem;
        color: var(--muted);
        text-align: center;
      }
    `,
  ];

  static properties = { session: { state: true }, phase: { state: true } };

  #api;
  #drafts;
  #open;
  /** @type {ChatView | null} */
  #chat = null;
  #leaving = new LeavingView();

  /** @param {Api} api @param {Drafts} drafts @param {(me: Person) => Session} open */
  constructor(api, drafts, open) {
    super();
    this.#api = api;
    this.#drafts = drafts;
    this.#open = open;
    /** @type {Session | null} */
    this.session = null;
    /** @type {"asking" | "unreachable" | "sign-in" | "chat"} */
    this.phase = "asking";
    window.addEventListener("hashchange", () => {
      if (this.#chat) this.#chat.route = routeOf(location.hash);
    });
    this.#ask();
  }

  render() {
    switch (this.phase) {
      case "sign-in":
        return html`<parley-sign-in .enter=${(/** @type {string} */ name) => this.#enter(name)}></parley-sign-in>`;
      case "chat":
        return html`${this.#chat}${this.#leaving}`;
      case "unreachable":
        return html`<p role="alert">The server does not answer. Trying again…</p>`;
      default:
        return nothing;
    }
  }

  /** Whether files are chosen that a reload would lose. */
  get holdsFiles() {
    return this.#chat?.holdsFiles ?? false;
  }

  async #ask() {
    try {
      const me = await this.#api.me();
      if (me) this.#begin(me);
      else this.phase = "sign-in";
    } catch {
      this.phase = "unreachable";
      setTimeout(() => this.#ask(), AGAIN);
    }
  }

  /** @param {string} name */
  async #enter(name) {
    this.#begin(await this.#api.signIn(name));
  }

  /** @param {Person} me */
  #begin(me) {
    this.session = this.#open(me);
    this.#chat = new ChatView(this.session, this.#drafts);
    this.#chat.addEventListener("signout", () => this.#leave());
    this.#chat.addEventListener("restart", () => this.#restart());
    this.#chat.route = routeOf(location.hash);
    this.session.start();
    this.phase = "chat";
  }

  async #leave() {
    const { session } = this;
    if (session?.hasUnsent) {
      const wish = await this.#leaving.ask(session.store.state.waiting, !session.wouldLose);
      if (wish === "stay") return;
      if (wish === "discard") await session.discardAll();
    }
    try {
      await this.#api.signOut();
    } catch (problem) {
      alert(problem instanceof Error ? problem.message : problem);
      return;
    }
    this.#drafts.clear();
    this.#restart();
  }

  #restart() {
    this.session?.stop();
    this.session = null;
    this.#chat = null;
    this.phase = "asking";
    this.#ask();
  }
}

customElements.define("parley-app", App);
