/**
 * What the reader can see, and what came meanwhile: tells the timelines when the reader is away, and counts on return
 * what was missed.
 *
 * Away is who does not look at the page, or at another channel, or at what is far back in it, or whose connection was lost for longer than a blink. Of a blink nobody is
 * told: what came meanwhile follows within seconds.
 *
 * @import {Timeline} from "../model/timeline.js"
 * @import {Store} from "./store.js"
 */

export class Attention {
  #store;
  #visible = true;
  #lost = false;
  /** The ordinal of the newest message held when the connection was lost, by channel. @type {Map<string, number>} */
  #heldAt = new Map();

  /** @param {Store} store */
  constructor(store) {
    this.#store = store;
  }

  /** @param {boolean} visible whether the page can be seen */
  look(visible) {
    this.#visible = visible;
    this.turned();
  }

  /** Whether the reader can see what comes in a channel. @param {string} channel */
  sees(channel) {
    const { shown, timelines } = this.#store.state;
    return this.#visible && !this.#lost && shown === channel && !timelines.get(channel)?.past;
  }

  /** The reader looks at another channel. */
  turned() {
    for (const timeline of this.#store.state.timelines.values()) this.#tell(timeline);
  }

  /** The connection has been away for longer than a blink. */
  lost() {
    this.#lost = true;
    for (const timeline of this.#store.state.timelines.values()) {
      this.#tell(timeline);
      const { channel, cursor, messages, earlier } = timeline;
      const known = cursor !== null && (messages.length > 0 || earlier === null);
      if (known && !this.#heldAt.has(channel)) this.#heldAt.set(channel, messages.at(-1)?.n ?? 0);
    }
  }

  /** The connection is back; what was missed follows. */
  found() {
    this.#lost = false;
  }

  /** All that was missed in a channel has come, or a gap in its place. @param {string} channel @param {number} n of its newest message */
  caughtUp(channel, n) {
    const timeline = this.#store.state.timelines.get(channel);
    if (!timeline) return;
    const held = this.#heldAt.get(channel);
    this.#heldAt.delete(channel);
    if (held !== undefined) this.#miss(channel, missedSince(timeline, held, n));
    this.#tell(timeline);
  }

  /** The reader has seen what is new. @param {string} channel */
  seen(channel) {
    this.#store.fold(channel, { type: "seen" });
    if (!this.#store.state.missed.has(channel)) return;
    const missed = new Map(this.#store.state.missed);
    missed.delete(channel);
    this.#store.update({ missed });
  }

  /** @param {string} channel @param {number} count */
  #miss(channel, count) {
    if (count === 0) return;
    const { missed } = this.#store.state;
    this.#store.update({ missed: new Map(missed).set(channel, (missed.get(channel) ?? 0) + count) });
  }

  /** @param {Timeline} timeline */
  #tell({ channel }) {
    const away = !this.sees(channel) || this.#heldAt.has(channel);
    this.#store.fold(channel, { type: away ? "away" : "back" });
  }
}

/**
 * Messages of others after the one that was `held`. Where a gap came instead of them, all are counted that the channel
 * has, one's own from elsewhere too: they have not been read yet.
 *
 * @param {Timeline} timeline
 * @param {number} held
 * @param {number} n
 */
function missedSince({ messages, me }, held, n) {
  const oldest = messages[0]?.n ?? Number.POSITIVE_INFINITY;
  if (oldest > held + 1) return Math.max(0, n - held);
  return messages.filter((message) => message.n > held && message.from !== me).length;
}
