import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Problem } from "../../../src-webapp/net/api.js";
import { edited, gap, live, message } from "./double/events.js";
import { attended, settle, welcome } from "./double/session.js";

/** @type {ReturnType<typeof attended>["clock"]} */
let clock;
/** @type {ReturnType<typeof attended>["sockets"]} */
let sockets;
/** @type {ReturnType<typeof attended>["session"]} */
let session;
/** @type {ReturnType<typeof attended>["answers"]} */
let answers;
/** @type {ReturnType<typeof attended>["asked"]} */
let asked;
/** @type {ReturnType<typeof attended>["last"]} */
let last;
/** @type {ReturnType<typeof attended>["begin"]} */
let begin;
/** @type {ReturnType<typeof attended>["reconnect"]} */
let reconnect;

beforeEach(() => {
  ({ clock, sockets, session, answers, asked, last, begin, reconnect } = attended());
});

const lobby = () => /** @type {any} */ (session.store.state.timelines.get("lobby"));
const texts = () => lobby().messages.map((/** @type {any} */ { text }) => text);
const sends = () => last().said.filter(({ type }) => type === "send");

test("the_first_visit_loads_the_newest_page", async () => {
  answers.page = async () => ({ messages: [message(1, "a"), message(2, "b")], people: [{ id: "bea", name: "Bea" }] });
  begin(gap("2.m2"), live);
  assert.equal(session.store.state.pages.get("lobby"), "loading");
  await settle();
  assert.deepEqual(asked, [["lobby", "2.m2", 50]]);
  assert.deepEqual(texts(), ["a", "b"]);
  assert.equal(session.store.state.people.get("bea")?.name, "Bea");
  assert.equal(session.store.state.pages.size, 0);
});

test("after_a_cut_it_resumes_from_what_it_holds", () => {
  begin(gap("0.0"), live, message(1, "a"));
  reconnect();
  last().opens();
  assert.deepEqual(last().said, [{ type: "hello", cursors: { lobby: "1.m1" } }]);
  last().says(welcome, message(2, "b"), edited(3, 1, "A"), live);
  assert.deepEqual(texts(), ["A", "b"]);
});

test("a_send_waits_for_what_was_missed_and_is_not_repeated_when_it_is_among_it", async () => {
  begin(gap("0.0"), live);
  await session.write("lobby", "hello");
  assert.deepEqual(sends(), [{ type: "send", cid: "cid-1", channel: "lobby", text: "hello" }]);
  reconnect();
  begin(message(1, "hello", { from: "ann", cid: "cid-1" }), live);
  assert.deepEqual(sends(), []);
  assert.deepEqual(texts(), ["hello"]);
  assert.equal(session.hasUnsent, false);
});

test("a_send_that_was_lost_goes_again_with_its_cid_and_in_order", async () => {
  begin(gap("0.0"), live);
  await session.write("lobby", "one");
  await session.write("lobby", "two");
  assert.equal(sends().length, 1);
  reconnect();
  begin(live);
  assert.deepEqual(
    sends().map(({ cid }) => cid),
    ["cid-1"],
  );
  last().says(
    { type: "sent", cid: "cid-1", channel: "lobby", seq: 1 },
    message(1, "one", { from: "ann", cid: "cid-1" }),
  );
  assert.deepEqual(
    sends().map(({ cid }) => cid),
    ["cid-1", "cid-2"],
  );
});

test("what_is_written_while_cut_leaves_on_return", async () => {
  begin(gap("0.0"), live);
  last().ends();
  await session.write("lobby", "offline");
  assert.equal(session.hasUnsent, true);
  clock.pass(1_000);
  begin(live);
  assert.deepEqual(
    sends().map(({ text }) => text),
    ["offline"],
  );
});

test("busy_repeats_the_same_send_after_a_pause_and_holds_back_the_next", async () => {
  begin(gap("0.0"), live);
  await session.write("lobby", "one");
  await session.write("lobby", "two");
  last().says({ type: "refused", cid: "cid-1", code: "busy", text: "Too much.", retry: true });
  assert.equal(sends().length, 1);
  clock.pass(2_000);
  assert.deepEqual(
    sends().map(({ cid }) => cid),
    ["cid-1", "cid-1"],
  );
});

