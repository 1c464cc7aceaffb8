import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates, completed, marksOf, mentionAt, pieces } from "../../../src-webapp/model/mentions.js";
import { Deeds } from "../../../src-webapp/net/deeds.js";
import { HeldClock } from "./double/clock.js";

const people = ["ann", "bea", "bob.b"].map((handle) => ({ id: handle, handle, name: `${handle.toUpperCase()} Smith` }));
const known = new Map(people.map((person) => [person.id, person]));

test("a_mention_begins_at_a_word_and_ends_at_the_caret", () => {
  const at = (/** @type {string} */ text) => mentionAt(text, text.length);
  assert.deepEqual(at("@"), { from: 0, typed: "" });
  assert.deepEqual(at("hello @be"), { from: 6, typed: "be" });
  assert.deepEqual(at("(@be"), { from: 1, typed: "be" });
  assert.equal(at("ann@example"), null);
  assert.equal(at("@bea said"), null);
  assert.deepEqual(mentionAt("@be and more", 3), { from: 0, typed: "be" });
});

test("what_is_completed_stands_where_it_was_typed_with_one_space_after_it", () => {
  assert.deepEqual(completed("hello @be", 6, 9, "bea"), { text: "hello @bea ", caret: 11 });
  assert.deepEqual(completed("@b you", 0, 2, "bea"), { text: "@bea you", caret: 5 });
});

test("people_are_found_by_sign_in_name_or_name_and_never_oneself", () => {
  const offered = (/** @type {string} */ typed) => candidates(people, typed, "ann").map(({ handle }) => handle);
  assert.deepEqual(offered("b"), ["bea", "bob.b"]);
  assert.deepEqual(offered("smi"), ["bea", "bob.b"]);
  assert.deepEqual(offered("ch"), ["channel"]);
  assert.deepEqual(offered("he"), ["here"]);
  assert.deepEqual(offered("ann"), []);
  const [gone] = candidates([{ id: "x", name: "Bea", handle: "x", inactive: true }], "x", "ann");
  assert.equal(gone, undefined);
});

test("only_what_the_server_took_for_a_mention_stands_out", () => {
  const marks = marksOf({ mentions: ["bea", "bob.b", "channel", "stranger"], from: "bea" }, known, "ann") ?? new Map();
  const shown = (/** @type {string} */ text) =>
    pieces(text, marks).map((piece) => (piece.mark ? `[${piece.text}]` : piece.text));
  assert.deepEqual(shown("hi @bea, @nobody"), ["hi ", "[@bea]", ", @nobody"]);
  assert.deepEqual(shown("ask @bob.b."), ["ask ", "[@bob.b]", "."]);
  assert.deepEqual(shown("@beatrice a@bea"), ["@beatrice a@bea"]);
  assert.equal(marks.get("bea")?.me, false);
  assert.equal(marks.get("channel")?.me, true);
  assert.equal(marksOf({ mentions: ["channel"], from: "ann" }, known, "ann")?.get("channel")?.me, false);
  assert.equal(marksOf({ mentions: [], from: "bea" }, known, "ann"), null);
});

test("a_deed_is_said_again_after_a_cut_until_it_is_done_or_refused", async () => {
  const clock = new HeldClock();
  /** @type {any[]} */
  const said = [];
  let cids = 0;
  const send = (/** @type {object} */ command) => Boolean(said.push(command));
  const deeds = new Deeds({ send, clock, cid: () => `d${++cids}` });
  const edit = deeds.do({ type: "edit", channel: "lobby", seq: 4, text: "x" });
  const remove = deeds.do({ type: "delete", channel: "plans", seq: 5 });
  deeds.live("lobby");
  assert.deepEqual(
    said.map(({ cid }) => cid),
    ["d1", "d2", "d1"],
  );
  assert.equal(deeds.refused({ type: "refused", cid: "d1", code: "busy", text: "Later.", retry: true }), true);
  clock.pass(1_000);
  assert.equal(said.length, 4);
  assert.equal(deeds.done("d1"), true);
  await edit;
  assert.equal(deeds.done("d1"), false);
  assert.equal(deeds.done(null), false);
  deeds.refused({ type: "refused", cid: "d2", code: "forbidden", text: "Not yours.", retry: false });
  await assert.rejects(remove, /Not yours/);
  assert.equal(deeds.refused({ type: "refused", cid: "d9", code: "busy", text: "", retry: true }), false);
});
