/**
 * The page of somebody who is signed in: the panel, and beside it what the address names.
 *
 * @import {PropertyValues} from "lit"
 * @import {Goal} from "../model/goals.js"
 * @import {Channel, Message} from "../model/protocol.js"
 * @import {Route} from "../model/routes.js"
 * @import {Timeline} from "../model/timeline.js"
 * @import {Drafts} from "../net/drafts.js"
 * @import {House} from "../net/house.js"
 * @import {Session} from "../net/session.js"
 * @import {ConfirmView} from "./confirm.js"
 * @import {HistoryView} from "./history.js"
 * @import {RoomView, Memory} from "./room.js"
 * @import {Switcher} from "./switcher.js"
 */
import { html, LitElement, nothing } from "lit";
import { keyed } from "lit/directives/keyed.js";
import { brief } from "../model/brief.js";
import { badgeOf, calledIn, calls, inOrder, isDirect, neighbour } from "../model/channels.js";
import { goalsOf } from "../model/goals.js";
import { news } from "../model/news.js";
import { offersTo } from "../model/offers.js";
import { nameOf } from "../model/people.js";
import { roomsOf } from "../model/rooms.js";
import { channelAddress } from "../model/routes.js";
import { useZone, zone } from "../model/zone.js";
import { base } from "../style/base.js";
import { chatStyle } from "../style/chat.js";
import { CAN_NOTHING } from "./actions.js";
import { Announcer } from "./announcer.js";
import { closedRoom } from "./closed.js";
import { openInlet } from "./inlet.js";
import { moved } from "./moved.js";
import { freshMemory } from "./room.js";
import { pageTitle, Title } from "./title.js";
import "./admin.js";
import "./confirm.js";
import "./details.js";
import "./directory.js";
import "./history.js";
import "./new-channel.js";
import "./new-message.js";
import "./people.js";
import "./settings.js";
import "./side.js";
import "./switcher.js";

/** Fires "signout", and "restart" when the page must find out anew who is signed in. */
export class ChatView extends LitElement {
  static styles = [base, chatStyle];

  static properties = {
    session: { attribute: false },
    drafts: { attribute: false },
    route: { attribute: false },
    role: { state: true },
    side: { state: true },
    offline: { state: true },
    dropping: { state: true },
  };

  /** @type {Announcer | null} */
  #announcer = null;
  /** The timelines as they were when one's own sends were last told of. @type {ReadonlyMap<string, Timeline>} */
  #told = new Map();
  #title = new Title();
  #leaving = new AbortController();
  /** By channel. @type {Map<string, Memory>} */
  #memories = new Map();

  #house;
  /** What was asked last whether it names a channel. */
  #sought = "";
  #canFor = { name: "", can: CAN_NOTHING };

  /** @param {Session} session @param {Drafts} drafts @param {House} house */
  constructor(session, drafts, house) {
    super();
    this.session = session;
    this.drafts = drafts;
    this.#house = house;
    /** What I am here; null: not known yet. @type {string | null} */
    this.role = null;
    /** @type {Route} */
    this.route = { page: "home" };
    /** Whether the panel is open where it has no place of its own. */
    this.side = false;
    this.offline = !navigator.onLine;
    /** Whether files are held over the page. */
    this.dropping = false;
  }

