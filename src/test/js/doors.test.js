import assert from "node:assert/strict";
import { test } from "node:test";
import { ACCOUNT, explain, SIGN_IN } from "../../../src-webapp/model/doors.js";
import { Accounts } from "../../../src-webapp/net/accounts.js";
import { Api } from "../../../src-webapp/net/api.js";

/** @param {number} status @param {object} body @param {{[name: string]: string}} [headers] */
const answering = (status, body, headers = {}) => {
  /** @type {{url: string, options: RequestInit}[]} */
  const asked = [];
  const fetch = async (/** @type {any} */ url, /** @type {any} */ options) => {
    asked.push({ url, options });
    return new Response(JSON.stringify(body), { status, headers });
  };
  return { asked, accounts: new Accounts(new Api("https://chat.test/team/", fetch)) };
};

test("a_code_is_asked_for_only_after_the_right_password", () => {
  const first = explain({ code: "code-needed", message: "" }, SIGN_IN);
  assert.deepEqual(
    first.fields.map(({ name }) => name),
    ["login", "password", "code"],
  );
  assert.equal(first.field, "code");
  assert.equal(first.words, "", "nothing went wrong");
  const second = explain({ code: "code-needed", message: "" }, first.fields);
  assert.match(second.words, /That code is not right/);
  assert.equal(second.fields.length, 3);
});

test("whoever_tried_too_often_hears_how_long_to_wait", () => {
  const words = (/** @type {number | null} */ after) =>
    explain({ code: "slow-down", message: "Slower.", after }, SIGN_IN).words;
  assert.equal(words(1), "Too many tries. Wait a second, then try again.");
  assert.equal(words(45), "Too many tries. Wait 45 seconds, then try again.");
  assert.equal(words(600), "Too many tries. Wait 10 minutes, then try again.");
  assert.equal(words(7200), "Too many tries. Wait 2 hours, then try again.");
  assert.equal(words(null), "Slower.");
});

test("a_problem_points_at_its_field_if_that_is_shown", () => {
  assert.equal(explain({ code: "wrong-credentials", message: "No." }, SIGN_IN).field, "password");
  assert.equal(explain({ code: "bad-name", message: "Taken." }, SIGN_IN).field, null);
  const taken = explain({ code: "taken", message: "handle: somebody else has it; choose another one" }, ACCOUNT);
  assert.deepEqual([taken.field, taken.words], ["handle", "Sign-in name: somebody else has it; choose another one."]);
});

test("a_refused_sign_in_tells_code_and_wait", async () => {
  const { accounts } = answering(429, { code: "slow-down", detail: "Slower." }, { "Retry-After": "30" });
  await assert.rejects(accounts.signIn({ login: "ann", password: "x" }), (/** @type {any} */ problem) => {
    assert.deepEqual([problem.status, problem.code, problem.after], [429, "slow-down", 30]);
    return true;
  });
});

test("a_secret_goes_in_the_body_and_never_in_an_address", async () => {
  const { accounts, asked } = answering(200, { role: "member", expires: 1 });
  await accounts.look("s3cret");
  assert.equal(asked[0]?.url, "https://chat.test/team/api/v1/invites/look");
  assert.deepEqual(JSON.parse(String(asked[0]?.options.body)), { token: "s3cret" });
});

test("who_comes_in_is_told_either_way", async () => {
  const ann = { id: "ann", name: "Ann" };
  assert.deepEqual(await answering(200, { me: ann }).accounts.signIn({ login: "ann", password: "x" }), ann);
  assert.deepEqual(await answering(200, ann).accounts.enter("Ann"), ann);
});
