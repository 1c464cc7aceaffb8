/**
 * What is typed and not sent, kept for a reload of this tab. Losing it is no reason to fail: a browser may refuse
 * storage, or have none left.
 */
export class Drafts {
  #storage;
  #prefix;

  /** @param {() => Storage} storage @param {string} path of the page: other applications share the origin */
  constructor(storage, path) {
    this.#storage = storage;
    this.#prefix = `parley:${path}:draft:`;
  }

  /** @param {string} person @param {string} channel */
  read(person, channel) {
    try {
      return this.#storage().getItem(this.#key(person, channel)) ?? "";
    } catch {
      return "";
    }
  }

  /** @param {string} person @param {string} channel @param {string} text */
  write(person, channel, text) {
    try {
      if (text) this.#storage().setItem(this.#key(person, channel), text);
      else this.#storage().removeItem(this.#key(person, channel));
    } catch {
      // It lives on in the page.
    }
  }

  /** Forgets everybody's, at sign-out: the next person may sit at this machine. */
  clear() {
    try {
      const storage = this.#storage();
      for (const key of Object.keys(storage)) if (key.startsWith(this.#prefix)) storage.removeItem(key);
    } catch {
      // Then nothing was kept either.
    }
  }

  /** @param {string} person @param {string} channel */
  #key(person, channel) {
    return `${this.#prefix}${person}:${channel}`;
  }
}
