import assert from "node:assert/strict";
import { test } from "node:test";
import { days } from "../../../src-webapp/model/layout.js";
import { colourOf, initials, learn, strangers } from "../../../src-webapp/model/people.js";
import { countOf, here, NOBODY, see } from "../../../src-webapp/model/presence.js";
import { typingLine } from "../../../src-webapp/model/typing.js";
import { freshCid } from "../../../src-webapp/net/cid.js";
import { message } from "./double/events.js";

test("initials_are_one_or_two_letters_of_any_script", () => {
  const names = ["Ann", "bea smith", "Cem von der Ö", "李小龙", "🦊 fox", "--", "x.y", "🦊"];
  assert.deepEqual(names.map(initials), ["A", "BS", "CÖ", "李", "F", "-", "XY", "🦊"]);
});

test("a_person_keeps_the_colour", () => {
  assert.equal(colourOf("p7Kd2"), colourOf("p7Kd2"));
  assert.ok(colourOf("p7Kd2") < 12);
});

test("people_are_learnt_and_strangers_named_once", () => {
  const people = learn(new Map(), [{ id: "a", name: "Ann" }]);
  assert.equal(learn(people, [{ id: "a", name: "Ann" }]), people);
  assert.deepEqual(strangers(people, ["a", "b", "b"]), ["b"]);
});

test("oneself_is_first_then_names_then_those_of_whom_it_is_not_known", () => {
  const presence = see(NOBODY, [
    { id: "1", name: "Zoe", state: "online" },
    { id: "2", name: "Bea", state: "unknown" },
    { id: "3", name: "Ann", state: "online" },
    { id: "4", name: "Me", state: "online" },
    { id: "5", name: "Gone", state: "offline" },
  ]);
  assert.deepEqual(
    here(presence, "4").map(({ name }) => name),
    ["Me", "Ann", "Zoe", "Bea"],
  );
  assert.equal(countOf(presence), 3);
});

test("the_typing_line_names_up_to_three", () => {
  const lines = [[], ["Ann"], ["Ann", "Bea"], ["Ann", "Bea", "Cem"], ["Ann", "Bea", "Cem", "Dee"]].map(typingLine);
  assert.deepEqual(lines, [
    "",
    "Ann is typing…",
    "Ann and Bea are typing…",
    "Ann, Bea and Cem are typing…",
    "Several people are typing…",
  ]);
});

test("messages_are_grouped_by_day_and_author", () => {
  const noon = new Date(2026, 8, 21, 12).getTime();
  const at = (/** @type {number} */ minutes) => ({ at: noon + minutes * 60_000 });
  const messages = [
    message(1, "a", at(-24 * 60)),
    message(2, "b", at(0)),
    message(3, "c", at(1)),
    message(4, "d", { ...at(2), from: "cem" }),
    message(5, "e", { ...at(20), from: "cem" }),
  ];
  const shown = days(messages, [{ cid: "x", text: "mine", at: noon, tries: 0, state: "waiting" }], "ann");
  assert.deepEqual(
    shown.map(({ key, rows }) => [key, rows.map((row) => `${row.key}${row.leads ? "!" : ""}`)]),
    [
      ["2026-9-20", ["s1!"]],
      ["2026-9-21", ["s2!", "s3", "s4!", "s5!", "cx!"]],
    ],
  );
});

test("an_own_send_keeps_its_key_when_it_becomes_a_message", () => {
  const [day] = days([message(1, "a", { from: "ann", cid: "x" })], [], "ann");
  assert.equal(day?.rows[0]?.key, "cx");
});

test("cids_fit_the_protocol_and_differ", () => {
  const cids = new Set(Array.from({ length: 1_000 }, () => freshCid()));
  assert.equal(cids.size, 1_000);
  for (const cid of cids) assert.match(cid, /^[A-Za-z0-9_.-]{16}$/);
});
