import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { learn, nameOf } from "../../../src-webapp/model/people.js";
import { Problem } from "../../../src-webapp/net/api.js";
import { gap, live, message } from "./double/events.js";
import { attended, settle, welcome } from "./double/session.js";

/** @type {ReturnType<typeof attended>["clock"]} */
let clock;
/** @type {ReturnType<typeof attended>["session"]} */
let session;
/** @type {ReturnType<typeof attended>["answers"]} */
let answers;
/** @type {ReturnType<typeof attended>["last"]} */
let last;
/** @type {ReturnType<typeof attended>["begin"]} */
let begin;
/** @type {ReturnType<typeof attended>["reconnect"]} */
let reconnect;

beforeEach(() => {
  ({ clock, session, answers, last, begin, reconnect } = attended());
});

test("names_of_strangers_are_asked_for_once", async () => {
  /** @type {string[]} */
  const wanted = [];
  answers.people = async (ids) => {
    wanted.push(...ids);
    return { people: [{ id: "bea", name: "Bea" }] };
  };
  begin(gap("0.0"), live, message(1, "a"));
  last().says(message(2, "b"));
  await settle();
  last().says(message(3, "c"));
  assert.deepEqual(wanted, ["bea"]);
  assert.equal(session.store.state.people.get("bea")?.name, "Bea");
});

/** Who sent what, by name, of the messages that were told. */
function heard() {
  /** @type {string[]} */
  const told = [];
  session.store.addEventListener("arrival", (event) => {
    const { messages } = /** @type {CustomEvent} */ (event).detail;
    for (const { from, text } of messages) told.push(`${nameOf(session.store.state.people, from)}: ${text}`);
  });
  return told;
}

test("a_stranger_s_message_is_told_when_the_name_is_known_and_others_after_it", async () => {
  const told = heard();
  /** @type {(answer: any) => void} */
  let answer = () => {};
  answers.people = () =>
    new Promise((resolve) => {
      answer = resolve;
    });
  begin(gap("0.0"), live, message(1, "a"));
  last().says(message(2, "b"));
  session.store.update({ people: learn(session.store.state.people, [{ id: "gus", name: "Gus" }]) });
  last().says(message(3, "c", { from: "gus" }));
  await settle();
  assert.deepEqual(told, []);
  const waiting = clock.waiting;
  answer({ people: [{ id: "bea", name: "Bea" }] });
  await settle();
  assert.deepEqual(told, ["Bea: a", "Bea: b", "Gus: c"]);
  assert.equal(clock.waiting, waiting - 1, "nobody waits for what has come");
});

test("a_message_is_told_without_a_name_where_none_is_found", async () => {
  const told = heard();
  answers.people = async () => {
    throw new Problem(0, "unreachable", "Cut.");
  };
  begin(gap("0.0"), live, message(1, "a"));
  await settle();
  assert.deepEqual(told, ["Somebody: a"]);
  answers.people = () => new Promise(() => {});
  last().says(message(2, "b"));
  await settle();
  assert.equal(told.length, 1);
  clock.pass(5_000);
  await settle();
  assert.deepEqual(told, ["Somebody: a", "Somebody: b"]);
});

test("typing_is_told_every_three_seconds_and_shown_for_five", () => {
  begin(gap("0.0"), live);
  const told = () => last().said.filter(({ type }) => type === "typing").length;
  session.typing("lobby");
  session.typing("lobby");
  assert.equal(told(), 1);
  clock.pass(3_000);
  session.typing("lobby");
  assert.equal(told(), 2);
  const shown = () => [...(session.store.state.typists.get("lobby")?.keys() ?? [])];
  last().says({ type: "typing", channel: "lobby", from: "bea" }, { type: "typing", channel: "lobby", from: "ann" });
  assert.deepEqual(shown(), ["bea"]);
  clock.pass(4_000);
  last().says({ type: "typing", channel: "lobby", from: "bea" });
  clock.pass(4_000);
  assert.deepEqual(shown(), ["bea"]);
  clock.pass(1_000);
  assert.deepEqual(shown(), []);
  last().says({ type: "typing", channel: "lobby", from: "bea" }, message(1, "done"));
  assert.deepEqual(shown(), []);
});

