/**
 * Channels and people that there are, by HTTP. What is changed comes back by the socket too.
 *
 * @import {Channel, Person} from "../model/protocol.js"
 * @import {Api} from "./api.js"
 *
 * @typedef {object} Listed a channel in the directory
 * @property {string} id
 * @property {string} name
 * @property {string | null} [topic]
 * @property {string | null} [description]
 * @property {number} [members]
 * @property {boolean | null} [joined]
 * @property {boolean | null} [archived]
 *
 * @typedef {Listed & {kind: string, posting?: string | null, byDefault?: boolean | null, creator?: string | null}} Details
 *   `creator`: who made it; `byDefault`: new people begin in it
 * @typedef {{seq: number, at: number, text: string}} Version what a message said from `at` on
 * @typedef {{name?: string, topic?: string, description?: string, archived?: boolean, posting?: string,
 *   byDefault?: boolean}} Change
 */

import { freshCid } from "./cid.js";

export class Directory {
  #api;
  #cid;

  /** @param {Pick<Api, "get" | "tell">} api @param {() => string} [cid] */
  constructor(api, cid = freshCid) {
    this.#api = api;
    this.#cid = cid;
  }

  /** Public ones, by name; with `archived` those that are, alone. @param {string} query @param {{after?: string | null, archived?: boolean}} [more] @returns {Promise<{channels: Listed[], next?: string | null}>} */
  channels(query, { after, archived } = {}) {
    return this.#api.get(`channels?${parameters({ query, after, archived: archived ? "true" : null })}`);
  }

  /** @param {{name: string, kind: string, topic: string}} wish @returns {Promise<Channel>} */
  create(wish) {
    return this.#api.tell("POST", "channels", { cid: this.#cid(), ...wish });
  }

  /** @param {string} id @returns {Promise<Details>} */
  channel(id) {
    return this.#api.get(at(id));
  }

  /** @param {string} id @param {Change} change */
  change(id, change) {
    return this.#api.tell("PATCH", at(id), { cid: this.#cid(), ...change });
  }

  /** @param {string} id @returns {Promise<Channel>} */
  join(id) {
    return this.#api.tell("POST", `${at(id)}/join`, { cid: this.#cid() });
  }

  /** @param {string} id */
  leave(id) {
    return this.#api.tell("POST", `${at(id)}/leave`, { cid: this.#cid() });
  }

  /** @param {string} id @param {string | null} [after] @returns {Promise<{people: Person[], next?: string | null}>} */
  members(id, after) {
    return this.#api.get(`${at(id)}/members?${parameters({ after })}`);
  }

  /** @param {string} id @param {readonly string[]} people */
  add(id, people) {
    return this.#api.tell("POST", `${at(id)}/members`, { cid: this.#cid(), people });
  }

  /** @param {string} id @param {string} person */
  remove(id, person) {
    return this.#api.tell(
      "DELETE",
      `${at(id)}/members/${encodeURIComponent(person)}?${parameters({ cid: this.#cid() })}`,
    );
  }

  /** What of a channel is told to me. @param {string} id @param {{level?: string, muted?: boolean}} level */
  level(id, level) {
    return this.#api.tell("PUT", `${at(id)}/level`, level);
  }

  /** What a message said, the oldest first. @param {string} id @param {number} seq @param {string | null} [after] @returns {Promise<{versions: Version[], next?: string | null}>} */
  edits(id, seq, after) {
    return this.#api.get(`${at(id)}/messages/${seq}/edits?${parameters({ after })}`);
  }

  /** The one conversation of these people and me. @param {readonly string[]} people @returns {Promise<Channel>} */
  converse(people) {
    return this.#api.tell("POST", "conversations", { people });
  }

  /** The channel that has or had that name. @param {string} name @returns {Promise<{id: string, name: string}>} */
  named(name) {
    return this.#api.get(`channel-names/${encodeURIComponent(name)}`);
  }

  /** Those of whom only ids are known. @param {readonly string[]} ids at most 200 @returns {Promise<{people: Person[]}>} */
  who(ids) {
    return this.#api.get(`people?${new URLSearchParams(ids.map((id) => ["id", id]))}`);
  }

  /** @param {string} query @param {string | null} [after] @returns {Promise<{people: Person[], next?: string | null}>} */
  people(query, after) {
    return this.#api.get(`people?${parameters({ query, after })}`);
  }
}

/** @param {string} id */
const at = (id) => `channels/${encodeURIComponent(id)}`;

/** Those that are given. @param {{[name: string]: string | null | undefined}} given */
function parameters(given) {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(given)) if (value !== null && value !== undefined) query.set(name, value);
  return query;
}
