/**
 * Oneself, by HTTP: the profile, the password, and where one is signed in.
 *
 * @import {Person, Status} from "../model/protocol.js"
 * @import {Api} from "./api.js"
 *
 * @typedef {Person & {email?: string | null, timeZone?: string | null, locale?: string | null}} Profile `role` in full
 * @typedef {{name?: string, email?: string, status?: Status, timeZone?: string, locale?: string}} ProfileChange
 *   an empty status is none
 * @typedef {{id: string, device?: string | null, address?: string | null, created: number, lastSeen?: number | null,
 *   current?: boolean | null}} SignIn
 */

export class Self {
  #api;

  /** @param {Pick<Api, "get" | "tell">} api */
  constructor(api) {
    this.#api = api;
  }

  /** @returns {Promise<Profile>} */
  profile() {
    return this.#api.get("me");
  }

  /** What is absent stays; an empty status is none. @param {ProfileChange} change @returns {Promise<Profile>} */
  change({ status, ...change }) {
    return this.#api.tell("PATCH", "me", { ...change, ...(status === undefined ? {} : { status: status ?? {} }) });
  }

  /** @param {string} file an upload of mine */
  setAvatar(file) {
    return this.#api.tell("PUT", "me/avatar", { file });
  }

  removeAvatar() {
    return this.#api.tell("DELETE", "me/avatar");
  }

  /** Ends the other sign-ins. @param {string} old @param {string} password @param {{endTokens: boolean, endPasskeys: boolean}} ends what else ends */
  setPassword(old, password, ends) {
    return this.#api.tell("PUT", "me/password", { old, new: password, ...ends });
  }

  /** @returns {Promise<{signIns: SignIn[]}>} */
  signIns() {
    return this.#api.get("me/sign-ins");
  }

  /** @param {string} id */
  endSignIn(id) {
    return this.#api.tell("DELETE", `me/sign-ins/${encodeURIComponent(id)}`);
  }

  /** All but this one. */
  endOtherSignIns() {
    return this.#api.tell("DELETE", "me/sign-ins");
  }
}
