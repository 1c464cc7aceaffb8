import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { badgeOf, calls, inOrder, matching, neighbour, titleOf } from "../../../src-webapp/model/channels.js";
import { days } from "../../../src-webapp/model/layout.js";
import { lineWords } from "../../../src-webapp/model/lines.js";
import { channelAddress, permalink, routeOf } from "../../../src-webapp/model/routes.js";
import { message } from "./double/events.js";
import { attended, settle, welcome } from "./double/session.js";

/** @param {string} id @param {object} [more] @returns {any} */
const channel = (id, more = {}) => ({ id, kind: "public", name: id, head: 0, n: 0, read: 0, mentions: 0, ...more });

const mine = [channel("lobby"), channel("plans", { kind: "private" })];
const gap = (/** @type {string} */ id, to = "0.0") => ({ type: "gap", channel: id, to });
const live = (/** @type {string} */ id) => ({ type: "live", channel: id });
const begun = [gap("lobby"), live("lobby"), gap("plans"), live("plans")];

/** @param {number} seq @param {string} type @param {object} [more] @returns {any} */
const happening = (seq, type, more = {}) => ({
  ...{ type, channel: "plans", seq, mark: `m${seq}`, at: 1_790_000_000_000, by: "bea" },
  ...more,
});

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

/** Of which channels pages were asked for. */
const pages = () => asked.map(([id]) => id);
const said = (/** @type {string} */ type) => last().said.filter((command) => command.type === type);
const ids = () => session.store.state.channels.map(({ id }) => id);
/** @param {string} id @returns {any} */
const view = (id) => session.store.state.channels.find((other) => other.id === id);
const timeline = (/** @type {string} */ id) => session.store.state.timelines.get(id);

beforeEach(() => {
  ({ clock, sockets, session, answers, asked, last, begin } = attended(mine));
  answers.people = async () => ({ people: [{ id: "bea", name: "Bea", handle: "bea" }] });
});

test("of_a_channel_nothing_is_loaded_before_it_is_opened", async () => {
  begin(gap("lobby", "2.m2"), live("lobby"), gap("plans", "3.m3"), live("plans"));
  await settle();
  assert.deepEqual(pages(), ["lobby"]);
  assert.deepEqual(said("watch").at(-1)?.channels, ["lobby"]);
  session.show("plans");
  session.show("plans");
  await settle();
  assert.deepEqual(pages(), ["lobby", "plans"]);
  assert.deepEqual(said("watch").at(-1)?.channels, ["plans"]);
});

test("what_comes_in_another_channel_is_counted_until_it_is_read_there", async () => {
  begin(...begun);
  last().says(
    message(1, "a", { channel: "plans" }),
    message(2, "@ann", { channel: "plans", mentions: ["ann"] }),
    message(3, "all", { channel: "plans", mentions: ["channel"] }),
  );
  assert.deepEqual(badgeOf(view("plans")), { bold: true, count: 2 });
  assert.equal(calls(session.store.state.channels), 2);
  session.read("plans", 3);
  assert.equal(view("plans")?.read, 0, "nobody reads what is not shown");
  session.show("plans");
  assert.equal(timeline("plans")?.newFrom, 1, "what is new stands below a divider");
  session.read("plans", 2);
  session.read("plans", 3);
  assert.deepEqual(badgeOf(view("plans")), { bold: false, count: 0 });
  clock.pass(5_000);
  assert.deepEqual(
    said("read").map(({ n }) => n),
    [2, 3],
    "told at once, and then seldom",
  );
});

test("what_was_read_elsewhere_is_read_here_and_never_less_than_here", () => {
  begin(...begun, message(1, "a", { channel: "plans" }), message(2, "b", { channel: "plans" }));
  last().says({ type: "you", version: 1, channels: [channel("plans", { kind: "private", n: 2, read: 1 })] });
  assert.equal(view("plans")?.read, 1);
  session.show("plans");
  session.read("plans", 2);
  last().says({ type: "you", version: 2, channels: [channel("plans", { kind: "private", n: 2, read: 1 })] });
  assert.equal(view("plans")?.read, 2);
});

test("what_one_writes_is_told_as_read", () => {
  begin(...begun, message(1, "mine", { channel: "plans", from: "ann" }));
  assert.equal(view("plans")?.read, 1);
  assert.deepEqual(said("read"), [{ type: "read", channel: "plans", n: 1 }]);
});

