/**
 * What administrators do, by HTTP.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Api} from "./api.js"
 *
 * @typedef {object} Invite
 * @property {string} id
 * @property {string} [token] told once, when it is made
 * @property {string} role
 * @property {number | null} [uses] how many may come by it
 * @property {number | null} [used]
 * @property {number} expires
 * @property {readonly string[] | null} [channels]
 * @property {string | Person | null} [by]
 *
 * @typedef {object} Entry of the audit log
 * @property {number | string} id
 * @property {number} at
 * @property {string} kind
 * @property {string | null} [person] whom it is about
 * @property {string | null} [by] who did it
 * @property {string | null} [channel]
 * @property {string | null} [address]
 * @property {string | null} [detail]
 */

export class Administration {
  #api;

  /** @param {Pick<Api, "get" | "tell">} api */
  constructor(api) {
    this.#api = api;
  }

  /** @param {string} query @param {string | null} [after] @returns {Promise<{people: Person[], next?: string | null}>} */
  people(query, after) {
    return this.#api.get(`people?${new URLSearchParams({ query, ...(after ? { after } : {}) })}`);
  }

  /** @param {string} id @returns {Promise<Person & {email?: string | null, active?: boolean | null}>} */
  person(id) {
    return this.#api.get(at(id));
  }

  /** @param {string} id @param {{role?: string, active?: boolean, name?: string}} change */
  change(id, change) {
    return this.#api.tell("PATCH", at(id), change);
  }

  /** @param {string} id @returns {Promise<{token: string, expires: number}>} */
  resetPassword(id) {
    return this.#api.tell("POST", `${at(id)}/password-reset`);
  }

  /** Of who has lost it. @param {string} id */
  removeSecondFactor(id) {
    return this.#api.tell("DELETE", `${at(id)}/second-factor`);
  }

  /** @param {string} id */
  signOut(id) {
    return this.#api.tell("DELETE", `${at(id)}/sign-ins`);
  }

  /** @returns {Promise<{invites: Invite[]}>} */
  invites() {
    return this.#api.get("invites");
  }

  /** @param {{role: string, uses: number, expires: number, channels: readonly string[]}} wish @returns {Promise<Invite>} */
  invite(wish) {
    return this.#api.tell("POST", "invites", wish);
  }

  /** @param {string} id */
  revoke(id) {
    return this.#api.tell("DELETE", `invites/${encodeURIComponent(id)}`);
  }

  /** @param {{after?: string | null, kind?: string, person?: string}} which @returns {Promise<{entries: Entry[], next?: string | null}>} */
  audit({ after, kind, person }) {
    const query = new URLSearchParams({
      ...(after ? { after } : {}),
      ...(kind ? { kind } : {}),
      ...(person ? { person } : {}),
    });
    return this.#api.get(`audit?${query}`);
  }
}

/** @param {string} id */
const at = (id) => `people/${encodeURIComponent(id)}`;
