/**
 * All that is asked and told by HTTP, by subject.
 *
 * @import {Api} from "./api.js"
 * @import {Tus} from "./tus.js"
 */

import { Accounts } from "./accounts.js";
import { Administration } from "./administration.js";
import { Directory } from "./directory.js";
import { Keys } from "./keys.js";
import { Self } from "./self.js";

export class House {
  /** How one signs in here; `open`: a name is enough. */
  mode = "open";
  /** Whether the server knows authenticator apps as a second factor. */
  hasTotp = false;
  /** Whether it knows passkeys. */
  hasPasskeys = false;
  accounts;
  administration;
  directory;
  keys;
  self;

  #tus;

  /** @param {Api} api @param {Tus} tus */
  constructor(api, tus) {
    this.#tus = tus;
    this.accounts = new Accounts(api);
    this.administration = new Administration(api);
    this.directory = new Directory(api);
    this.keys = new Keys(api);
    this.self = new Self(api);
  }

  /** Brings a file to the server. @param {File} file @returns {Promise<string>} its id */
  upload = (file) => {
    const { name, type } = file;
    const alone = { begun: async () => {}, sent: () => {}, signal: new AbortController().signal };
    return this.#tus.send({ blob: file, name, type, ...alone });
  };
}
