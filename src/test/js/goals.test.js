import assert from "node:assert/strict";
import { test } from "node:test";
import { goalsFor, goalsOf, strangersOf } from "../../../src-webapp/model/goals.js";

const ann = { id: "a", name: "Ann Archer", handle: "ann" };
const bea = { id: "b", name: "Bea Berger", handle: "bb" };
const cem = { id: "c", name: "Cem Çelik", handle: "cem" };
const gone = { id: "g", name: "Bert Gone", handle: "bert", inactive: true };
const people = new Map([ann, bea, cem, gone].map((person) => [person.id, person]));

const channel = (/** @type {string} */ id, /** @type {object} */ more = {}) =>
  /** @type {any} */ ({ id, kind: "public", name: id, n: 0, read: 0, head: 0, ...more });
const direct = (/** @type {string} */ id, /** @type {string[]} */ ...others) =>
  channel(id, { kind: "direct", name: "", with: others });

/** What is offered to Ann. @param {any[]} channels @param {string} typed @param {string[]} [found] */
function offered(channels, typed, found = []) {
  const strangers = strangersOf(people.values(), channels, "a");
  return goalsFor(goalsOf(channels, people, "a"), strangers, typed, new Set(found)).map(({ title }) => title);
}

test("people_one_has_not_written_to_yet_are_found_by_name_and_handle", () => {
  assert.deepEqual(offered([channel("lobby")], "be"), ["Bea Berger"]);
  assert.deepEqual(offered([channel("lobby")], "@BB"), ["Bea Berger"]);
  assert.deepEqual(offered([channel("lobby")], "celik"), ["Cem Çelik"]);
  assert.deepEqual(offered([], "ann"), ["Ann Archer (you)"]);
});

test("a_sign_says_whether_channels_or_people_are_meant", () => {
  const channels = [channel("bees"), direct("d2", "b", "c")];
  assert.deepEqual(offered(channels, "#be"), ["bees"]);
  assert.deepEqual(offered(channels, "@be", ["b"]), ["Bea Berger, Cem Çelik", "Bea Berger"]);
  assert.deepEqual(offered(channels, "#x", ["b"]), []);
});

test("whoever_one_has_a_conversation_with_alone_is_offered_once", () => {
  const talks = [direct("d1", "a", "b"), direct("d2", "b", "c")];
  assert.deepEqual(offered(talks, "bb"), ["Bea Berger", "Bea Berger, Cem Çelik"]);
  assert.deepEqual(offered(talks, "cem"), ["Cem Çelik", "Bea Berger, Cem Çelik"]);
  assert.deepEqual(offered([direct("d3", "a")], "ann"), ["Ann Archer (you)"]);
});

test("the_better_match_comes_first_and_of_equal_ones_the_channel", () => {
  assert.deepEqual(offered([channel("bees"), channel("club-b")], "be"), ["bees", "Bea Berger"]);
  assert.deepEqual(offered([channel("number-b")], "be"), ["Bea Berger", "number-b"]);
});

test("whom_the_server_found_is_offered_though_one_does_not_see_why", () => {
  assert.deepEqual(offered([], "xyz"), []);
  assert.deepEqual(offered([], "xyz", ["c"]), ["Cem Çelik"]);
});
