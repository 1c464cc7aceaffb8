import assert from "node:assert/strict";
import { test } from "node:test";
import { next, waitingOf } from "../../../src-webapp/model/pending.js";
import { emptyTimeline, fold } from "../../../src-webapp/model/timeline.js";
import { gap, live, message } from "./double/events.js";

/**
 * @import {FileChange, PendingFile} from "../../../src-webapp/model/pending-files.js"
 * @import {OwnEvent, Timeline} from "../../../src-webapp/model/timeline.js"
 * @import {ServerEvent} from "../../../src-webapp/model/protocol.js"
 */

/** @param {Timeline} timeline @param {...(ServerEvent | OwnEvent)} events */
const after = (timeline, ...events) => events.reduce(fold, timeline);

const opened = after(emptyTimeline("lobby", "ann"), gap("0.0"), live);

/** @param {string} key @returns {PendingFile} */
const file = (key) => ({ key, name: key, type: "", size: 9, alt: "", preview: null, state: "waiting", sent: 0 });

/** @param {string} cid @param {...string} keys @returns {OwnEvent} */
const write = (cid, ...keys) => ({ type: "write", cid, text: `text of ${cid}`, at: 1, files: keys.map(file) });

/** @param {string} cid @param {string} key @param {FileChange} change @returns {OwnEvent} */
const change = (cid, key, change) => ({ type: "file", cid, key, change });

/** @type {FileChange} */
const up = { state: "uploaded", sent: 9, id: "f" };

/** @param {Timeline} timeline */
const told = ({ pending }) =>
  pending.map((send) => `${send.cid} ${send.state}${send.state === "failed" ? `: ${send.reason}` : ""}`);

test("a_message_goes_when_all_its_files_are_up_and_a_later_text_waits_behind_it", () => {
  let timeline = after(opened, write("x", "a", "b"), write("y"));
  assert.equal(next(timeline.pending), undefined);
  timeline = after(timeline, change("x", "a", up), change("x", "b", { state: "uploading", sent: 4 }));
  assert.equal(next(timeline.pending), undefined);
  timeline = fold(timeline, change("x", "b", up));
  assert.equal(next(timeline.pending)?.cid, "x");
});

test("a_file_that_fails_says_why_and_holds_up_nobody_else", () => {
  const failed = after(
    opened,
    write("x", "a"),
    write("y"),
    change("x", "a", { state: "failed", reason: "It is too large." }),
  );
  assert.deepEqual(told(failed), ["x failed: “a” could not be uploaded. It is too large.", "y waiting"]);
  assert.equal(next(failed.pending)?.cid, "y");
  assert.equal(waitingOf(failed.pending), 2);
  const again = fold(failed, change("x", "a", { state: "waiting" }));
  assert.deepEqual(told(again), ["x waiting", "y waiting"]);
  assert.equal(again.pending[0]?.files[0]?.reason, undefined);
});

test("a_stopped_file_can_be_tried_again_or_left_out", () => {
  const stopped = after(opened, write("x", "a", "b"), change("x", "b", up), change("x", "a", { state: "cancelled" }));
  assert.deepEqual(told(stopped), ["x failed: The upload of “a” was stopped."]);
  const without = fold(stopped, { type: "drop-file", cid: "x", key: "a" });
  assert.equal(next(without.pending)?.files.length, 1);
  const again = fold(stopped, { type: "again", cid: "x", fresh: "z" });
  assert.deepEqual(told(again), ["z waiting"]);
  assert.deepEqual(
    again.pending[0]?.files.map(({ state }) => state),
    ["waiting", "uploaded"],
  );
});

test("a_send_without_text_goes_with_its_last_file", () => {
  /** @type {OwnEvent} */
  const bare = { type: "write", cid: "x", text: "", at: 1, files: [file("a")] };
  assert.deepEqual(told(after(opened, bare, { type: "drop-file", cid: "x", key: "a" })), []);
  assert.deepEqual(told(after(opened, write("y", "a"), { type: "drop-file", cid: "y", key: "a" })), ["y waiting"]);
});

test("what_is_on_its_way_does_not_change", () => {
  const sending = after(opened, write("x", "a"), change("x", "a", up), { type: "sending", cid: "x" });
  assert.equal(fold(sending, { type: "drop-file", cid: "x", key: "a" }), sending);
  assert.equal(fold(sending, change("x", "a", { state: "cancelled" })), sending);
});

test("a_file_that_became_clean_or_infected_is_shown_so_and_an_older_word_is_ignored", () => {
  const posted = fold(opened, message(1, "a", { files: [{ id: "f1", size: 5, state: "held" }] }));
  const { mark, cid, ...state } = message(1, "a", { files: [{ id: "f1", size: 5 }], revision: 2 });
  const clean = fold(posted, { type: "files", channel: "lobby", seq: 2, mark: "m2", at: 5, message: state });
  assert.deepEqual(clean.messages[0]?.files, [{ id: "f1", name: "", type: "", size: 5 }]);
  assert.equal(clean.cursor, "2.m2");
  const late = { ...state, revision: 1, files: [{ id: "f1", size: 5, state: "infected" }] };
  assert.deepEqual(
    fold(clean, { type: "files", channel: "lobby", seq: 3, mark: "m3", at: 5, message: late }).messages,
    clean.messages,
  );
});

test("the_new_divider_stands_before_the_first_message_of_others_that_came_while_the_reader_was_away", () => {
  const away = after(opened, message(1, "a"), { type: "away" }, message(2, "mine", { from: "ann" }));
  assert.equal(away.newFrom, null);
  const back = after(away, message(3, "c"), message(4, "d"), { type: "back" }, message(5, "e"));
  assert.equal(back.newFrom, 3, "and it stays for the reader to see");
  assert.equal(fold(back, { type: "seen" }).newFrom, null);
  assert.equal(after(back, { type: "away" }, message(6, "f")).newFrom, 3, "what was not seen yet is still the first");
});

test("where_too_much_was_missed_the_new_begins_after_what_was_held", () => {
  const held = after(opened, message(1, "a"));
  assert.equal(after(held, { type: "away" }, gap("900.x")).newFrom, 2);
  assert.equal(after(held, gap("900.x")).newFrom, null);
  assert.equal(after(emptyTimeline("lobby", "ann"), { type: "away" }, gap("900.x")).newFrom, null, "a first visit");
});
