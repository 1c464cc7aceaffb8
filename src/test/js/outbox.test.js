import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Problem } from "../../../src-webapp/net/api.js";
import { Shelf } from "../../../src-webapp/net/shelf.js";
import { Page, settle } from "./double/page.js";
import { World } from "./double/world.js";

/** @type {World} */
let world;

const picture = () => new File(["a picture"], "cat.png", { type: "image/png" });

/** @param {Page} page */
const told = (page) =>
  page.lobby?.pending.map(({ text, state, files }) => [text, state, ...files.map((file) => file.state)].join(" "));

/** @param {Page} page @returns {[string, string, string]} channel, cid and key of the first pending file */
const firstFile = (page) => {
  const send = page.lobby?.pending[0];
  return ["lobby", send?.cid ?? "", send?.files[0]?.key ?? ""];
};

/** @param {Page} page */
async function reload(page) {
  page.die();
  const next = new Page(world);
  await next.live(2);
  return next;
}

const shelved = async () => {
  const shelf = await Shelf.open(world.factory, "/");
  const entries = await shelf.all("ann");
  shelf.close();
  return entries;
};

/** The server takes no bytes. */
const takeNone = () => {
  const { ask } = world;
  world.ask = async (person, asked) => {
    if (asked.method === "PATCH") throw new Problem(0, "unreachable", "Cut.");
    return ask.call(world, person, asked);
  };
  return () => {
    world.ask = ask;
  };
};

beforeEach(() => {
  world = new World();
});

test("without_storage_what_waits_is_sent_all_the_same_and_said_to_be_unsafe", async () => {
  const page = new Page(world, { storage: false });
  await page.live(1);
  assert.equal(page.session.store.state.outbox, "memory");
  page.freeze();
  await page.write("one", [picture()]);
  assert.equal(page.session.wouldLose, true);
  page.thaw();
  await page.live(20);
  assert.deepEqual(
    world.journal.map(({ text }) => text),
    ["one"],
  );
  assert.equal(page.session.wouldLose, false);
});

test("a_send_for_which_there_is_no_room_is_unsafe_until_it_is_sent", async () => {
  const page = new Page(world);
  await page.live(1);
  page.freeze();
  const { prototype } = Shelf;
  const { add } = prototype;
  prototype.add = () => Promise.reject(new DOMException("full", "QuotaExceededError"));
  await page.write("one", [picture()]);
  prototype.add = add;
  await page.write("two");
  assert.equal(page.session.store.state.outbox, "memory");
  page.thaw();
  await page.live(20);
  assert.deepEqual(
    world.journal.map(({ text }) => text),
    ["one", "two"],
  );
  assert.equal(page.session.store.state.outbox, "kept");
});

test("a_database_that_is_taken_away_loses_nothing_of_what_this_page_holds", async () => {
  const page = new Page(world);
  await page.live(1);
  page.freeze();
  await page.write("one");
  const { prototype } = Shelf;
  const { all } = prototype;
  prototype.all = () => Promise.reject(new DOMException("closed", "InvalidStateError"));
  await page.live(6);
  prototype.all = all;
  assert.deepEqual(told(page), ["one waiting"]);
  assert.equal(page.session.store.state.outbox, "memory");
  assert.equal(page.session.wouldLose, true);
  page.thaw();
  await page.live(20);
  assert.deepEqual(
    world.journal.map(({ text }) => text),
    ["one"],
  );
});

test("a_reload_shows_what_waits_with_its_preview_and_goes_on_with_its_upload", async () => {
  const restore = takeNone();
  const page = new Page(world);
  await page.live(1);
  await page.write("look", [picture()]);
  await page.live(1);
  assert.deepEqual(told(page), ["look waiting uploading"]);
  const next = await reload(page);
  assert.deepEqual(told(next), ["look waiting uploading"]);
  assert.match(next.lobby?.pending[0]?.files[0]?.preview ?? "", /^blob:/);
  restore();
  await next.live(60);
  assert.deepEqual(
    world.journal.map(({ text, files }) => [text, files[0]?.id]),
    [["look", "f1"]],
  );
  assert.equal(world.uploads.size, 1, "the upload that was begun before");
});

