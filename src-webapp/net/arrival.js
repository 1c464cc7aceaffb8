/**
 * The way in by a passkey: the browser offers them in the field for the name while somebody thinks, or asks for one when told to.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Keys} from "./keys.js"
 */
import { Problem } from "./api.js";
import { offersPasskeys, usePasskey } from "./passkey.js";

/** Milliseconds after which what is offered is asked for anew: the server forgets it after five minutes. */
const ANEW = 4 * 60_000;

export class Arrival {
  #keys;
  #begin;
  /** What is offered; a browser has one question at a time. @type {AbortController | null} */
  #offered = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {(problem: Problem) => void} */
  #refused = () => {};

  /** @param {Pick<Keys, "signInOptions" | "signIn">} keys @param {(me: Person) => void} begin */
  constructor(keys, begin) {
    this.#keys = keys;
    this.#begin = begin;
  }

  /** Until the end: what the person chooses there signs in. @param {(problem: Problem) => void} refused */
  async offer(refused) {
    this.#refused = refused;
    this.#withdraw();
    const offered = new AbortController();
    this.#offered = offered;
    if (!(await offersPasskeys()) || offered.signal.aborted) return;
    this.#timer = setTimeout(() => this.offer(refused), ANEW);
    try {
      await this.#enter({ mediation: "conditional", signal: offered.signal });
    } catch (problem) {
      // Nobody has asked for what cannot be offered.
      if (offered.signal.aborted || !(problem instanceof Problem) || problem.status === 0) return;
      refused(problem);
      if (problem.code !== "slow-down") this.offer(refused);
    }
  }

  /** The browser asks the person now. @throws {Problem} */
  async ask() {
    this.#withdraw();
    try {
      await this.#enter({});
    } catch (problem) {
      this.offer(this.#refused);
      if (problem instanceof Problem) throw problem;
      throw new Problem(0, "cancelled", wordsOf(problem));
    }
  }

  /** Nothing is offered any more. */
  end() {
    this.#withdraw();
    this.#offered = null;
  }

  #withdraw() {
    clearTimeout(this.#timer);
    this.#offered?.abort();
  }

  /** @param {{mediation?: CredentialMediationRequirement, signal?: AbortSignal}} how */
  async #enter(how) {
    const options = await this.#keys.signInOptions();
    const credential = await usePasskey(options, how);
    this.#begin(await this.#keys.signIn(credential));
  }
}

/** @param {unknown} problem of the browser */
function wordsOf(problem) {
  return problem instanceof DOMException && problem.name === "SecurityError"
    ? "The browser allows no passkey at this address."
    : "You are not signed in: it was cancelled, took too long, or there is no passkey for this address here.";
}
