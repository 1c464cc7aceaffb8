import assert from "node:assert/strict";
import { test } from "node:test";
import { next } from "../../../src-webapp/model/pending.js";
import { emptyTimeline, fold, isBehind, position } from "../../../src-webapp/model/timeline.js";
import { excessOf } from "../../../src-webapp/model/trimming.js";
import { edited, gap, live, message } from "./double/events.js";

/**
 * @import {OwnEvent, Timeline} from "../../../src-webapp/model/timeline.js"
 * @import {ServerEvent} from "../../../src-webapp/model/protocol.js"
 */

const start = emptyTimeline("lobby", "ann");

/** @param {Timeline} timeline @param {...(ServerEvent | OwnEvent)} events */
const after = (timeline, ...events) => events.reduce(fold, timeline);

/** @param {Timeline} timeline */
const texts = (timeline) => timeline.messages.map(({ text }) => text);

/** @param {string} cid @returns {OwnEvent} */
const write = (cid) => ({ type: "write", cid, text: `text of ${cid}`, at: 1 });

/** @param {string} cid @param {number} seq */
const mine = (cid, seq) => message(seq, `text of ${cid}`, { from: "ann", cid });

/** @param {string} cid @param {boolean} retry @returns {ServerEvent} */
const refusal = (cid, retry) => ({ type: "refused", cid, code: retry ? "busy" : "too-large", text: "No.", retry });

/** @param {Timeline} timeline */
const pending = (timeline) => timeline.pending.map(({ cid, state }) => `${cid} ${state}`);

const opened = after(start, gap("0.0"), live);

test("a_first_visit_begins_with_a_gap_and_pages_back_from_it", () => {
  let timeline = fold(start, gap("4.m4"));
  assert.equal(timeline.cursor, "4.m4");
  assert.equal(timeline.earlier, "4.m4");
  timeline = after(timeline, message(5, "five"), live);
  const page = [message(3, "three"), message(4, "four")];
  timeline = fold(timeline, { type: "page", to: "4.m4", messages: page, earlier: "2.m2" });
  assert.deepEqual(texts(timeline), ["three", "four", "five"]);
  timeline = fold(timeline, { type: "page", to: "2.m2", messages: [message(1, "one"), message(2, "two")] });
  assert.deepEqual(texts(timeline), ["one", "two", "three", "four", "five"]);
  assert.equal(timeline.earlier, null, "the beginning is reached");
  assert.equal(timeline.cursor, "5.m5");
});

test("an_empty_channel_has_nothing_earlier", () => {
  assert.equal(opened.earlier, null);
  assert.equal(opened.cursor, "0.0");
  assert.deepEqual(texts(fold(opened, message(1, "first"))), ["first"]);
});

test("a_repeated_event_shows_once_and_moves_no_cursor", () => {
  const timeline = after(opened, message(1, "a"), message(2, "b"));
  assert.equal(after(timeline, message(1, "a"), message(2, "b")), timeline);
});

test("an_event_beyond_a_hole_waits_until_the_hole_is_filled", () => {
  const early = after(opened, message(3, "c"), message(2, "b"));
  assert.deepEqual(texts(early), []);
  assert.equal(position(early), 0);
  const filled = fold(early, message(1, "a"));
  assert.deepEqual(texts(filled), ["a", "b", "c"]);
  assert.equal(filled.cursor, "3.m3");
  assert.equal(filled.ahead.size, 0);
});

test("a_hole_on_a_live_connection_asks_to_resume_and_a_cut_forgets_what_came_early", () => {
  const torn = after(opened, message(1, "a"), message(3, "c"));
  assert.ok(isBehind(torn));
  const cut = fold(torn, { type: "cut" });
  assert.equal(cut.ahead.size, 0);
  assert.equal(cut.cursor, "1.m1", "resumes after what is held");
  assert.deepEqual(texts(after(cut, message(2, "b"), message(3, "c"), live)), ["a", "b", "c"]);
});