test("what_was_read_without_a_connection_is_told_when_there_is_one", () => {
  begin(...begun, message(1, "a", { channel: "lobby" }));
  last().ends();
  session.read("lobby", 1);
  assert.equal(view("lobby")?.read, 1);
  clock.pass(1_000);
  begin(live("lobby"), live("plans"));
  assert.equal(view("lobby")?.read, 1);
  assert.deepEqual(said("read"), [{ type: "read", channel: "lobby", n: 1 }]);
});

test("where_the_server_does_not_know_what_was_read_nothing_is_unread_and_nothing_told", () => {
  const { mentions, ...plain } = channel("lobby", { n: 9 });
  last().opens();
  last().says({ ...welcome, channels: [plain] }, gap("lobby"), live("lobby"), message(1, "a", { n: 10 }));
  assert.deepEqual(badgeOf(view("lobby")), { bold: false, count: 0 });
  session.read("lobby", 10);
  assert.deepEqual(said("read"), []);
});

test("a_channel_that_one_is_added_to_comes_with_what_is_in_it", async () => {
  begin(...begun);
  last().says(gap("new", "4.m4"), live("new"));
  last().says({ type: "you", version: 1, channels: [channel("new", { n: 4, head: 4 })] });
  assert.deepEqual(ids(), ["lobby", "plans", "new"]);
  answers.page = async () => ({ messages: [message(4, "d", { channel: "new" })], people: [] });
  session.show("new");
  await settle();
  assert.equal(timeline("new")?.messages.length, 1);
  assert.equal(timeline("new")?.newFrom, 4);
  last().says(message(5, "e", { channel: "new" }));
  assert.equal(timeline("new")?.messages.length, 2);
});

test("whoever_is_removed_keeps_nothing_of_the_channel_and_hears_who_did_it", () => {
  begin(...begun, message(1, "secret", { channel: "plans" }));
  session.show("plans");
  last().says(happening(2, "left", { person: "ann" }), message(3, "more", { channel: "plans" }));
  assert.deepEqual(ids(), ["lobby"]);
  assert.equal(timeline("plans"), undefined);
  assert.equal(session.store.state.closed.get("plans")?.by, "bea");
  assert.equal(session.store.state.closed.get("plans")?.channel?.name, "plans");
  last().says(gap("plans", "9.m9"), live("plans"));
  last().says({ type: "you", version: 2, channels: [channel("plans", { n: 5 })] });
  assert.deepEqual(ids(), ["lobby", "plans"]);
  assert.equal(session.store.state.closed.size, 0);
});

test("whoever_was_removed_while_away_finds_the_channel_closed", () => {
  begin(...begun, message(1, "secret", { channel: "plans" }));
  last().ends();
  clock.pass(1_000);
  last().opens();
  last().says({ ...welcome, channels: [channel("lobby")] }, live("lobby"));
  assert.equal(timeline("plans"), undefined);
  assert.ok(session.store.state.closed.has("plans"));
});

test("what_waited_when_the_channel_closed_is_asked_for_once_more_and_then_not_sent", async () => {
  begin(...begun);
  await session.write("plans", "one");
  await session.write("plans", "two");
  last().says(happening(1, "left", { person: "ann" }));
  const [, again] = said("send");
  assert.deepEqual(again, { type: "send", cid: "cid-1", channel: "plans", text: "one" });
  last().says({ type: "sent", cid: "cid-1", channel: "plans", seq: 1 });
  assert.equal(said("send").length, 3, "the first was kept before");
  last().says({ type: "refused", cid: "cid-2", code: "no-channel", text: "No such channel.", retry: false });
  await settle();
  assert.deepEqual(
    timeline("plans")?.pending.map(({ text, state }) => [text, state]),
    [["two", "failed"]],
  );
  await session.cancel("plans", "cid-2");
  assert.equal(session.hasUnsent, false);
});

test("each_channel_sends_what_was_written_in_it", async () => {
  begin(gap("lobby"), live("lobby"), gap("plans"));
  await session.write("plans", "later");
  await session.write("lobby", "now");
  assert.deepEqual(
    said("send").map(({ text }) => text),
    ["now"],
  );
  last().says(live("plans"));
  assert.deepEqual(
    said("send").map(({ text }) => text),
    ["now", "later"],
  );
});

test("a_channel_is_called_as_it_was_renamed", () => {
  begin(...begun);
  const now = { name: "roadmap", kind: "private", topic: "2027", posting: "everyone" };
  last().says(happening(1, "channel", { now }));
  assert.equal(view("plans")?.name, "roadmap");
  assert.equal(view("plans")?.topic, "2027");
  assert.equal(timeline("plans")?.lines.length, 1);
});