test("a_final_refusal_is_shown_and_the_next_send_leaves", async () => {
  begin(gap("0.0"), live);
  await session.write("lobby", "one");
  await session.write("lobby", "two");
  last().says({ type: "refused", cid: "cid-1", code: "too-large", text: "Too large.", retry: false });
  assert.equal(lobby().pending[0].reason, "Too large.");
  assert.equal(sends().length, 2);
  await session.retry("lobby", "cid-1");
  assert.deepEqual(
    lobby().pending.map((/** @type {any} */ { cid }) => cid),
    ["cid-2", "cid-3"],
  );
});

test("a_send_that_is_never_answered_means_a_broken_connection", async () => {
  begin(gap("0.0"), live);
  await session.write("lobby", "one");
  clock.pass(20_000);
  last().says({ type: "heads", channels: {} });
  clock.pass(11_000);
  assert.equal(sockets.length, 2);
  begin(live);
  assert.equal(sends().length, 1);
});

test("an_answered_send_leaves_no_timer", async () => {
  begin(gap("0.0"), live);
  await settle();
  const before = clock.waiting;
  await session.write("lobby", "one");
  last().says(message(1, "one", { from: "ann", cid: "cid-1" }));
  assert.equal(clock.waiting, before);
});

test("heads_beyond_the_cursor_resume", () => {
  begin(gap("0.0"), live, message(1, "a"));
  last().says({ type: "heads", channels: { lobby: 1, kitchen: 9 } });
  assert.equal(sockets.length, 1);
  last().says({ type: "heads", channels: { lobby: 2 } });
  clock.pass(1_000);
  last().opens();
  assert.deepEqual(last().said[0].cursors, { lobby: "1.m1" });
});

test("a_hole_on_a_live_connection_resumes_without_waiting", () => {
  begin(gap("0.0"), live, message(1, "a"));
  last().says(message(3, "c"));
  clock.pass(1_000);
  begin(message(2, "b"), message(3, "c"), live);
  assert.deepEqual(texts(), ["a", "b", "c"]);
});

test("a_cursor_that_is_not_known_over_http_begins_anew", async () => {
  answers.page = async () => {
    throw new Problem(409, "unknown-cursor", "Begin again.");
  };
  begin(gap("2.m2"), live);
  await settle();
  clock.pass(1_000);
  last().opens();
  assert.deepEqual(last().said, [{ type: "hello", cursors: {} }]);
});

test("a_page_that_failed_is_tried_again_on_return", async () => {
  answers.page = async () => {
    throw new Problem(0, "unreachable", "No answer.");
  };
  begin(gap("2.m2"), live);
  await settle();
  assert.equal(session.store.state.pages.get("lobby"), "failed");
  answers.page = async () => ({ messages: [message(2, "b")], people: [] });
  reconnect();
  begin(live);
  await settle();
  assert.deepEqual(texts(), ["b"]);
});

test("a_page_is_not_asked_for_twice_at_once", async () => {
  begin(gap("2.m2"), live);
  session.loadEarlier("lobby");
  session.loadEarlier("lobby");
  await settle();
  assert.equal(asked.length, 1);
});

test("only_a_cut_that_lasts_is_shown", () => {
  begin(gap("0.0"), live);
  assert.equal(session.store.state.link, "open");
  last().ends();
  assert.equal(session.store.state.link, "blink");
  clock.pass(2_900);
  assert.equal(session.store.state.link, "blink");
  clock.pass(200);
  assert.equal(session.store.state.link, "cut");
  begin(live);
  assert.equal(session.store.state.link, "open");
  clock.pass(10_000);
  assert.equal(session.store.state.link, "open");
});

test("a_restart_of_its_server_is_not_shown", () => {
  begin(gap("0.0"), live);
  const links = new Set();
  session.store.addEventListener("change", () => links.add(session.store.state.link));
  last().says({ type: "goaway", after: 1_900 });
  clock.pass(1_900);
  begin(message(1, "meanwhile"), live);
  clock.pass(10_000);
  assert.deepEqual([session.store.state.link, texts()], ["open", ["meanwhile"]]);
  assert.ok(!links.has("cut"));
});

