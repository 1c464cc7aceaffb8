import assert from "node:assert/strict";
import { test } from "node:test";
import { Problem } from "../../../src-webapp/net/api.js";
import { isFinal, PART, Tus } from "../../../src-webapp/net/tus.js";
import { World } from "./double/world.js";

/** @import {Answer, Asked} from "../../../src-webapp/net/http.js" */

/** @param {World} world @param {(asked: Asked) => Promise<Answer | null>} [instead] */
function uploader(world, instead = async () => null) {
  /** @type {string[]} */
  const asked = [];
  const tus = new Tus(async (request) => {
    asked.push(`${request.method} ${request.headers["Upload-Offset"] ?? ""}`.trim());
    return (await instead(request)) ?? world.ask("ann", request);
  });
  /** @type {string[]} */
  const begun = [];
  /** @type {number[]} */
  const sent = [];
  const send = (/** @type {Blob} */ blob, /** @type {string | undefined} */ id = undefined) =>
    tus.send({
      ...{ blob, name: "plän.png", type: "image/png", ...(id ? { id } : {}) },
      begun: async (fresh) => begun.push(fresh),
      sent: (bytes) => sent.push(bytes),
      signal: new AbortController().signal,
    });
  return { send, tus, asked, begun, sent };
}

/** @param {number} status @param {object} [told] */
const answer = (status, told = {}) => ({ status, header: () => null, text: JSON.stringify(told) });

test("a_file_goes_up_in_parts_under_its_name", async () => {
  const world = new World();
  const blob = new Blob([new Uint8Array(PART), "the end"]);
  /** @type {{[name: string]: string} | null} */
  let headers = null;
  const { send, asked, begun } = uploader(world, async (request) => {
    headers ??= request.headers;
    return null;
  });
  assert.equal(await send(blob), "f1");
  assert.deepEqual(asked, ["POST", "PATCH 0", `PATCH ${PART}`]);
  assert.deepEqual(begun, ["f1"]);
  const metadata = headers?.["Upload-Metadata"] ?? "";
  const name = /^filename (\S+),filetype (\S+)$/.exec(metadata);
  assert.equal(Buffer.from(name?.[1] ?? "", "base64").toString(), "plän.png");
  assert.equal(Buffer.from(name?.[2] ?? "", "base64").toString(), "image/png");
  assert.equal(world.uploads.get("f1")?.offset, blob.size);
});

test("an_empty_file_is_there_when_it_is_created", async () => {
  const { send, asked } = uploader(new World());
  assert.equal(await send(new Blob([])), "f1");
  assert.deepEqual(asked, ["POST"]);
});

test("an_upload_goes_on_where_the_server_has_it", async () => {
  const world = new World();
  const first = uploader(world, async ({ method }) => {
    if (method === "PATCH") throw new Problem(0, "unreachable", "Cut.");
    return null;
  });
  const blob = new Blob(["0123456789"]);
  await assert.rejects(first.send(blob), Problem);
  Object.assign(world.uploads.get("f1") ?? {}, { offset: 4 });
  const second = uploader(world);
  assert.equal(await second.send(blob, "f1"), "f1");
  assert.deepEqual(second.asked, ["HEAD", "PATCH 4"]);
  assert.deepEqual(second.begun, []);
  assert.equal(second.sent.at(-1), 10);
});

test("an_upload_that_expired_begins_anew", async () => {
  const { send, asked, begun } = uploader(new World());
  assert.equal(await send(new Blob(["abc"]), "gone"), "f1");
  assert.deepEqual(asked, ["HEAD", "POST", "PATCH 0"]);
  assert.deepEqual(begun, ["f1"]);
});

test("an_upload_that_vanishes_under_way_again_and_again_is_given_up_for_now", async () => {
  const { send } = uploader(new World(), async ({ method }) => (method === "PATCH" ? answer(410) : null));
  await assert.rejects(send(new Blob(["abc"])), (problem) => problem instanceof Problem && !isFinal(problem));
});

test("who_disagrees_with_the_server_asks_it", async () => {
  for (const status of [409, 460]) {
    let disputes = 0;
    const world = new World();
    const { send, asked } = uploader(world, async ({ method }) => {
      if (method !== "PATCH" || disputes++ > 0) return null;
      Object.assign(world.uploads.get("f1") ?? {}, { offset: 2 });
      return answer(status);
    });
    await send(new Blob(["abcdef"]));
    assert.deepEqual(asked, ["POST", "PATCH 0", "HEAD", "PATCH 2"]);
  }
});

test("a_server_with_which_one_gets_nowhere_is_not_asked_for_ever", async () => {
  const { send } = uploader(new World(), async ({ method }) => (method === "PATCH" ? answer(409) : null));
  await assert.rejects(send(new Blob(["abc"])), (problem) => problem instanceof Problem && !isFinal(problem));
});

test("a_server_that_has_more_than_there_is_has_something_else", async () => {
  const world = new World();
  const { send, begun } = uploader(world);
  world.uploads.set("odd", { person: "ann", length: 9, bytes: new Uint8Array(9), offset: 9, posted: false });
  assert.equal(await send(new Blob(["abc"]), "odd"), "f1");
  assert.deepEqual(begun, ["f1"]);
});

test("what_the_server_refuses_for_good_is_told_in_its_words", async () => {
  const detail = "The file has 9 bytes; at most 5 are allowed.";
  for (const status of [400, 403, 404, 413, 422, 507]) {
    const { send } = uploader(new World(), async () => answer(status, { code: "too-large", detail }));
    await assert.rejects(
      send(new Blob(["abc"])),
      (problem) => problem instanceof Problem && isFinal(problem) && problem.message === detail,
    );
  }
  for (const status of [0, 401, 423, 429, 500, 503]) {
    const { send } = uploader(new World(), async () => answer(status));
    await assert.rejects(send(new Blob(["abc"])), (problem) => problem instanceof Problem && !isFinal(problem));
  }
});

test("what_is_forgotten_is_deleted_and_it_does_not_matter_if_not", async () => {
  const world = new World();
  const { send, tus } = uploader(world);
  const id = await send(new Blob(["abc"]));
  await tus.forget(id);
  assert.equal(world.uploads.size, 0);
  const cut = new Tus(() => Promise.reject(new Problem(0, "unreachable", "Cut.")));
  await cut.forget(id);
});
