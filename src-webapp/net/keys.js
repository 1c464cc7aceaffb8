/**
 * What makes one's sign-in safer, and lets programs in, by HTTP: a second factor, passkeys, tokens.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Api} from "./api.js"
 *
 * @typedef {{totp: boolean, recoveryCodes?: number | null}} SecondFactor whether there is an authenticator app, and how
 *   many recovery codes are left
 * @typedef {{secret: string, uri: string, qr: {size: number, path: string}}} Secret for the authenticator app; `qr` is
 *   the uri as a path in a square
 * @typedef {{id: string, name: string, created: number, lastUsed?: number | null, host?: string | null}} Passkey `host`:
 *   it is good there, and not here
 * @typedef {{id: string, name: string, scopes: readonly string[], created: number, expires?: number | null,
 *   lastUsed?: number | null}} Token
 */

export class Keys {
  #api;

  /** @param {Pick<Api, "get" | "tell">} api */
  constructor(api) {
    this.#api = api;
  }

  /** @returns {Promise<SecondFactor>} */
  secondFactor() {
    return this.#api.get("me/second-factor");
  }

  /** A new secret; nothing is asked for before it is confirmed. @param {string} password @returns {Promise<Secret>} */
  beginTotp(password) {
    return this.#api.tell("POST", "me/totp", { password });
  }

  /** @param {string} code that the app shows @returns {Promise<{recoveryCodes: string[]}>} */
  confirmTotp(code) {
    return this.#api.tell("PUT", "me/totp", { code });
  }

  /** @param {string} password */
  endTotp(password) {
    return this.#api.tell("DELETE", "me/totp", { password });
  }

  /** New ones; the old ones are good no more. @param {string} password @returns {Promise<{recoveryCodes: string[]}>} */
  recoveryCodes(password) {
    return this.#api.tell("POST", "me/recovery-codes", { password });
  }

  /** @returns {Promise<{passkeys: Passkey[]}>} */
  passkeys() {
    return this.#api.get("me/passkeys");
  }

  /** @param {string} password @returns {Promise<any>} what `PublicKeyCredentialCreationOptions` are made of */
  passkeyOptions(password) {
    return this.#api.tell("POST", "me/passkeys/options", { password });
  }

  /** @param {string} name @param {object} credential */
  addPasskey(name, credential) {
    return this.#api.tell("POST", "me/passkeys", { name, credential });
  }

  /** @param {string} id @param {string} name */
  renamePasskey(id, name) {
    return this.#api.tell("PATCH", `me/passkeys/${encodeURIComponent(id)}`, { name });
  }

  /** @param {string} id */
  removePasskey(id) {
    return this.#api.tell("DELETE", `me/passkeys/${encodeURIComponent(id)}`);
  }

  /** For whoever wants to sign in. @returns {Promise<any>} what `PublicKeyCredentialRequestOptions` are made of */
  signInOptions() {
    return this.#api.tell("POST", "sign-in/passkey/options");
  }

  /** @param {object} credential @returns {Promise<Person>} */
  async signIn(credential) {
    return (await this.#api.tell("POST", "sign-in/passkey", { credential })).me;
  }

  /** @returns {Promise<{tokens: Token[]}>} */
  tokens() {
    return this.#api.get("me/tokens");
  }

  /** @param {{name: string, scopes: readonly string[], expires?: number, password: string}} wish @returns {Promise<Token & {token: string}>} */
  makeToken(wish) {
    return this.#api.tell("POST", "me/tokens", wish);
  }

  /** @param {string} id */
  endToken(id) {
    return this.#api.tell("DELETE", `me/tokens/${encodeURIComponent(id)}`);
  }
}
