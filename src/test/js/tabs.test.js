import assert from "node:assert/strict";
import { test } from "node:test";
import { PATIENCE, Tabs } from "../../../src-webapp/net/tabs.js";
import { HeldClock } from "./double/clock.js";

/** @import {Air} from "../../../src-webapp/net/tabs.js" */

const settle = () => new Promise((resolve) => setImmediate(resolve));

/** Where pages call each other. */
class Room {
  /** @type {Set<Air>} */
  #airs = new Set();

  /** @returns {Air} */
  air() {
    const airs = this.#airs;
    /** @type {Air} */
    const air = {
      onmessage: null,
      postMessage: (data) => {
        for (const other of airs)
          if (other !== air)
            setImmediate(() => other.onmessage?.call(/** @type {any} */ (null), /** @type {any} */ ({ data })));
      },
      close: () => airs.delete(air),
    };
    airs.add(air);
    return air;
  }
}

/** Web Locks, as far as they are used. */
class Locks {
  /** @type {Map<string, Promise<unknown>>} */
  #held = new Map();

  /** @param {string} name @param {any} options @param {any} [then] */
  async request(name, options, then) {
    const { signal } = then ? options : { signal: null };
    const aborted = new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
    await Promise.race([this.#held.get(name), aborted]);
    const done = Promise.resolve((then ?? options)({ name }));
    this.#held.set(name, done);
    return done;
  }
}

test("without_locks_who_answers_lives_and_who_is_silent_is_dead", async () => {
  const clock = new HeldClock();
  const room = new Room();
  const one = new Tabs("one", "/", { clock, air: room.air() });
  const two = new Tabs("two", "/", { clock, air: room.air() });
  assert.equal(await one.lives("two"), true);
  assert.equal(await one.lives("one"), true);
  two.close();
  const asked = one.lives("two");
  await settle();
  clock.pass(PATIENCE);
  assert.equal(await asked, false);
  assert.equal(clock.waiting, 0);
});

test("with_locks_a_page_that_is_gone_is_known_at_once", async () => {
  const clock = new HeldClock();
  const locks = /** @type {any} */ (new Locks());
  const one = new Tabs("one", "/", { clock, locks });
  const two = new Tabs("two", "/", { clock, locks });
  await Promise.all([one.ready, two.ready]);
  const asked = one.lives("two");
  await settle();
  clock.pass(PATIENCE);
  assert.equal(await asked, true);
  const dying = one.lives("two");
  two.close();
  assert.equal(await dying, false);
  assert.equal(clock.waiting, 0);
});

test("where_locks_are_refused_pages_call_each_other", async () => {
  const clock = new HeldClock();
  const room = new Room();
  const locks = /** @type {any} */ ({ request: () => Promise.reject(new Error("refused")) });
  const one = new Tabs("one", "/", { clock, locks, air: room.air() });
  const two = new Tabs("two", "/", { clock, locks, air: room.air() });
  await Promise.all([one.ready, two.ready]);
  assert.equal(await one.lives("two"), true);
});
