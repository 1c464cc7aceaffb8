/** The page's title: where one is, and how many messages of others came while nobody looked. */
export class Title {
  #unread = 0;
  #name = "Parley";

  /** @param {string | null} channel its name */
  show(channel) {
    this.#name = channel === null ? "Parley" : `#${channel} · Parley`;
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
    document.title = this.#unread > 0 ? `(${this.#unread}) ${this.#name}` : this.#name;
  }
}