test("who_types_beside_those_who_are_named_is_counted_for_five_seconds", () => {
  begin(gap("0.0"), live);
  const others = () => session.store.state.others.get("lobby");
  last().says({ type: "typists", channel: "lobby", others: 12 });
  assert.equal(others(), 12);
  clock.pass(4_000);
  last().says({ type: "typists", channel: "lobby", others: 3 });
  clock.pass(4_000);
  assert.equal(others(), 3);
  clock.pass(1_000);
  assert.equal(others(), 0);
});

test("of_a_crowd_only_the_number_is_shown_until_it_is_none_any_more", () => {
  begin(gap("0.0"), live);
  const here = () => [...session.store.state.presence.keys()];
  const bea = { id: "bea", name: "Bea", state: "online" };
  last().says({ type: "presence", people: [bea] }, { type: "crowd", channel: "lobby", online: 4_998 });
  assert.deepEqual(here(), []);
  assert.equal(session.store.state.crowd, 4_998);
  last().says({ type: "crowd", channel: "elsewhere", online: 7 });
  assert.equal(session.store.state.crowd, 4_998);
  last().says({ type: "crowd", channel: "lobby", online: 0 }, { type: "presence", people: [bea] });
  assert.deepEqual(here(), ["bea"]);
  assert.equal(session.store.state.crowd, 0);
  last().says({ type: "crowd", channel: "lobby", online: 300 });
  reconnect();
  begin(live, { type: "presence", people: [bea] });
  assert.equal(session.store.state.crowd, 0);
  assert.deepEqual(here(), ["bea"]);
});

test("presence_is_asked_for_and_begins_anew_with_each_connection", () => {
  begin(gap("0.0"), live);
  assert.deepEqual(last().said[1], { type: "watch", people: [], channels: ["lobby"] });
  const here = () => [...session.store.state.presence.keys()];
  const bea = { id: "bea", name: "Bea", state: "online" };
  const cem = { id: "cem", name: "Cem", state: "online" };
  last().says({ type: "presence", people: [bea, cem] }, { type: "presence", people: [{ ...cem, state: "offline" }] });
  assert.deepEqual(here(), ["bea"]);
  reconnect();
  begin(live, { type: "presence", people: [cem] });
  assert.deepEqual(here(), ["cem"]);
});

/** @param {string} id @param {object} more */
const person = (id, more) => ({ id, name: id, handle: id, ...more });

test("a_changed_name_is_everywhere_and_one_s_own_too", () => {
  begin(gap("0.0"), live, message(1, "a"));
  last().says({
    type: "people",
    people: [person("bea", { name: "Beatrice", avatar: "t1" }), person("ann", { name: "Anna" })],
  });
  const { people, me } = session.store.state;
  assert.deepEqual(people.get("bea"), person("bea", { name: "Beatrice", avatar: "t1" }));
  assert.equal(me.name, "Anna");
  assert.equal(people.get("ann")?.name, "Anna");
});

test("a_name_that_may_not_be_told_changes_none_that_is_known", () => {
  begin(gap("0.0"), live);
  last().says({ type: "people", people: [person("bea", { name: "Bea" })] });
  last().says({ type: "presence", people: [{ id: "bea", name: "bea", state: "offline" }] });
  assert.equal(session.store.state.people.get("bea")?.name, "Bea");
});

test("a_status_ends_when_its_time_is_over", () => {
  begin(gap("0.0"), live);
  const until = clock.now() + 5_000;
  last().says({
    type: "people",
    people: [
      person("bea", { status: { text: "at lunch", until } }),
      person("cid", { status: { text: "away", until: until + 1_000 } }),
    ],
  });
  clock.pass(4_999);
  assert.ok(session.store.state.people.get("bea")?.status);
  clock.pass(1);
  assert.equal(session.store.state.people.get("bea")?.status, undefined);
  assert.equal(session.store.state.people.get("cid")?.status?.text, "away");
  clock.pass(1_000);
  assert.equal(session.store.state.people.get("cid")?.status, undefined);
});

test("who_was_changed_while_nothing_was_heard_is_asked_for_afterwards", async () => {
  session.iAm(person("ann", {}));
  /** @type {string[][]} */
  const wanted = [];
  answers.people = async (ids) => {
    wanted.push([...ids]);
    return { people: [person("bea", { name: "Beatrice" })] };
  };
  begin(gap("0.0"), live, message(1, "a"));
  await settle();
  wanted.length = 0;
  reconnect();
  last().opens();
  last().says(welcome, live);
  await settle();
  assert.deepEqual(wanted, [["ann", "bea"]]);
  assert.equal(session.store.state.people.get("bea")?.name, "Beatrice");
});
