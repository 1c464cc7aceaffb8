import assert from "node:assert/strict";
import { test } from "node:test";
import { isEdited } from "../../../src-webapp/model/messages.js";
import { roomsIn, roomsOf } from "../../../src-webapp/model/rooms.js";
import { dayKey, useZone } from "../../../src-webapp/model/zone.js";

const rooms = roomsOf(
  /** @type {any} */ ([
    { id: "c1", name: "plans" },
    { id: "c2", name: "q1.2027" },
    { id: "c3", name: "büro" },
    { id: "c4", name: "" },
  ]),
);

/** @param {string} text */
const named = (text) =>
  roomsIn(text, rooms).flatMap(({ text: words, channel }) => (channel ? [`${words}=${channel}`] : []));

test("a_channel_s_name_leads_to_it_where_it_is_one_of_mine", () => {
  assert.deepEqual(named("see #plans, #Plans. and (#q1.2027)."), ["#plans=c1", "#Plans=c1", "#q1.2027=c2"]);
  assert.deepEqual(named("#büro #plan #plans2 a#plans /#plans ##plans &#plans; #"), ["#büro=c3"]);
  assert.equal(
    roomsIn("see #plans, now", rooms)
      .map(({ text }) => text)
      .join(""),
    "see #plans, now",
  );
});

test("days_are_those_of_the_zone_that_was_chosen", () => {
  const at = Date.UTC(2027, 0, 31, 23, 30);
  useZone("Asia/Tokyo");
  assert.equal(dayKey(at), "2027-02-01");
  useZone("America/New_York");
  assert.equal(dayKey(at), "2027-01-31");
  useZone("Mars/Olympus");
  const own = dayKey(at);
  useZone(null);
  assert.equal(dayKey(at), own);
});

test("that_files_were_checked_is_no_edit_and_takes_none_back", () => {
  const message = /** @type {any} */ ({ seq: 3, revision: 3, files: [] });
  const files = [{ id: "f", size: 1, checked: 5 }];
  assert.equal(isEdited(message), false);
  assert.equal(isEdited({ ...message, revision: 5, files }), false);
  assert.equal(isEdited({ ...message, revision: 5, edited: 4, files }), true);
  assert.equal(isEdited({ ...message, revision: 6, edited: 6, files }), true);
  assert.equal(isEdited({ ...message, revision: 7, edited: 4, deleted: true }), false);
});
