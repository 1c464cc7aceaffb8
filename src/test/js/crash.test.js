import assert from "node:assert/strict";
import { test } from "node:test";
import { Shelf } from "../../../src-webapp/net/shelf.js";
import { chance } from "./double/events.js";
import { Page, settle } from "./double/page.js";
import { World } from "./double/world.js";

const bytes = (/** @type {number} */ length, /** @type {number} */ seed) =>
  Uint8Array.from({ length }, (_, i) => (i * 31 + seed) & 255);

const plan = bytes(5_000, 1);
const photo = bytes(300, 2);

/** What Ann does in one sitting, without waiting for anything. @param {Page} page */
const sitting = (page) => [
  page.write("one"),
  page.write("two, with files", [new Blob([plan]), new Blob([photo], { type: "image/png" })]),
  page.write("three"),
];

const SAID = ["one", "two, with files", "three"];

/** @param {World} world */
const texts = (world) => world.journal.map(({ text }) => text);

/** Everything is at the server, once, in order and whole, and nothing is left behind. @param {World} world @param {readonly string[]} safe */
async function everythingArrived(world, safe) {
  const said = texts(world);
  const shelf = await Shelf.open(world.factory, "/");
  const left = await shelf.all("ann");
  shelf.close();
  assert.deepEqual(left, [], "nothing waits");
  assert.deepEqual(
    safe.filter((text) => !said.includes(text)),
    [],
    "what was safe arrived",
  );
  assert.deepEqual(
    SAID.filter((text) => said.includes(text)),
    said.filter((text) => SAID.includes(text)),
    "once and in order",
  );
  const files = world.journal.find(({ text }) => text.startsWith("two"))?.files ?? [];
  const sent = files.map(({ id }) => world.uploads.get(id)?.bytes);
  if (sent.length > 0) assert.deepEqual(sent, [plan, photo], "files are whole");
}

/** A page that dies at a step; null when it came to the end without. @param {World} world @param {number} dies */
async function dyingPage(world, dies) {
  const page = new Page(world, { dies });
  sitting(page);
  await page.live(20);
  return page.dead ? page : null;
}

test("a_page_that_dies_between_any_two_steps_loses_doubles_and_disorders_nothing", async () => {
  let dies = 1;
  for (; ; dies++) {
    const world = new World();
    const page = await dyingPage(world, dies);
    if (!page) break;
    const next = new Page(world);
    await next.live(20);
    assert.deepEqual(next.lobby?.pending, [], `step ${dies}`);
    await everythingArrived(world, page.safe);
  }
  assert.ok(dies > 40, `${dies} steps`);
  console.log(`${dies - 1} places to die`);
});

test("another_tab_takes_over_from_one_that_dies_between_any_two_steps", async () => {
  let dies = 1;
  for (; ; dies++) {
    const world = new World();
    const other = new Page(world);
    await other.live(1);
    const page = await dyingPage(world, dies);
    if (!page) break;
    await other.write("other");
    await other.live(20);
    assert.deepEqual(other.lobby?.pending, [], `step ${dies}`);
    await everythingArrived(world, [...page.safe, "other"]);
  }
  console.log(`${dies - 1} places to die`);
});

test("pages_that_die_again_and_again_before_a_server_that_lies_lose_and_double_nothing", async () => {
  const SCHEDULES = 100;
  let deaths = 0;
  for (let seed = 1; seed <= SCHEDULES; seed++) {
    const random = chance(seed);
    const world = new World((choices) => Math.floor(random() * choices));
    /** @type {string[]} */
    const safe = [];
    const first = new Page(world, { dies: 1 + Math.floor(random() * 70) });
    sitting(first);
    await first.live(10);
    safe.push(...first.safe);
    for (let i = 0; i < 4; i++) {
      const page = new Page(world, { dies: 1 + Math.floor(random() * 50) });
      await page.live(10);
      if (page.dead) deaths++;
      else page.die();
    }
    world.pick = () => 1;
    const last = new Page(world);
    await last.live(100);
    assert.deepEqual(last.lobby?.pending, [], `seed ${seed}`);
    await everythingArrived(world, safe).catch((error) => {
      throw new Error(`seed ${seed}`, { cause: error });
    });
  }
  console.log(`${SCHEDULES} schedules, ${deaths} deaths after the first`);
});

test("a_page_that_was_taken_for_dead_sends_nothing_twice", async () => {
  for (const hasBegun of [true, false]) {
    const world = new World();
    const frozen = new Page(world);
    await frozen.live(1);
    world.away = !hasBegun;
    sitting(frozen);
    await settle();
    frozen.freeze();
    world.away = false;
    const other = new Page(world);
    await other.live(hasBegun ? 10 : 2);
    frozen.thaw();
    await frozen.live(60);
    await other.live(10);
    assert.deepEqual(frozen.lobby?.pending, []);
    assert.deepEqual(other.lobby?.pending, []);
    assert.deepEqual(texts(world), SAID);
    await everythingArrived(world, SAID);
  }
});

test("another_person_at_the_same_browser_neither_sees_nor_sends_what_waits", async () => {
  const world = new World();
  const page = new Page(world);
  await page.live(1);
  page.freeze();
  await page.write("mine");
  page.die();
  const bea = new Page(world, { person: "bea" });
  await bea.live(20);
  await bea.write("hers");
  await bea.live(20);
  assert.deepEqual(texts(world), ["hers"]);
  bea.die();
  const again = new Page(world);
  await again.live(20);
  assert.deepEqual(
    world.journal.map(({ from, text }) => `${from}: ${text}`),
    ["bea: hers", "ann: mine"],
  );
});
