/**
 * A page that dies at its n-th step: whatever leaves it or reaches it is a step, before its effect and after. What a
 * dead page asked for before it died happens; it hears nothing of it.
 *
 * @import {Wiring} from "../../../../src-webapp/net/socket.js"
 * @import {World} from "./world.js"
 */
import { Problem } from "../../../../src-webapp/net/api.js";
import { Outbox } from "../../../../src-webapp/net/outbox.js";
import { Session } from "../../../../src-webapp/net/session.js";
import { Shelf } from "../../../../src-webapp/net/shelf.js";
import { Tus } from "../../../../src-webapp/net/tus.js";
import { HeldClock } from "./clock.js";

const NEVER = new Promise(() => {});

let pages = 0;

/** Lets everything happen that is under way. */
export async function settle() {
  for (let i = 0; i < 12; i++) await new Promise((resolve) => setImmediate(resolve));
}

export class Page {
  clock = new HeldClock();
  tab = `tab-${++pages}`;
  steps = 0;
  dead = false;
  /** Texts whose writer was told that they are safe. @type {string[]} */
  safe = [];
  #cids = 0;
  /** @type {Link | null} */
  #link = null;

  /** @param {World} world @param {{dies?: number, person?: string, storage?: boolean}} [how] */
  constructor(world, { dies = Number.POSITIVE_INFINITY, person = "ann", storage = true } = {}) {
    this.world = world;
    this.dies = dies;
    world.alive.add(this.tab);
    this.outbox = new Outbox(person, {
      open: () => (storage ? this.#open() : Promise.reject(new Error("no storage"))),
      tabs: {
        id: this.tab,
        ready: Promise.resolve(),
        lives: async (tab) => world.alive.has(tab),
        close: () => world.alive.delete(this.tab),
      },
      clock: this.clock,
    });
    this.session = new Session(
      { id: person, name: person },
      {
        api: {
          socketUrl: () => "",
          me: () => this.around(async () => ({ id: person, name: person })),
          people: async () => ({ people: [] }),
          around: () => Promise.reject(new Error("nobody looks back here")),
          page: (_, to) => this.around(async () => /** @type {any} */ (world.page(to))),
        },
        outbox: this.outbox,
        tus: new Tus((asked) =>
          this.around(() => world.ask(person, asked)).then((answer) => {
            if (world.pick(7) === 0) throw new Problem(0, "unreachable", "No answer.");
            return answer;
          }),
        ),
        connect: (wiring) => {
          this.#link = new Link(this, person, wiring);
          return this.#link;
        },
        clock: this.clock,
        random: () => 0.5,
        cid: () => `${this.tab}-${++this.#cids}`,
      },
    );
    this.session.start();
  }

  get lobby() {
    return this.session.store.state.timelines.get("lobby");
  }

  /** Whether the page lives on. */
  step() {
    if (!this.dead && ++this.steps === this.dies) this.die();
    return !this.dead;
  }

  die() {
    this.dead = true;
    this.world.alive.delete(this.tab);
  }

  /** The browser lets it do nothing: others take it for dead. */
  freeze() {
    this.#link?.leave();
    this.world.alive.delete(this.tab);
  }

  thaw() {
    this.world.alive.add(this.tab);
    this.#link?.goOn();
  }

  /** @template T @param {() => Promise<T>} effect @returns {Promise<T>} */
  async around(effect) {
    if (!this.step()) return /** @type {Promise<any>} */ (NEVER);
    const result = await effect();
    return this.step() ? result : /** @type {Promise<any>} */ (NEVER);
  }

  /** @param {string} text @param {readonly Blob[]} [files] */
  async write(text, files = []) {
    await this.session.write(
      "lobby",
      text,
      files.map((blob) => ({ blob })),
    );
    if (!this.dead) this.safe.push(text);
  }

  /** Lets seconds pass, at most so many and until nothing waits. @param {number} seconds */
  async live(seconds) {
    for (let i = 0; i < seconds && !this.dead; i++) {
      if (i > 7 && this.session.store.state.waiting === 0) break;
      await settle();
      this.clock.pass(1_000);
    }
    await settle();
  }

  /** @returns {Promise<Shelf>} */
  async #open() {
    const shelf = await this.around(() => Shelf.open(this.world.factory, "/"));
    return /** @type {any} */ ({
      all: (/** @type {any[]} */ ...args) => this.around(() => Reflect.apply(shelf.all, shelf, args)),
      add: (/** @type {any[]} */ ...args) => this.around(() => Reflect.apply(shelf.add, shelf, args)),
      change: (/** @type {any[]} */ ...args) => this.around(() => Reflect.apply(shelf.change, shelf, args)),
      changeAll: (/** @type {any[]} */ ...args) => this.around(() => Reflect.apply(shelf.changeAll, shelf, args)),
      file: (/** @type {any[]} */ ...args) => this.around(() => Reflect.apply(shelf.file, shelf, args)),
      close: () => shelf.close(),
    });
  }
}

/** A connection to the world, which may lose what is on its way in both directions. */
class Link {
  #page;
  #person;
  #wiring;
  #open = false;
  #stopped = true;

  /** @param {Page} page @param {string} person @param {Wiring} wiring */
  constructor(page, person, wiring) {
    this.#page = page;
    this.#person = person;
    this.#wiring = wiring;
  }

  start() {
    this.#stopped = false;
    setImmediate(() => this.#begin());
  }

  stop() {
    this.#stopped = true;
    this.leave();
  }

  nudge() {}

  resume() {
    if (this.#open) this.goOn();
  }

  goOn() {
    this.leave();
    this.#wiring.cut(true);
    this.#page.clock.after(200, () => this.#begin());
  }

  /** @param {any} command */
  send(command) {
    if (!this.#open || !this.#page.step()) return false;
    if (command.type !== "send") return true;
    const { world } = this.#page;
    if (world.pick(9) === 0) this.#break();
    else setImmediate(() => this.#says(world.send(this.#person, command)));
    return true;
  }

  #begin() {
    if (this.#stopped || this.#open || !this.#page.step()) return;
    const { world } = this.#page;
    this.#open = true;
    world.links.set(this, (events) => this.#says(events));
    this.#says(world.hello(this.#person, this.#wiring.cursors().lobby));
  }

  /** @param {object[]} events */
  #says(events) {
    if (events.length === 0) return;
    const twice = this.#page.world.pick(9) === 0 ? events : [];
    if (this.#page.world.pick(9) === 0) return this.#break();
    setImmediate(() => {
      if (this.#open && this.#page.step()) this.#wiring.heard(/** @type {any} */ ([...events, ...twice]));
    });
  }

  #break() {
    setImmediate(() => this.#page.dead || this.resume());
  }

  leave() {
    this.#open = false;
    this.#page.world.links.delete(this);
  }
}
