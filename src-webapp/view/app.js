/**
 * The whole page: finds out who is signed in, and shows what belongs to that.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Route} from "../model/routes.js"
 * @import {Site, Waiting} from "../net/accounts.js"
 * @import {House} from "../net/house.js"
 * @import {Door} from "./door.js"
 * @import {Drafts} from "../net/drafts.js"
 * @import {Session} from "../net/session.js"
 */
import { css, html, LitElement, nothing } from "lit";
import { routeOf } from "../model/routes.js";
import { base } from "../style/base.js";
import { ChatView } from "./chat.js";
import { doorTo } from "./doors.js";
import { LeavingView } from "./leaving.js";
import "./door.js";
import "./held.js";

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

  static properties = {
    session: { state: true },
    phase: { state: true },
    door: { state: true },
    waiting: { state: true },
  };

  #house;
  #drafts;
  #open;
  /** @type {ChatView | null} */
  #chat = null;
  #leaving = new LeavingView();

  /** How one signs in here. @type {Site} */
  #site = { mode: "open" };

  /** @param {House} house @param {Drafts} drafts @param {(me: Person) => Session} open */
  constructor(house, drafts, open) {
    super();
    this.#house = house;
    this.#drafts = drafts;
    this.#open = open;
    /** @type {Session | null} */
    this.session = null;
    /** @type {"asking" | "unreachable" | "door" | "held" | "chat"} */
    this.phase = "asking";
    /** What is shown to somebody who is not signed in. @type {Door | null} */
    this.door = null;
    /** Who has to show a second factor first. @type {Waiting | null} */
    this.waiting = null;
    window.addEventListener("hashchange", () => this.#turn());
    this.#ask();
  }

  render() {
    switch (this.phase) {
      case "door":
        return html`<parley-door .door=${this.door}></parley-door>`;
      case "held":
        return html`<parley-held .house=${this.#house} .waiting=${this.waiting} @done=${this.#ask}></parley-held>`;
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
      this.#site = await this.#house.accounts.site();
      this.#house.mode = this.#site.mode;
      this.#house.hasTotp = Boolean(this.#site.totp);
      this.#house.hasPasskeys = Boolean(this.#site.passkeys);
      const route = routeOf(location.hash);
      if (this.#site.me && route.page !== "reset") this.#begin(this.#site.me);
      else if (this.#site.waiting && route.page !== "reset") this.#hold(this.#site.waiting);
      else await this.#showDoor(route);
    } catch {
      this.phase = "unreachable";
      setTimeout(() => this.#ask(), AGAIN);
    }
  }

  /** The address has changed. */
  #turn() {
    const route = routeOf(location.hash);
    if (this.#chat) this.#chat.route = route;
    // Whoever has set a new password, or set up this Parley elsewhere, is asked about anew.
    else if (route.page === "home") this.#ask();
    else if (this.phase === "door") this.#showDoor(route);
  }

  /** @param {Route} route */
  async #showDoor(route) {
    const door = await doorTo(route, this.#site, this.#house, (me) => this.#enter(me));
    if (this.session) return;
    this.door = door;
    this.phase = "door";
  }

  /** @param {Person} me */
  #enter(me) {
    // A secret that has served its end stays neither in the address nor in the history.
    const secrets = ["setup", "invite", "reset", "register"].includes(routeOf(location.hash).page);
    if (secrets) history.replaceState(null, "", location.pathname + location.search);
    // With accounts more than a password may be wanted of him.
    if (this.#site.mode === "open") this.#begin(me);
    else this.#ask();
  }

  /** @param {Waiting} waiting */
  #hold(waiting) {
    this.waiting = waiting;
    this.door = null;
    this.phase = "held";
  }

  /** @param {Person} me */
  #begin({ id, name, handle, avatar, status, role }) {
    // A profile may tell more than others see.
    const shown = { handle, avatar, status, ...(role === "guest" ? { role } : {}) };
    this.session = this.#open({ id, name, ...shown });
    this.#chat = new ChatView(this.session, this.#drafts, this.#house);
    this.#chat.addEventListener("signout", () => this.#leave());
    this.#chat.addEventListener("restart", () => this.#restart());
    this.#chat.route = routeOf(location.hash);
    this.session.start();
    this.door = null;
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
      await this.#house.accounts.signOut();
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
