/**
 * All that is asked and told by HTTP, by subject.
 *
 * @import {Api} from "./api.js"
 */

import { Accounts } from "./accounts.js";
import { Directory } from "./directory.js";
import { Self } from "./self.js";

export class House {
  /** How one signs in here; `open`: a name is enough. */
  mode = "open";
  accounts;
  directory;
  self;

  /** @param {Api} api */
  constructor(api) {
    this.accounts = new Accounts(api);
    this.directory = new Directory(api);
    this.self = new Self(api);
  }
}
