/**
 * The page's title: where one is, and how much is new for the reader.
 *
 * @import {Route} from "../model/routes.js"
 */
import { ADMIN_PARTS } from "./admin.js";
import { SETTINGS_PARTS } from "./settings.js";

/** What a page that is no channel is called. @param {Route} route */
export function pageTitle(route) {
  switch (route.page) {
    case "directory":
      return "Channels";
    case "people":
      return "People";
    case "settings":
      return `${SETTINGS_PARTS.get(route.part)}, your settings`;
    case "admin":
      return `${ADMIN_PARTS.get(route.part)}, administration`;
    default:
      return null;
  }
}

export class Title {
  /** Messages of others that came while nobody looked. */
  #unread = 0;
  /** Of all channels what is meant for the reader. */
  #calls = 0;
  #name = "Parley";

  /** @param {string | null} called how the channel or page is called @param {number} [calls] what is meant for the reader and was not read */
  show(called, calls = 0) {
    this.#name = called === null ? "Parley" : `${called} · Parley`;
    this.#calls = calls;
    this.#draw();
  }

  /** @param {number} count messages of others */
  arrived(count) {
    if (document.hidden) this.#unread += count;
    this.#draw();
  }

  looked() {
    if (!document.hidden) this.#unread = 0;
    this.#draw();
  }

  #draw() {
    const count = Math.max(this.#unread, this.#calls);
    document.title = count > 0 ? `(${count}) ${this.#name}` : this.#name;
  }
}