test("of_a_channel_that_is_not_shown_only_the_newest_messages_are_held", () => {
  begin(...begun);
  const many = Array.from({ length: 301 }, (_, i) => message(i + 1, `m${i}`, { channel: "plans" }));
  last().says(...many);
  assert.equal(timeline("plans")?.messages.length, 100);
  assert.equal(timeline("plans")?.earlier, "201.m201");
});

test("an_event_of_an_unknown_kind_counts_and_is_not_shown", () => {
  begin(...begun);
  last().says(happening(1, "reacted"), message(2, "b", { channel: "plans", n: 1 }));
  assert.equal(timeline("plans")?.cursor, "2.m2");
  assert.equal(timeline("plans")?.messages.length, 1);
  assert.equal(sockets.length, 1);
});

test("channels_come_before_conversations_each_by_name_and_archived_ones_last_seen", () => {
  const people = new Map(["bea", "cem"].map((id) => [id, { id, name: id.toUpperCase() }]));
  const direct = (/** @type {string} */ id, /** @type {string[]} */ ...others) =>
    channel(id, { kind: "direct", name: "", with: ["ann", ...others] });
  const list = [direct("d1", "cem", "bea"), channel("zoo"), direct("d2", "bea"), channel("old", { archived: true })];
  const { rooms, directs } = inOrder([...list, channel("art")], people, "ann", null);
  assert.deepEqual(
    rooms.map(({ id }) => id),
    ["art", "zoo"],
  );
  assert.deepEqual(
    directs.map((one) => titleOf(one, people, "ann")),
    ["BEA", "BEA, CEM"],
  );
  assert.equal(titleOf(direct("d3"), new Map([["ann", { id: "ann", name: "Ann" }]]), "ann"), "Ann (you)");
  assert.equal(inOrder(list, people, "ann", "old").rooms.length, 2);
  assert.equal(neighbour(rooms, "zoo", 1)?.id, "art");
  assert.equal(neighbour(rooms, "gone", -1)?.id, "zoo");
  assert.equal(neighbour([], "gone", -1), null);
});

test("a_muted_channel_calls_only_by_name_and_one_of_level_nothing_never", () => {
  const some = { n: 5, read: 1, mentions: 2 };
  assert.deepEqual(badgeOf(channel("a", { ...some, muted: true })), { bold: true, count: 2 });
  assert.deepEqual(badgeOf(channel("a", { ...some, mentions: 0, muted: true })), { bold: false, count: 0 });
  assert.deepEqual(badgeOf(channel("a", { ...some, mentions: 0, level: "mentions" })), { bold: false, count: 0 });
  assert.deepEqual(badgeOf(channel("a", { ...some, level: "nothing" })), { bold: false, count: 0 });
  assert.deepEqual(badgeOf(channel("a", { ...some, kind: "direct" })), { bold: true, count: 4 });
});

test("what_is_typed_finds_names_by_their_beginnings_first", () => {
  const found = matching(["team-über", "Ubud", "suburb", "x"], "ÜB", (name) => name);
  assert.deepEqual(found, ["Ubud", "team-über", "suburb"]);
  assert.deepEqual(
    matching(["lobby"], "#lob", (name) => name),
    ["lobby"],
  );
});

test("an_address_leads_where_it_says_and_a_strange_one_home", () => {
  assert.deepEqual(routeOf("#/c/a%2Fb/12"), { page: "channel", channel: "a/b", seq: 12 });
  assert.deepEqual(routeOf(channelAddress("a/b", 12)), { page: "channel", channel: "a/b", seq: 12 });
  assert.deepEqual(routeOf("#/c/x/012"), { page: "channel", channel: "x", seq: null });
  assert.deepEqual(routeOf("#/setup/s3cret"), { page: "setup", secret: "s3cret" });
  assert.deepEqual(routeOf("#/settings/nonsense"), { page: "settings", part: "profile" });
  assert.deepEqual(routeOf("#/admin/audit"), { page: "admin", part: "audit" });
  for (const strange of ["", "#", "#/", "#/c", "#/c/%E0%A4%A", "#/nowhere", "#/setup"]) {
    assert.deepEqual(routeOf(strange), { page: "home" }, strange);
  }
  assert.equal(permalink("https://chat.test/team/", "a b", 7), "https://chat.test/team/c/a%20b/7");
});