test("a_head_beyond_the_cursor_means_behind", () => {
  const timeline = fold(opened, message(1, "a"));
  assert.ok(!isBehind(timeline, 1));
  assert.ok(isBehind(timeline, 2));
});

test("an_edit_shows_the_new_text_in_its_old_place", () => {
  const timeline = after(opened, message(1, "a"), message(2, "b"), edited(3, 1, "A"));
  assert.deepEqual(texts(timeline), ["A", "b"]);
  assert.equal(timeline.messages[0]?.mark, "m1");
  assert.equal(timeline.messages[0]?.cid, "bea-1");
  assert.equal(timeline.cursor, "3.m3");
});

test("an_older_revision_is_ignored", () => {
  const timeline = after(opened, message(1, "newest", { revision: 3 }), edited(2, 1, "older"));
  assert.deepEqual(texts(timeline), ["newest"]);
  assert.equal(timeline.cursor, "2.m2", "but the event counts");
  const again = after(opened, message(1, "a"), edited(2, 1, "A"), message(1, "a"));
  assert.deepEqual(texts(again), ["A"]);
});

test("a_repeated_message_in_a_newer_state_is_shown_so", () => {
  const timeline = after(opened, message(1, "a"), message(2, "b"), message(1, "A", { revision: 5 }));
  assert.deepEqual(texts(timeline), ["A", "b"]);
  assert.equal(timeline.cursor, "2.m2");
});

test("an_edit_that_overtakes_the_page_of_its_message_is_not_lost", () => {
  const timeline = after(start, gap("4.m4"), edited(5, 2, "B"), edited(6, 2, "BB"));
  const page = [message(2, "b"), message(4, "d")];
  const paged = fold(timeline, { type: "page", to: "4.m4", messages: page, earlier: "1.m1" });
  assert.deepEqual(texts(paged), ["BB", "d"]);
  assert.equal(paged.strays.size, 0);
});

test("a_page_that_knows_more_than_the_socket_stays_as_it_is", () => {
  const page = [message(1, "A", { revision: 4 })];
  const timeline = after(start, gap("3.m3"), { type: "page", to: "3.m3", messages: page }, edited(4, 1, "A"));
  assert.deepEqual(texts(timeline), ["A"]);
});

test("a_late_page_of_before_a_gap_is_ignored", () => {
  const asked = fold(start, gap("4.m4"));
  const jumped = fold(asked, gap("9.m9"));
  const late = fold(jumped, { type: "page", to: "4.m4", messages: [message(4, "d")] });
  assert.equal(late, jumped);
});

test("the_same_page_twice_shows_its_messages_once", () => {
  /** @type {OwnEvent} */
  const page = { type: "page", to: "2.m2", messages: [message(1, "a"), message(2, "b"), message(2, "b")] };
  assert.deepEqual(texts(after(start, gap("2.m2"), page, page)), ["a", "b"]);
});

test("a_gap_drops_what_is_held_also_what_a_restored_journal_no_longer_has", () => {
  const timeline = after(opened, message(1, "a"), message(2, "b"), message(3, "c"), gap("2.other"));
  assert.deepEqual(texts(timeline), []);
  assert.equal(timeline.cursor, "2.other");
  assert.equal(timeline.earlier, "2.other");
  assert.deepEqual(texts(fold(timeline, message(3, "another c"))), ["another c"]);
});

test("a_cursor_that_the_server_does_not_know_is_given_up_but_no_send", () => {
  const lost = after(opened, message(1, "a"), write("x"), { type: "sending", cid: "x" }, { type: "lost" });
  assert.equal(lost.cursor, null);
  assert.deepEqual(pending(lost), ["x waiting"]);
  assert.equal(fold(lost, message(2, "b")), lost, "nothing counts before the gap");
});