test("an_upload_can_be_stopped_and_tried_again_also_after_a_reload", async () => {
  const restore = takeNone();
  const page = new Page(world);
  await page.live(1);
  await page.write("look", [picture()]);
  await page.live(1);
  await page.session.cancelFile(...firstFile(page));
  assert.deepEqual(told(page), ["look failed cancelled"]);
  await page.write("later");
  await page.live(3);
  assert.deepEqual(
    world.journal.map(({ text }) => text),
    ["later"],
    "what follows does not wait for it",
  );
  const next = await reload(page);
  assert.deepEqual(told(next), ["look failed cancelled"]);
  restore();
  await next.session.retryFile(...firstFile(next));
  await next.live(60);
  assert.deepEqual(
    world.journal.map(({ text }) => text),
    ["later", "look"],
  );
});

test("a_file_that_is_refused_says_why_and_can_be_left_out", async () => {
  const { ask } = world;
  world.ask = async (person, asked) =>
    asked.method === "POST"
      ? { status: 413, header: () => null, text: '{"code":"too-large","detail":"At most 5 bytes."}' }
      : ask.call(world, person, asked);
  const page = new Page(world);
  await page.live(1);
  await page.write("look", [picture()]);
  await page.live(2);
  const next = await reload(page);
  const send = next.lobby?.pending[0];
  assert.equal(send?.state === "failed" && send.reason, "“cat.png” could not be uploaded. At most 5 bytes.");
  await next.session.removeFile(...firstFile(next));
  await next.live(20);
  assert.deepEqual(
    world.journal.map(({ text, files }) => [text, files]),
    [["look", []]],
  );
  assert.deepEqual(await shelved(), []);
});

test("a_picture_alone_that_is_removed_takes_its_send_along_and_its_upload", async () => {
  takeNone();
  const page = new Page(world);
  await page.live(1);
  await page.write("", [picture()]);
  await page.live(1);
  assert.equal(world.uploads.size, 1);
  await page.session.removeFile(...firstFile(page));
  await page.live(1);
  assert.deepEqual(told(page), []);
  assert.deepEqual(await shelved(), []);
  assert.equal(world.uploads.size, 0);
});

test("uploads_that_the_server_has_swept_are_sent_again", async () => {
  const page = new Page(world);
  await page.live(1);
  world.away = true;
  await page.write("look", [picture()]);
  page.freeze();
  world.away = false;
  await page.live(3);
  assert.deepEqual(told(page), ["look waiting uploaded"]);
  world.uploads.clear();
  page.thaw();
  await page.live(20);
  assert.deepEqual(
    world.journal.map(({ text, files }) => [text, files[0]?.id]),
    [["look", "f2"]],
  );
});

test("what_was_refused_for_good_is_kept_with_the_reason_and_can_be_tried_again_after_a_reload", async () => {
  const { send } = world;
  world.send = (_, { cid }) => [{ type: "refused", cid, code: "forbidden", text: "Not now.", retry: false }];
  const page = new Page(world);
  await page.live(1);
  await page.write("please");
  await page.live(1);
  const next = await reload(page);
  assert.equal(next.lobby?.pending[0]?.state === "failed" && next.lobby.pending[0].reason, "Not now.");
  world.send = send;
  await next.session.retry("lobby", next.lobby?.pending[0]?.cid ?? "");
  await next.live(20);
  assert.deepEqual(
    world.journal.map(({ text }) => text),
    ["please"],
  );
  assert.deepEqual(await shelved(), []);
});

test("what_was_taken_back_does_not_come_again", async () => {
  const page = new Page(world);
  await page.live(1);
  page.freeze();
  await page.write("one");
  await page.write("two");
  await page.session.cancel("lobby", page.lobby?.pending[0]?.cid ?? "");
  const next = await reload(page);
  await next.live(20);
  assert.deepEqual(
    world.journal.map(({ text }) => text),
    ["two"],
  );
});

test("what_is_discarded_at_sign_out_is_gone_in_every_tab", async () => {
  const one = new Page(world);
  const two = new Page(world);
  for (const page of [one, two]) {
    await page.live(1);
    page.freeze();
    world.alive.add(page.tab);
    await page.write(`of ${page === one ? "one" : "two"}`);
  }
  await one.session.discardAll();
  one.session.stop();
  two.session.stop();
  await settle();
  const next = new Page(world);
  await next.live(20);
  assert.deepEqual(world.journal, []);
});

test("what_is_written_at_once_after_a_reload_comes_after_what_waited", async () => {
  const page = new Page(world);
  await page.live(1);
  page.freeze();
  await page.write("before");
  page.die();
  const next = new Page(world);
  next.write("after");
  await next.live(20);
  assert.deepEqual(
    world.journal.map(({ text }) => text),
    ["before", "after"],
  );
});