test("whoever_is_no_longer_signed_in_hears_so", async () => {
  answers.me = async () => undefined;
  last().ends();
  await settle();
  assert.equal(session.store.state.link, "signed-out");
  clock.pass(60_000);
  assert.equal(sockets.length, 1);
});

test("nothing_is_sent_in_the_name_of_somebody_else", async () => {
  begin(gap("0.0"), live);
  last().ends();
  await session.write("lobby", "mine");
  clock.pass(1_000);
  last().opens();
  last().says({ ...welcome, me: "bea" }, gap("0.0"), live);
  assert.equal(session.store.state.link, "other");
  assert.equal(sends().length, 0);
  assert.equal(lobby().pending.length, 1, "and nothing is forgotten");
});

test("what_follows_the_welcome_of_somebody_else_is_left_alone", async () => {
  begin(gap("0.0"), live, message(1, "a"));
  const held = lobby();
  reconnect();
  last().opens();
  last().says({ ...welcome, me: "bea" }, gap("5.x"), message(6, "for bea"), { type: "heads", channels: { lobby: 9 } });
  await settle();
  assert.equal(session.store.state.link, "other");
  assert.deepEqual(asked, [], "no page is loaded in the name of the other");
  assert.deepEqual(lobby(), { ...held, live: false });
});

test("arrivals_are_others_live_messages_once", async () => {
  /** @type {string[]} */
  const arrived = [];
  session.store.addEventListener("arrival", (event) => {
    arrived.push(.../** @type {CustomEvent} */ (event).detail.messages.map((/** @type {any} */ { text }) => text));
  });
  begin(gap("0.0"), live, message(1, "a"), message(2, "own", { from: "ann" }), message(1, "a"), edited(3, 1, "A"));
  last().says(message(5, "e"), message(4, "d"));
  await settle();
  assert.deepEqual(arrived, ["a", "d", "e"]);
});

test("what_was_missed_is_counted_on_return_and_forgotten_when_it_is_seen", () => {
  const missed = () => session.store.state.missed.get("lobby");
  begin(gap("0.0"), live, message(1, "a"));
  last().ends();
  clock.pass(1_000);
  begin(message(2, "b"), live);
  assert.equal(missed(), undefined, "a blink is not told");
  assert.equal(lobby().newFrom, null);
  last().ends();
  clock.pass(4_000);
  assert.equal(session.store.state.link, "cut");
  begin(message(3, "mine", { from: "ann" }), message(4, "d"), message(5, "e"), live, message(6, "f"));
  assert.equal(missed(), 2);
  assert.equal(lobby().newFrom, 4);
  session.seen("lobby");
  assert.equal(missed(), undefined);
  assert.equal(lobby().newFrom, null);
});

test("where_a_gap_comes_instead_of_what_was_missed_the_count_is_the_servers", () => {
  begin(gap("0.0"), live, message(1, "a"));
  last().ends();
  clock.pass(4_000);
  last().opens();
  last().says({ ...welcome, channels: [{ ...welcome.channels[0], head: 900, n: 851 }] }, gap("900.m900"), live);
  assert.equal(session.store.state.missed.get("lobby"), 850);
  assert.equal(lobby().newFrom, 2);
});

test("what_comes_while_the_page_is_hidden_is_new", async () => {
  begin(gap("0.0"), live, message(1, "a"));
  session.look(false);
  last().says(message(2, "b"));
  session.look(true);
  last().says(message(3, "c"));
  assert.equal(lobby().newFrom, 2);
  await session.write("lobby", "I have read it");
  assert.equal(lobby().newFrom, null);
});

test("what_waits_is_counted", async () => {
  begin(gap("0.0"), live);
  await session.write("lobby", "one");
  await session.write("lobby", "two");
  assert.equal(session.store.state.waiting, 2);
  last().says(message(1, "one", { from: "ann", cid: "cid-1" }));
  assert.equal(session.store.state.waiting, 1);
});