test("what_is_trimmed_can_be_paged_back", () => {
  const timeline = after(opened, message(1, "a"), message(2, "b"), message(3, "c"), { type: "trim", keep: 1 });
  assert.deepEqual(texts(timeline), ["c"]);
  assert.equal(timeline.earlier, "2.m2");
  assert.equal(fold(timeline, { type: "trim", keep: 1 }), timeline);
  const page = [message(1, "a"), message(2, "b")];
  assert.deepEqual(texts(fold(timeline, { type: "page", to: "2.m2", messages: page })), ["a", "b", "c"]);
});

test("who_reads_farther_up_goes_on_there_when_the_rest_is_let_go", () => {
  const many = Array.from({ length: 20 }, (_, i) => message(i + 1, `${i + 1}`));
  const timeline = after(opened, ...many, { type: "trim", keep: 3, at: 8 });
  assert.deepEqual(texts(timeline), ["18", "19", "20"]);
  assert.deepEqual(
    timeline.past?.messages.map(({ text }) => text),
    ["5", "6", "7", "8", "9", "10"],
  );
  assert.equal(timeline.past?.earlier, "4.m4");
  assert.equal(after(opened, ...many, { type: "trim", keep: 3, at: 2 }).past?.earlier, null);
  const near = after(opened, ...many);
  assert.equal(fold(near, { type: "trim", keep: 3, at: 15 }), near, "nothing lies between");
  assert.equal(fold(near, { type: "trim", keep: 3, at: 99 }), near);
});

test("of_what_is_shown_something_is_let_go_before_it_grows_without_bound", () => {
  const held = (/** @type {number} */ count) =>
    after(opened, ...Array.from({ length: count }, (_, i) => message(i + 1, "x")));
  const [some, many, most] = [held(1_000), held(1_001), held(2_101)];
  assert.equal(excessOf(some, null), null);
  assert.equal(fold(many, excessOf(many, null) ?? { type: "seen" }).messages.length, 400);
  assert.equal(excessOf(many, { seq: 5 }), null, "one may read on");
  assert.equal(excessOf(most, { seq: 102 }), null);
  const less = fold(most, excessOf(most, { seq: 101 }) ?? { type: "seen" });
  assert.deepEqual([less.messages.length, less.past?.messages.length], [400, 500]);
  assert.equal(excessOf(less, { seq: 101 }), null);
  assert.equal(excessOf(most, {}), null, "at what is on its way");
});

test("events_of_other_channels_and_unknown_kinds_change_nothing", () => {
  assert.equal(fold(opened, message(1, "a", { channel: "kitchen" })), opened);
  assert.equal(fold(opened, /** @type {any} */ ({ type: "reacted", channel: "lobby", seq: 1 })), opened);
});

test("a_send_becomes_the_real_message_when_the_event_comes_alone", () => {
  let timeline = after(opened, write("x"));
  assert.equal(next(timeline.pending)?.cid, "x");
  timeline = fold(timeline, { type: "sending", cid: "x" });
  assert.equal(next(timeline.pending), undefined);
  timeline = fold(timeline, mine("x", 1));
  assert.deepEqual(pending(timeline), []);
  assert.deepEqual(texts(timeline), ["text of x"]);
});

test("a_send_becomes_the_real_message_whichever_of_message_and_sent_comes_first", () => {
  const sending = after(opened, write("x"), { type: "sending", cid: "x" });
  /** @type {ServerEvent} */
  const sent = { type: "sent", cid: "x", channel: "lobby", seq: 1 };
  const kept = fold(sending, sent);
  assert.deepEqual(pending(kept), ["x kept"], "shown, but not sent again");
  assert.equal(next(kept.pending), undefined);
  for (const timeline of [after(kept, mine("x", 1)), after(sending, mine("x", 1), sent)]) {
    assert.deepEqual(pending(timeline), []);
    assert.deepEqual(texts(timeline), ["text of x"]);
  }
});

test("an_own_message_beyond_a_hole_acknowledges_its_send", () => {
  const timeline = after(opened, write("x"), { type: "sending", cid: "x" }, mine("x", 2));
  assert.deepEqual(pending(timeline), ["x kept"]);
  assert.deepEqual(pending(fold(timeline, message(1, "a"))), []);
});

