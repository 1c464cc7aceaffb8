/**
 * How one comes in, by HTTP.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Api} from "./api.js"
 *
 * @typedef {{me: Person, equipped?: boolean}} Waiting `equipped`: he has a second factor, and signs in again by it; else he makes one
 *
 * @typedef {object} Site
 * @property {string} mode `open`: a name is enough; `accounts`
 * @property {Person} [me] who is signed in
 * @property {Waiting} [waiting] who is signed in, but for a second factor, which is required of him
 * @property {boolean} [setup] nobody owns this Parley yet
 * @property {{domains?: readonly string[]}} [register] whoever has an address there may make an account
 * @property {boolean} [totp] there are authenticator apps as a second factor
 * @property {boolean} [passkeys]
 *
 * @typedef {{handle: string, name: string, password: string}} Account
 * @typedef {{by?: string, role: string, channels?: readonly string[], expires: number}} Invitation
 */

export class Accounts {
  #api;

  /** @param {Pick<Api, "get" | "tell">} api */
  constructor(api) {
    this.#api = api;
  }

  /** @returns {Promise<Site>} */
  site() {
    return this.#api.get("sign-in");
  }

  /** Where a name is enough. @param {string} name @throws {Problem} `bad-name` */
  async enter(name) {
    return me(await this.#api.tell("POST", "sign-in", { name }));
  }

  /** @param {{login: string, password: string, code?: string}} credentials @throws {Problem} `wrong-credentials`, `code-needed`, `slow-down` */
  async signIn(credentials) {
    return me(await this.#api.tell("POST", "sign-in", credentials));
  }

  async signOut() {
    await this.#api.tell("DELETE", "sign-in");
  }

  /** The first owner. @param {Account & {code: string}} account @throws {Problem} `wrong-code` */
  async setUp(account) {
    return me(await this.#api.tell("POST", "setup", account));
  }

  /** @param {string} token @returns {Promise<Invitation>} @throws {Problem} */
  look(token) {
    return this.#api.tell("POST", "invites/look", { token });
  }

  /** @param {Account & {token: string}} account */
  async accept(account) {
    return me(await this.#api.tell("POST", "invites/accept", account));
  }

  /** @param {Account & {email?: string}} account */
  async register(account) {
    return me(await this.#api.tell("POST", "register", account));
  }

  /** @param {{token: string, password: string}} wish */
  async resetPassword(wish) {
    await this.#api.tell("POST", "password-reset", wish);
  }
}

/** @param {{me?: Person} & Partial<Person>} answer @returns {Person} */
function me(answer) {
  return /** @type {Person} */ (answer.me ?? answer);
}
