import assert from "node:assert/strict";
import { test } from "node:test";
import { offersTo } from "../../../src-webapp/model/offers.js";
import { endOf, statusAt, statusWords } from "../../../src-webapp/model/statuses.js";
import { Administration } from "../../../src-webapp/net/administration.js";
import { Api } from "../../../src-webapp/net/api.js";
import { Directory } from "../../../src-webapp/net/directory.js";
import { Keys } from "../../../src-webapp/net/keys.js";
import { Self } from "../../../src-webapp/net/self.js";

/** What was asked, as method, address below the API and body. @type {[string, string, any][]} */
let asked = [];
const api = new Api("https://chat.test/team/", async (/** @type {any} */ url, /** @type {any} */ options) => {
  const body = options.body ? JSON.parse(options.body) : null;
  asked.push([options.method ?? "GET", String(url).replace("https://chat.test/team/api/v1/", ""), body]);
  return new Response("{}");
});

/** @param {() => Promise<unknown>} act */
const asking = async (act) => {
  asked = [];
  await act();
  return asked[0];
};

test("whatever_lasts_carries_an_id_of_its_own_so_that_a_repeat_is_known", async () => {
  const directory = new Directory(api, () => "c1");
  const wish = { name: "plans", kind: "private", topic: "" };
  assert.deepEqual(await asking(() => directory.create(wish)), ["POST", "channels", { cid: "c1", ...wish }]);
  assert.deepEqual(await asking(() => directory.join("a/b")), ["POST", "channels/a%2Fb/join", { cid: "c1" }]);
  assert.deepEqual(await asking(() => directory.leave("x")), ["POST", "channels/x/leave", { cid: "c1" }]);
  assert.deepEqual(await asking(() => directory.change("x", { topic: "T" })), [
    "PATCH",
    "channels/x",
    { cid: "c1", topic: "T" },
  ]);
  assert.deepEqual(await asking(() => directory.add("x", ["bea"])), [
    "POST",
    "channels/x/members",
    { cid: "c1", people: ["bea"] },
  ]);
  assert.deepEqual(await asking(() => directory.remove("x", "b&a")), [
    "DELETE",
    "channels/x/members/b%26a?cid=c1",
    null,
  ]);
});

test("a_search_says_only_what_is_wanted", async () => {
  const directory = new Directory(api);
  assert.equal((await asking(() => directory.channels("a b")))?.[1], "channels?query=a+b");
  const more = { after: "x", archived: true };
  assert.equal((await asking(() => directory.channels("", more)))?.[1], "channels?query=&after=x&archived=true");
  assert.equal((await asking(() => directory.who(["a", "b"])))?.[1], "people?id=a&id=b");
  const administration = new Administration(api);
  assert.equal((await asking(() => administration.audit({ kind: "role" })))?.[1], "audit?kind=role");
});

test("a_password_is_changed_by_telling_the_old_one", async () => {
  assert.deepEqual(
    await asking(() => new Self(api).setPassword("old one", "new one", { endTokens: false, endPasskeys: true })),
    ["PUT", "me/password", { old: "old one", new: "new one", endTokens: false, endPasskeys: true }],
  );
});

test("what_somebody_may_not_do_is_not_offered", () => {
  const { directory, create, change, ...others } = offersTo("open", null);
  assert.ok(directory && create && change);
  assert.ok(Object.values(others).every((offered) => !offered));
  const guest = offersTo("accounts", "guest");
  assert.deepEqual([guest.directory, guest.create, guest.admin, guest.account], [false, false, false, true]);
  assert.equal(offersTo("accounts", "member").admin, false);
  assert.equal(offersTo("accounts", "admin").admin, true);
  assert.equal(offersTo("accounts", "owner").admin, true);
});

test("a_status_ends_when_it_was_said_to", () => {
  const now = new Date(2026, 10, 25, 15, 30).getTime();
  assert.equal(endOf("never", now), null);
  assert.equal(endOf("1h", now), now + 3_600_000);
  assert.equal(endOf("today", now), new Date(2026, 10, 26).getTime());
  assert.equal(endOf("week", now), new Date(2026, 10, 30).getTime(), "with Sunday");
  assert.equal(endOf("week", new Date(2026, 10, 29, 12).getTime()), new Date(2026, 10, 30).getTime());
  const status = { emoji: "🌴", text: "Away", until: now };
  assert.equal(statusAt(status, now), null);
  assert.equal(statusWords(status, now - 1), "🌴 Away");
  assert.equal(statusWords({}, now), "");
  assert.equal(statusWords(undefined, now), "");
});

test("a_second_factor_is_added_and_removed_by_the_password", async () => {
  const body = { password: "mine" };
  assert.deepEqual(await asking(() => new Keys(api).beginTotp("mine")), ["POST", "me/totp", body]);
  assert.deepEqual(await asking(() => new Keys(api).endTotp("mine")), ["DELETE", "me/totp", body]);
  assert.deepEqual(await asking(() => new Administration(api).removeSecondFactor("a/b")), [
    "DELETE",
    "people/a%2Fb/second-factor",
    null,
  ]);
});