  connectedCallback() {
    super.connectedCallback();
    const { signal } = this.#leaving;
    const { store } = this.session;
    store.addEventListener("change", () => this.#changed(), { signal });
    store.addEventListener("you", () => this.#askRole(), { signal });
    store.addEventListener("arrival", (event) => this.#arrived(/** @type {CustomEvent} */ (event).detail), { signal });
    const network = () => {
      this.offline = !navigator.onLine;
    };
    window.addEventListener("online", network, { signal });
    window.addEventListener("offline", network, { signal });
    document.addEventListener("visibilitychange", () => this.#title.looked(), { signal });
    document.addEventListener("keydown", (event) => this.#key(event), { signal });
    this.#askRole();
    const over = (/** @type {boolean} */ held) => {
      this.dropping = held && Boolean(this.#room?.inlet);
    };
    openInlet({ over, bring: (files, folders) => this.#room?.inlet?.add(files, folders) }, signal);
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#leaving.abort();
    this.#title.show(null);
  }

  /** Whether files are chosen that a reload would lose. */
  get holdsFiles() {
    return [...this.#memories.values()].some(({ chosen }) => chosen.list.length > 0);
  }

  get #state() {
    return this.session.store.state;
  }

  /** Id of the channel that the address names, or else of the one that was shown last. */
  get #id() {
    return this.route.page === "channel"
      ? this.route.channel
      : (this.#state.shown ?? this.#state.channels[0]?.id ?? "");
  }

  get #channel() {
    return this.#state.channels.find(({ id }) => id === this.#id) ?? null;
  }

  get #offers() {
    return offersTo(this.#house.mode, this.role);
  }

  /** What I may here. */
  async #askRole() {
    if (this.#house.mode === "open") return;
    try {
      const { role, timeZone } = await this.#house.self.profile();
      this.role = role ?? "member";
      this.#inZone(timeZone);
    } catch {
      // Then less is shown than there is.
    }
  }

  /** Times are shown there from now on. @param {string | null} [name] */
  #inZone(name) {
    useZone(name);
    this.requestUpdate();
  }

  render() {
    const state = this.#state;
    const offers = this.#offers;
    const { directory } = this.#house;
    const gone = state.link === "other" || state.link === "signed-out";
    return html`
      <div class="skip">
        <button class="primary" @click=${() => this.#room?.focusOn("composer")}>Skip to the message box</button>
        <button class="primary" @click=${() => this.#room?.focusOn("timeline")}>Skip to the newest message</button>
      </div>
      <parley-side
        id="side"
        ?open=${this.side}
        .state=${state}
        .current=${this.#isRoom ? this.#id : null}
        .known=${!gone && state.link !== "cut"}
        .offers=${offers}
        @create=${() => this.#dialog("parley-new-channel")}
        @write=${() => this.#dialog("parley-new-message")}
        @close=${() => this.#toggle(false)}
        @keydown=${this.#sideKey}
        @signout=${() => this.#tell("signout")}
      ></parley-side>
      <main ?inert=${this.side} aria-label="Messages">${this.#main()}</main>
      <parley-switcher
        .goals=${goalsOf(state.channels, state.people, state.me.id)}
        .directory=${offers.direct ? directory : null}
        .state=${state}
        @go=${(/** @type {CustomEvent} */ event) => this.#go(event.detail)}
        @made=${this.#made}
      ></parley-switcher>
      ${offers.create ? html`<parley-new-channel .directory=${directory} .secret=${offers.secret} @made=${this.#made}></parley-new-channel>` : nothing}
      ${offers.direct ? html`<parley-new-message .directory=${directory} @made=${this.#made}></parley-new-message>` : nothing}
      ${
        offers.change
          ? html`
            <parley-details
              .directory=${directory}
              .channel=${this.#channel}
              .people=${state.people}
              .me=${state.me.id}
              .guest=${this.role === "guest"}
              .admin=${offers.admin}
              @left=${(/** @type {CustomEvent} */ event) => this.#toldInRoom(event.detail)}
            ></parley-details>`
          : nothing
      }
      ${
        offers.change
          ? html`<parley-history .directory=${directory}></parley-history><parley-confirm></parley-confirm>`
          : nothing
      }
      <div class="quiet" id="announcements" role="status" aria-live="polite"></div>
    `;
  }

  /** Whether a channel is shown, not a page. */
  get #isRoom() {
    return this.#page() === null;
  }

  /** What is shown beside the panel that is no channel; null: nothing. */
  #page() {
    const { route } = this;
    const offers = this.#offers;
    const { channels, me } = this.#state;
    const side = () => this.#toggle(true);
    if (route.page === "directory" && offers.directory) {
      return html`
        <parley-directory
          .directory=${this.#house.directory}
          .mine=${new Set(channels.map(({ id }) => id))}
          .create=${offers.create}
          @create=${() => this.#dialog("parley-new-channel")}
          @joined=${this.#made}
          @side=${side}
        ></parley-directory>`;
    }
    if (route.page === "people" && offers.direct) {
      return html`
        <parley-people
          .directory=${this.#house.directory}
          .known=${this.#state.people}
          .me=${me.id}
          .guest=${this.role === "guest"}
          @made=${this.#made}
          @side=${side}
        ></parley-people>`;
    }
    if (route.page === "settings" && offers.account) {
      return html`<parley-settings .house=${this.#house} .which=${route.part} .admin=${offers.admin} @side=${side} @profile=${this.#changedMe}></parley-settings>`;
    }
    if (route.page === "admin" && offers.admin) {
      return html`<parley-admin .house=${this.#house} .which=${route.part} .role=${this.role} .me=${me.id} .channels=${channels} @side=${side}></parley-admin>`;
    }
    return null;
  }

  #main() {
    const page = this.#page();
    if (page) return page;
    const state = this.#state;
    const id = this.#id;
    const channel = this.#channel;
    if (this.#isUnknown) {
      const discard = (/** @type {string} */ cid) => this.session.cancel(id, cid);
      return closedRoom(state, id, { home: () => this.#home(), discard });
    }
    return keyed(
      channel?.id ?? "",
      html`
        <parley-room
          .session=${this.session}
          .drafts=${this.drafts}
          .memory=${this.#memoryOf(channel?.id ?? "")}
          .channel=${channel}
          .state=${state}
          .offline=${this.offline}
          .dropping=${this.dropping}
          .side=${this.side}
          .details=${this.#offers.change}
          .directory=${this.#offers.mention ? this.#house.directory : null}
          .can=${this.#can}
          .route=${this.route}
          @act=${(/** @type {CustomEvent} */ event) => this.#act(event.detail)}
          @side=${() => this.#toggle(true)}
          @details=${() => this.#dialog("parley-details")}
          @restart=${() => this.#tell("restart")}
        ></parley-room>`,
    );
  }

  /** What of a message's actions is offered. */
  get #can() {
    const { change, admin } = this.#offers;
    const within = this.#state.limits?.edit ?? Number.POSITIVE_INFINITY;
    const channel = this.#channel;
    const removeAny = change && admin && channel !== null && !isDirect(channel);
    const rooms = roomsOf(this.#state.channels);
    const name = `${change} ${removeAny} ${within} ${zone()} ${[...rooms].join()}`;
    // The same object for the same, so that no message is drawn anew for it.
    if (this.#canFor.name !== name) {
      const can = { link: change, edit: change, remove: change, removeAny, history: change, within, rooms };
      this.#canFor = { name, can };
    }
    return this.#canFor.can;
  }

  /** What is wanted of a message. @param {{what: string, channel: string, seq: number}} wish */
  async #act({ what, channel, seq }) {
    if (what === "history") /** @type {HistoryView} */ (this.#part("parley-history")).open(channel, seq);
    if (what !== "delete") return;
    const confirm = /** @type {ConfirmView} */ (this.#part("parley-confirm"));
    const words = "It is gone for everybody, with its files. That it was there stays to be seen.";
    if (!(await confirm.ask({ title: "Delete this message?", words, action: "Delete" }))) return;
    try {
      await this.session.remove(channel, seq);
    } catch (problem) {
      this.#toldInRoom(`Not deleted. ${problem instanceof Error ? problem.message : problem}`);
    }
  }

  /** @param {string} words what has become of something that was wanted */
  #toldInRoom(words) {
    if (this.#room) this.#room.told = words;
  }

  /** @param {string} name of its element */
  async #dialog(name) {
    if (this.side) await this.#toggle(false);
    /** @type {HTMLElement & {open: () => void}} */ (this.#part(name)).open();
  }

  /** There is a channel that one is in from now on: there one goes. @param {CustomEvent} event */
  #made({ detail: channel }) {
    this.session.learn(channel);
    location.hash = channelAddress(channel.id);
  }

  /** @param {CustomEvent} event */
  #changedMe({ detail: profile }) {
    const { id, name, handle, avatar, status, role, timeZone } = profile;
    this.#inZone(timeZone);
    this.session.iAm({ id, name, handle, avatar, status, ...(role === "guest" ? { role } : {}) });
  }

  /** @param {string} id */
  #memoryOf(id) {
    const memory = this.#memories.get(id) ?? freshMemory();
    this.#memories.set(id, memory);
    return memory;
  }

  firstUpdated() {
    const region = this.renderRoot.querySelector("#announcements");
    if (region instanceof HTMLElement) this.#announcer = new Announcer(region);
  }

  /** @param {PropertyValues} changed */
  updated(changed) {
    const state = this.#state;
    const channel = this.#channel;
    const called = channel ? calledIn(channel, state.people, state.me.id) : null;
    this.#title.show(this.#isRoom ? called : pageTitle(this.route), calls(state.channels));
    if (changed.get("route")) moved(this.renderRoot, this.#isRoom ? null : this.renderRoot.querySelector("main > *"));
    if (this.route.page === "channel") {
      this.session.show(this.route.channel);
      if (this.#isUnknown) this.#resolve(this.route.channel, this.route.seq);
    }
  }

  /** Whether the address names a channel that is none of mine, as far as one can know. */
  get #isUnknown() {
    const { closed, link, channels } = this.#state;
    return this.#channel === null && (closed.has(this.#id) || (link === "open" && channels.length > 0));
  }

  /** The address may have the name of a channel, also one that it had once. @param {string} name @param {number | null} seq */
  async #resolve(name, seq) {
    if (name === this.#sought || !this.#offers.change || this.#state.closed.has(name)) return;
    this.#sought = name;
    try {
      const { id } = await this.#house.directory.named(name);
      if (id !== name && this.#id === name) location.replace(channelAddress(id, seq));
    } catch {
      // Then it is shown that there is none.
    }
  }

  #changed() {
    this.requestUpdate();
    const { timelines, link } = this.#state;
    if (timelines === this.#told) return;
    for (const [channel, after] of timelines) {
      const before = this.#told.get(channel);
      if (before) this.#announcer?.say(news(before, after, { now: Date.now(), cut: link === "cut" }));
    }
    this.#told = timelines;
  }

  /** Of other channels only that is told which calls. @param {{channel: string, messages: readonly Message[]}} arrival */
  #arrived({ channel: id, messages }) {
    const { people, channels, me } = this.#state;
    const channel = channels.find((other) => other.id === id);
    const here = id === this.#id;
    if (!here && (!channel || badgeOf(channel).count === 0)) return;
    const where = here || !channel || isDirect(channel) ? "" : ` in ${calledIn(channel, people, me.id)}`;
    this.#announcer?.tell(messages.map((message) => `${nameOf(people, message.from)}${where}: ${brief(message)}`));
    this.#title.arrived(messages.length);
  }

  /** @param {Goal} goal */
  #go({ id }) {
    location.hash = channelAddress(id);
    this.#room?.focusOn("composer");
  }

  /** The first channel. */
  #home() {
    const { channels, people, me } = this.#state;
    const { rooms, directs } = inOrder(channels, people, me.id, null);
    const [first] = [...rooms, ...directs];
    if (first) location.hash = channelAddress(first.id);
  }

  /** @param {boolean} open */
  async #toggle(open) {
    if (open === this.side) return;
    this.side = open;
    await this.updateComplete;
    if (open) this.#part("parley-side").focus();
    else this.#room?.focusToggle();
  }

  /** Keys that are the same everywhere on the page. @param {KeyboardEvent} event */
  #key(event) {
    const { key, altKey, ctrlKey, metaKey, shiftKey, isComposing } = event;
    if (isComposing) return;
    const plain = !altKey && !ctrlKey && !metaKey;
    if ((ctrlKey || metaKey) && !altKey && !shiftKey && key.toLowerCase() === "k") {
      event.preventDefault();
      /** @type {Switcher} */ (this.#part("parley-switcher")).open();
    } else if (altKey && !ctrlKey && !metaKey && (key === "ArrowUp" || key === "ArrowDown")) {
      event.preventDefault();
      this.#step(key === "ArrowDown" ? 1 : -1, shiftKey);
    } else if (plain && key === "Escape" && this.#channel && isWithin(event, "MAIN")) {
      // Escape ends what is new.
      this.session.seen(this.#channel.id);
    }
  }

  /** To the channel above or below, or to the next of those with something new. @param {1 | -1} step @param {boolean} unread */
  #step(step, unread) {
    const { channels, people, me } = this.#state;
    const { rooms, directs } = inOrder(channels, people, me.id, this.#id);
    const list = [...rooms, ...directs].filter(
      (channel) => !unread || channel.id === this.#id || badgeOf(channel).bold,
    );
    const to = neighbour(list, this.#id, step);
    if (to && to.id !== this.#id) location.hash = channelAddress(to.id);
  }

  /** @param {KeyboardEvent} event */
  #sideKey({ key }) {
    if (key === "Escape" && this.side) this.#toggle(false);
  }

  get #room() {
    return /** @type {RoomView | null} */ (this.renderRoot.querySelector("parley-room"));
  }

  /** @param {string} part */
  #part(part) {
    return /** @type {HTMLElement} */ (this.renderRoot.querySelector(part));
  }

  /** @param {string} what */
  #tell(what) {
    this.dispatchEvent(new CustomEvent(what));
  }
}

customElements.define("parley-chat", ChatView);

/** @param {Event} event @param {string} tag */
const isWithin = (event, tag) => event.composedPath().some((node) => node instanceof Element && node.tagName === tag);
