/** A clock that stands still until it is told. */
export class HeldClock {
  #now = 1_790_000_000_000;
  /** @type {{at: number, action: () => void}[]} */
  #timers = [];

  now = () => this.#now;

  /** @param {number} milliseconds @param {() => void} action */
  after = (milliseconds, action) => {
    const timer = { at: this.#now + milliseconds, action };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  };

  /** How many actions wait. */
  get waiting() {
    return this.#timers.length;
  }

  /** Lets time pass, and what is due happen in order. @param {number} milliseconds */
  pass(milliseconds) {
    const until = this.#now + milliseconds;
    for (;;) {
      const due = this.#timers.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      this.#timers = this.#timers.filter((timer) => timer !== due);
      this.#now = Math.max(this.#now, due.at);
      due.action();
    }
    this.#now = until;
  }
}
