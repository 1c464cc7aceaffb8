/**
 * Leads to the message that an address names, and back to where the reader was before, or to the newest messages.
 *
 * @import {Route} from "../model/routes.js"
 * @import {Timeline} from "../model/timeline.js"
 * @import {Found} from "../net/pages.js"
 * @import {Session} from "../net/session.js"
 * @import {Place} from "./anchor.js"
 * @import {TimelineView} from "./timeline.js"
 */
import { channelAddress } from "../model/routes.js";
import { isTouched } from "./touch.js";

const ELSEWHERE = "Older messages are shown. The newest are not among them.";

/**
 * What of a room is needed for that.
 *
 * @typedef {object} Room
 * @property {Session} session
 * @property {Route} route
 * @property {boolean} seeking whether nothing has been before the reader's eyes yet
 * @property {string} told what has become of it
 * @property {string} heard the same, only for those who listen
 * @property {Promise<unknown>} updateComplete
 * @property {(part: "composer" | "timeline") => void} focusOn
 *
 * @typedef {object} Shown
 * @property {() => string} id of the channel
 * @property {() => Timeline | undefined} state
 * @property {() => TimelineView} view
 */

export class Following {
  #room;
  #shown;
  /** The address that was followed last: who follows it again is led there again. @type {Route | null} */
  #last = null;
  #failed = false;
  /** Where the reader was before. @type {Place | null} */
  #before = null;

  /** @param {Room} room @param {Shown} shown */
  constructor(room, shown) {
    this.#room = room;
    this.#shown = shown;
  }

  /** Whether there is an address to be followed. */
  get isDue() {
    return this.#room.route !== this.#last && seqOf(this.#room.route) !== null;
  }

  /** What could not be had while there was no connection is looked for again. */
  connected() {
    if (this.#failed) this.#last = null;
    this.#failed = false;
  }

  /** To be called whenever something has changed. */
  async follow() {
    const { route } = this.#room;
    // Who has read on to the newest messages, or went back, hears no more that they are elsewhere.
    if (this.#room.heard === ELSEWHERE && !this.#shown.state()?.past) this.#room.heard = "";
    if (route === this.#last || !this.#shown.state()?.cursor) return;
    const from = this.#last && seqOf(this.#last);
    this.#last = route;
    const seq = seqOf(route);
    if (seq !== null) await this.#seek(route, seq);
    else if (from !== null) await this.#return(route);
  }

  /** Leads to the newest messages; one can come back from there. */
  async toPresent() {
    const id = this.#shown.id();
    this.#room.session.present(id);
    this.#before = null;
    this.#room.told = "";
    this.#room.heard = "The newest messages are shown.";
    this.#room.seeking = false;
    if (seqOf(this.#room.route) !== null) location.hash = channelAddress(id);
    await this.#drawn();
    this.#shown.view().toEnd();
    await this.#shown.view().updateComplete;
    this.#shown.view().focus();
  }

  /** Leads to the first new message. */
  async toNew() {
    this.#room.session.present(this.#shown.id());
    await this.#drawn();
    this.#shown.view().toNew();
  }

  /** @param {Route} route @param {number} seq */
  async #seek(route, seq) {
    const room = this.#room;
    if (!this.#shown.state()?.past) this.#before ??= this.#shown.view().place;
    const found = await room.session.seek(this.#shown.id(), seq);
    if (route !== this.#last) return;
    if (found === "other") {
      room.seeking = false;
      return;
    }
    await this.#drawn();
    const isShown = (found === "there" || found === "deleted") && this.#shown.view().show(seq);
    this.#failed = found instanceof Error;
    room.told = isShown && found === "there" ? "" : whyNot(found);
    room.heard = isShown && this.#shown.state()?.past ? ELSEWHERE : "";
    room.seeking = false;
    // Nothing else has the focus where the page begins with an address that leads nowhere.
    if (!isShown && document.activeElement === document.body && !isTouched()) room.focusOn("composer");
  }

  /** The address names a message no more. @param {Route} route */
  async #return(route) {
    const room = this.#room;
    room.seeking = true;
    room.session.present(this.#shown.id());
    room.told = "";
    await this.#drawn();
    if (route !== this.#last) return;
    this.#shown.view().goBack(this.#before);
    this.#before = null;
    room.seeking = false;
  }

  async #drawn() {
    await this.#room.updateComplete;
    await this.#shown.view().updateComplete;
  }
}

/** @param {Route} route */
const seqOf = (route) => (route.page === "channel" ? route.seq : null);

/** @param {Found} found */
function whyNot(found) {
  if (found === "deleted") return "The message that the link leads to was deleted.";
  if (found instanceof Error) return `The message could not be loaded. ${found.message}`;
  return "There is no such message in this channel. The link may be wrong.";
}