test("a_line_tells_who_did_what", () => {
  const name = (/** @type {string} */ id) => ({ bea: "Bea", cem: "Cem" })[id] ?? "Somebody";
  const words = (/** @type {string} */ type, more = {}) => lineWords(happening(2, type, more), name);
  assert.equal(words("joined", { person: "bea" }), "Bea joined.");
  assert.equal(words("joined", { person: "cem" }), "Bea added Cem.");
  assert.equal(words("left", { person: "bea" }), "Bea left.");
  assert.equal(words("left", { person: "cem" }), "Bea removed Cem.");
  assert.equal(lineWords(happening(1, "channel", { now: {} }), name), "Bea made this channel.");
  assert.equal(words("channel", { now: {} }), "Bea changed this channel.");
  const was = { name: "a", topic: null, archived: false };
  assert.equal(words("channel", { was, now: { name: "b" } }), "Bea renamed this channel from #a to #b.");
  const now = { name: "a", topic: "T", archived: true, posting: "admins" };
  assert.equal(
    words("channel", { was, now }),
    "Bea set the topic to “T”, and archived this channel, and let only admins post here.",
  );
});

test("lines_stand_between_messages_and_begin_a_new_run", () => {
  const [day] = days([message(1, "a"), message(3, "b"), message(4, "c")], [], "ann", [
    happening(2, "joined", { person: "cem" }),
    happening(5, "left", { person: "cem" }),
  ]);
  assert.deepEqual(
    day?.rows.map(({ key, leads, line }) => (leads && !line ? `${key} leads` : key)),
    ["s1 leads", "l2", "s3 leads", "s4", "l5"],
  );
});

test("a_loud_send_waits_for_its_writers_word", async () => {
  begin(...begun);
  await session.write("lobby", "@channel hello");
  const text = "This tells 120 people at once.";
  last().says({ type: "refused", cid: "cid-1", code: "confirm", text, retry: false });
  await settle();
  const [waits] = /** @type {any[]} */ (timeline("lobby")?.pending ?? []);
  assert.equal(waits?.calls, true);
  await session.retry("lobby", "cid-1", true);
  const [, again] = said("send");
  assert.deepEqual(again, { type: "send", cid: "cid-2", channel: "lobby", text: "@channel hello", loud: true });
});

test("an_edit_is_done_when_its_event_comes_and_a_deletion_leaves_a_trace", async () => {
  begin(...begun, message(1, "a", { channel: "lobby", from: "ann", cid: "x" }));
  const editing = session.edit("lobby", 1, "b");
  const [{ cid }] = said("edit");
  const state = { seq: 1, n: 1, from: "ann", at: 1, text: "b", revision: 2, files: [] };
  last().says({ type: "edited", channel: "lobby", seq: 2, mark: "m2", at: 1, cid, message: state });
  await editing;
  assert.equal(timeline("lobby")?.messages[0]?.text, "b");
  const removing = session.remove("lobby", 1);
  const gone = { ...state, text: "", revision: 3, deleted: true };
  const deed = said("delete")[0].cid;
  last().says({ type: "deleted", channel: "lobby", seq: 3, mark: "m3", at: 1, by: "ann", cid: deed, message: gone });
  await removing;
  assert.deepEqual([timeline("lobby")?.messages[0]?.deleted, timeline("lobby")?.messages[0]?.text], [true, ""]);
  last().ends();
  const refused = session.remove("lobby", 1);
  clock.pass(1_000);
  begin(live("lobby"));
  const again = said("delete").map((command) => command.cid);
  last().says({ type: "refused", cid: again[0], code: "no-message", text: "No such message.", retry: false });
  await assert.rejects(refused, /No such message/);
});

test("who_is_in_a_channel_that_was_just_made_is_asked_for_when_it_has_come", () => {
  begin(...begun);
  session.learn(channel("new"));
  session.show("new");
  const before = said("watch").length;
  last().says(gap("new"), live("new"));
  assert.equal(said("watch").length, before + 1);
  assert.deepEqual(said("watch").at(-1)?.channels, ["new"]);
  last().says(live("new"), live("lobby"));
  assert.equal(said("watch").length, before + 1);
});

test("a_channel_that_the_server_says_is_gone_is_closed", () => {
  begin(...begun);
  last().says({ type: "you", version: 3, channels: [], gone: ["plans", "never-known"] });
  assert.deepEqual(ids(), ["lobby"]);
  assert.equal(session.store.state.closed.get("plans")?.by, null);
});

test("of_people_with_accounts_more_is_learnt_than_the_name_that_presence_tells", async () => {
  session.iAm({ id: "ann", name: "Ann", handle: "ann" });
  begin(...begun);
  last().says({ type: "presence", people: [{ id: "bea", name: "Bea", state: "online" }] });
  const names = () => session.store.state.people.get("bea");
  assert.equal(names()?.handle, undefined);
  await settle();
  assert.equal(names()?.handle, "bea");
});
