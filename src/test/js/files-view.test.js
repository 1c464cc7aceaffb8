import assert from "node:assert/strict";
import { test } from "node:test";
import { choose, foldersRefused } from "../../../src-webapp/model/choice.js";
import { addressOf, isInfected, isThere, smallAddressOf, wordsFor } from "../../../src-webapp/model/files.js";
import { hostBehind } from "../../../src-webapp/model/links.js";
import { news } from "../../../src-webapp/model/news.js";
import { placeOf, placeOfFilm } from "../../../src-webapp/model/pictures.js";

const file = (/** @type {string} */ name, size = 10) => ({ name, size });

test("files_over_a_limit_are_left_out_by_name_and_the_rest_stays", () => {
  const added = [file("a"), file("huge", 2_000_001), file("b"), file("c")];
  const { taken, problems } = choose(1, added, { file: 2_000_000, files: 3 });
  assert.deepEqual(
    taken.map(({ name }) => name),
    ["a", "b"],
  );
  assert.equal(problems.length, 2);
  assert.match(problems[0] ?? "", /“huge” has 2\.0 MB, at most 2\.0 MB are allowed/);
  assert.match(problems[1] ?? "", /at most 3 files. “c” was left out/);
  assert.deepEqual(choose(3, [file("d"), file("e")], { files: 3 }).taken, []);
  assert.match(choose(3, [file("d"), file("e")], { files: 3 }).problems[0] ?? "", /2 files were left out/);
  assert.deepEqual(choose(0, [file("d")], { files: 1 }).problems, []);
  assert.match(foldersRefused(["src"])[0] ?? "", /“src” is a folder/);
  assert.deepEqual(foldersRefused([]), []);
});

test("a_picture_has_its_place_before_it_is_loaded", () => {
  assert.deepEqual(placeOf({ width: 832, height: 400 }, true), { width: 416, height: 200 });
  assert.deepEqual(placeOf({ width: 30, height: 20 }, true), { width: 30, height: 20 });
  assert.deepEqual(placeOf({ width: 100_000, height: 1 }, true), { width: 416, height: 1 });
  assert.deepEqual(placeOf({}, true), placeOf({ width: 0, height: 9 }, false));
  const heights = [
    { width: 5, height: 900 },
    { width: 900, height: 5 },
    { width: 300, height: 200 },
  ];
  assert.deepEqual(new Set(heights.map((size) => placeOf(size, false).height)), new Set([160]));
  assert.deepEqual(placeOfFilm({ width: 1920, height: 1080 }), { width: 448, height: 252 });
  assert.deepEqual(placeOfFilm({}), { width: 448, height: 252 });
});

test("a_file_is_found_under_any_name_and_not_before_it_is_clean", () => {
  assert.equal(addressOf({ id: "a/b", name: "thumbnail", size: 1 }), "api/v1/files/a%2Fb/file");
  assert.equal(addressOf({ id: "a", name: "..", size: 1 }), "api/v1/files/a/file");
  assert.equal(smallAddressOf({ id: "a", name: "x.png", size: 1, thumbnail: true }), "api/v1/files/a/thumbnail");
  assert.equal(smallAddressOf({ id: "a", name: "x.png", size: 1 }), "api/v1/files/a/x.png");
  assert.equal(wordsFor({ id: "a", name: "x.png", size: 1, alt: "A cat" }), "A cat");
  assert.equal(wordsFor({ id: "a", size: 1 }), "Picture: Unnamed file");
  assert.ok(isThere({ id: "a", size: 1 }));
  assert.ok(!isThere({ id: "a", size: 1, state: "held" }));
  assert.ok(isInfected({ id: "a", size: 1, state: "infected" }));
});

test("a_link_that_looks_like_another_address_shows_where_it_leads", () => {
  assert.equal(hostBehind("https://bank.example/login", "https://evil.test/login"), "evil.test");
  assert.equal(hostBehind("bank.example", "https://bank.example.evil.test/"), "bank.example.evil.test");
  assert.equal(hostBehind("user@bank.example", "https://evil.test/"), "evil.test");
  assert.equal(hostBehind("https://\u0430pple.com", "https://xn--pple-43d.com"), "xn--pple-43d.com");
  assert.equal(hostBehind("https://example.org/a", "https://example.org/b"), null);
  assert.equal(hostBehind("example.org", "https://www.example.org/"), null);
  assert.equal(hostBehind("münchen.example", "https://xn--mnchen-3ya.example/"), null);
  assert.equal(hostBehind("our notes", "https://evil.test/"), null);
  assert.equal(hostBehind("bank.example", "mailto:a@b.example"), null);
});

test("those_who_listen_hear_what_becomes_of_what_they_sent_and_no_percentage", () => {
  const now = 10_000;
  const send = (/** @type {object} */ more) =>
    /** @type {any} */ ({ cid: "c", text: "x", at: now - 100, tries: 0, files: [], state: "waiting", ...more });
  const picture = (/** @type {object} */ more) => ({ key: "k", name: "a.png", state: "uploading", sent: 1, ...more });
  const timeline = (/** @type {any[]} */ pending, messages = /** @type {any[]} */ ([])) => ({ pending, messages });
  const told = (/** @type {any} */ before, /** @type {any} */ after, cut = false) => news(before, after, { now, cut });
  const none = timeline([]);
  const uploading = timeline([send({ files: [picture({})] })]);

  assert.deepEqual(told(none, timeline([send({})])), []);
  assert.deepEqual(told(none, timeline([send({})]), true), ["Waiting to be sent."]);
  assert.deepEqual(told(none, uploading), ["Uploading “a.png”."]);
  assert.deepEqual(told(uploading, timeline([send({ files: [picture({ sent: 9 })] })])), []);
  assert.deepEqual(told(uploading, timeline([send({ state: "failed", reason: "Too large." })])), [
    "Not sent. Too large.",
  ]);
  assert.deepEqual(told(uploading, timeline([], [{ cid: "c" }])), ["Sent, with “a.png”."]);
  assert.deepEqual(told(uploading, none), []);
  assert.deepEqual(told(timeline([send({})]), timeline([], [{ cid: "c" }])), []);
  assert.deepEqual(told(timeline([send({ at: 0 })]), timeline([], [{ cid: "c" }])), ["Sent."]);
});
