import assert from "node:assert/strict";
import { test } from "node:test";
import { brief } from "../../../src-webapp/model/brief.js";
import { addressOf, kindOf, labelOf, nameOf, sizeOf } from "../../../src-webapp/model/files.js";
import { days } from "../../../src-webapp/model/layout.js";
import { excess } from "../../../src-webapp/model/limits.js";
import { colourOf, initials, learn, strangers } from "../../../src-webapp/model/people.js";
import { countOf, here, NOBODY, see } from "../../../src-webapp/model/presence.js";
import { typingLine } from "../../../src-webapp/model/typing.js";
import { freshCid } from "../../../src-webapp/net/cid.js";
import { Drafts } from "../../../src-webapp/net/drafts.js";
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
  const lines = [[], ["Ann"], ["Ann", "Bea"], ["Ann", "Bea", "Cem"], ["Ann", "Bea", "Cem", "Dee"]].map((names) =>
    typingLine(names),
  );
  assert.deepEqual(lines, [
    "",
    "Ann is typing…",
    "Ann and Bea are typing…",
    "Ann, Bea and Cem are typing…",
    "Several people are typing…",
  ]);
});

test("of_many_who_type_a_few_are_named_and_the_others_counted", () => {
  assert.equal(typingLine(["Ann", "Bea", "Cem"], 12), "Ann, Bea, Cem and 12 others are typing…");
  assert.equal(typingLine(["Ann", "Bea", "Cem", "Dee"], 12), "Ann, Bea, Cem and 13 others are typing…");
  assert.equal(typingLine(["Ann"], 1), "Ann and 1 other are typing…");
  assert.equal(typingLine([], 2), "2 people are typing…");
  assert.equal(typingLine([], 1), "Somebody is typing…");
  assert.equal(typingLine(["Ann"], 0), "Ann is typing…");
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
  const shown = days(messages, [{ cid: "x", text: "mine", at: noon, tries: 0, files: [], state: "waiting" }], "ann");
  assert.deepEqual(
    shown.map(({ key, rows }) => [key, rows.map((row) => `${row.key}${row.leads ? "!" : ""}`)]),
    [
      ["2026-09-20", ["s1!"]],
      ["2026-09-21", ["s2!", "s3", "s4!", "s5!", "cx!"]],
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

test("what_is_spoken_has_no_markdown", () => {
  const spoken = (/** @type {string} */ text) => brief({ text, files: [] });
  assert.equal(spoken("**Good** morning, _all_"), "Good morning, all");
  assert.equal(spoken("see [the wiki](https://wiki.test/a) or https://x.test/b?c"), "see the wiki or link to x.test");
  assert.equal(spoken("# Plan\n- one\n- two\n```js\nlet a;\n```"), "Plan one two code: let a;");
  assert.equal(spoken("snake_case_name 2*3*4"), "snake_case_name 2*3*4");
  assert.equal([...spoken("🦊".repeat(500))].length, 161);
  const file = { id: "f", name: "plan.png", type: "image/png", size: 1 };
  assert.equal(brief({ text: "", files: [file] }), "file: plan.png");
  assert.equal(brief({ text: "look", files: [{ ...file, name: "" }] }), "look, file: a file");
});

test("a_file_is_shown_by_what_it_says_it_is", () => {
  const file = (/** @type {string} */ name, /** @type {string} */ type) => ({ id: "f 1", name, type, size: 1 });
  assert.equal(kindOf(file("a.png", "image/PNG; x=y")), "picture");
  assert.equal(kindOf(file("a.svg", "image/svg+xml")), "other");
  assert.equal(kindOf(file("a.html", "text/html")), "other");
  assert.equal(kindOf(file("a", "audio/ogg")), "audio");
  assert.equal(labelOf(file("report.final.pdf", "application/x")), "PDF");
  assert.equal(labelOf(file("noextension", "text/plain")), "PLAIN");
  assert.equal(labelOf(file("", "")), "FILE");
  assert.equal(nameOf(file("", "")), "Unnamed file");
  const bare = { id: "f1", size: 1 };
  assert.deepEqual([kindOf(bare), labelOf(bare), nameOf(bare)], ["other", "FILE", "Unnamed file"]);
  assert.equal(addressOf(bare), "api/v1/files/f1/file");
});

test("a_files_address_stays_below_its_id_whatever_it_is_called", () => {
  const at = (/** @type {string} */ name) => addressOf({ id: "f1", name, type: "", size: 0 });
  assert.equal(at("plan ä;#?.png"), "api/v1/files/f1/plan%20%C3%A4%3B%23%3F.png");
  for (const name of ["", ".", "..", "\ud800"]) {
    const url = new URL(at(name), "http://chat.test/chat/");
    assert.match(url.pathname, /^\/chat\/api\/v1\/files\/f1\/[^/]+$/);
  }
});

test("sizes_are_short_to_read", () => {
  const sizes = [0, 1, 999, 1_000, 48_213, 999_499, 999_500, 2_097_152, 5e12].map(sizeOf);
  assert.deepEqual(sizes, [
    "0 bytes",
    "1 byte",
    "999 bytes",
    "1.0 kB",
    "48 kB",
    "999 kB",
    "1.0 MB",
    "2.1 MB",
    "5.0 TB",
  ]);
});

test("a_text_over_the_limit_is_named_before_it_is_sent", () => {
  const limits = { text: 10, frame: 600, inFlight: 1, inFlightBytes: 1 };
  assert.equal(excess("1234567890", limits), null);
  assert.match(excess("äöüäöü", limits) ?? "", /12 bytes, at most 10/);
  assert.match(excess("\u0001".repeat(100), { ...limits, text: 1_000 }) ?? "", /in parts/);
});

test("a_draft_is_kept_for_its_person_and_channel_and_a_full_storage_is_no_fault", () => {
  /** @type {any} */
  const box = {};
  /** @type {any} */
  const storage = new Proxy(box, {
    get: (target, name) =>
      ({
        getItem: (/** @type {string} */ key) => target[key] ?? null,
        setItem: (/** @type {string} */ key, /** @type {string} */ value) => {
          target[key] = value;
        },
        removeItem: (/** @type {string} */ key) => delete target[key],
      })[/** @type {"getItem"} */ (name)],
  });
  const drafts = new Drafts(() => storage, "/chat/");
  drafts.write("ann", "lobby", "half a thought");
  assert.equal(drafts.read("ann", "lobby"), "half a thought");
  assert.equal(drafts.read("bea", "lobby"), "");
  assert.equal(new Drafts(() => storage, "/other/").read("ann", "lobby"), "");
  box.foreign = "stays";
  drafts.clear();
  assert.deepEqual(Object.keys(box), ["foreign"]);
  const refused = new Drafts(() => {
    throw new Error("denied");
  }, "/");
  refused.write("ann", "lobby", "x");
  assert.equal(refused.read("ann", "lobby"), "");
});