test("a_send_that_was_kept_before_a_gap_is_not_shown_twice", () => {
  const timeline = after(opened, write("x"), { type: "sending", cid: "x" }, { type: "cut" }, gap("7.m7"));
  assert.deepEqual(pending(timeline), ["x waiting"]);
  assert.deepEqual(pending(fold(timeline, { type: "page", to: "7.m7", messages: [mine("x", 6)] })), []);
  assert.deepEqual(pending(fold(timeline, { type: "sent", cid: "x", channel: "lobby", seq: 6 })), []);
});

test("an_acknowledgement_of_a_journal_that_is_no_more_does_not_count", () => {
  const kept = after(opened, write("x"), { type: "sent", cid: "x", channel: "lobby", seq: 5 });
  assert.deepEqual(pending(fold(kept, gap("3.other"))), ["x waiting"]);
  assert.deepEqual(pending(fold(kept, gap("5.m5"))), []);
});

test("anothers_message_with_my_cid_is_not_mine", () => {
  const timeline = after(opened, write("x"), message(1, "hello", { cid: "x" }));
  assert.deepEqual(pending(timeline), ["x waiting"]);
});

test("sends_leave_one_by_one_in_the_order_they_were_written", () => {
  let timeline = after(opened, write("x"), write("y"), { type: "sending", cid: "x" });
  assert.equal(next(timeline.pending), undefined, "one unanswered at a time");
  timeline = fold(timeline, mine("x", 1));
  assert.equal(next(timeline.pending)?.cid, "y");
});

test("busy_and_unavailable_send_the_same_again_first", () => {
  const timeline = after(opened, write("x"), write("y"), { type: "sending", cid: "x" }, refusal("x", true));
  assert.equal(next(timeline.pending)?.cid, "x");
  assert.equal(timeline.pending[0]?.tries, 1);
});

test("a_final_refusal_stays_visible_and_lets_the_next_pass", () => {
  const timeline = after(opened, write("x"), write("y"), { type: "sending", cid: "x" }, refusal("x", false));
  assert.deepEqual(pending(timeline), ["x failed", "y waiting"]);
  assert.equal(next(timeline.pending)?.cid, "y");
  const [failed] = timeline.pending;
  assert.equal(failed?.state === "failed" && failed.reason, "No.");
  const again = fold(timeline, { type: "again", cid: "x", fresh: "z" });
  assert.deepEqual(pending(again), ["y waiting", "z waiting"]);
  assert.equal(again.pending[1]?.text, "text of x");
  assert.deepEqual(pending(fold(timeline, { type: "discard", cid: "x" })), ["y waiting"]);
});

test("a_cut_sends_the_unanswered_again_with_the_same_cid", () => {
  const timeline = after(opened, write("x"), { type: "sending", cid: "x" }, { type: "cut" });
  assert.equal(next(timeline.pending)?.cid, "x");
  assert.equal(timeline.live, false);
});

test("a_file_that_says_neither_its_name_nor_its_type_is_held_with_both_empty", () => {
  const bare = { files: [{ id: "f1", size: 5 }] };
  const held = [{ id: "f1", name: "", type: "", size: 5 }];
  const began = fold(emptyTimeline("lobby", "ann"), { type: "gap", channel: "lobby", to: "1.m1" });
  const paged = fold(began, { type: "page", to: "1.m1", messages: [message(1, "a", bare)] });
  const posted = fold(paged, message(2, "b", bare));
  assert.deepEqual(
    posted.messages.map(({ files }) => files),
    [held, held],
  );
  const change = edited(3, 2, "B");
  const merged = fold(posted, { ...change, message: { ...change.message, ...bare } });
  assert.deepEqual(merged.messages[1]?.files, held);
  assert.equal(merged.messages[1]?.text, "B");
});
