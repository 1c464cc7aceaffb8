/** The page's title: where one is, and how much is new for the reader. */
export class Title {
  /** Messages of others that came while nobody looked. */
  #unread = 0;
  /** Of all channels what is meant for the reader. */
  #calls = 0;
  #name = "Parley";

  /** @param {string | null} called how the channel is called @param {number} [calls] what is meant for the reader and was not read */
  show(called, calls = 0) {
    this.#name = called === null ? "Parley" : `${called} · Parley`;
    this.#calls = calls;
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
    const count = Math.max(this.#unread, this.#calls);
    document.title = count > 0 ? `(${count}) ${this.#name}` : this.#name;
  }
}
