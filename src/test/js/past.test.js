import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Problem } from "../../../src-webapp/net/api.js";
import { Outbox } from "../../../src-webapp/net/outbox.js";
import { Session } from "../../../src-webapp/net/session.js";
import { Connection } from "../../../src-webapp/net/socket.js";
import { HeldClock } from "./double/clock.js";
import { chance, edited, message } from "./double/events.js";
import { ScriptedSocket } from "./double/socket.js";

const FAR = 7_000;

/** A channel's journal, which pages are made of as the server makes them. */
class Journal {
  /** @type {any[]} */
  events = [];
  /** @type {Map<number, any>} */
  states = new Map();

  /** @param {number} count */
  constructor(count) {
    for (let i = 0; i < count; i++) this.post();
  }

  get head() {
    return this.events.length;
  }

  get cursor() {
    return `${this.head}.m${this.head}`;
  }

  post(more = {}) {
    const seq = this.head + 1;
    const said = message(seq, `text ${seq}`, { n: this.states.size + 1, ...more });
    this.states.set(seq, said);
    return this.#keep(said);
  }

  /** @param {number} of */
  edit(of) {
    const seq = this.head + 1;
    const { n, from } = this.states.get(of);
    const event = edited(seq, of, `edit ${seq}`);
    event.message = { ...event.message, n, from };
    this.states.set(of, { ...this.states.get(of), ...event.message });
    return this.#keep(event);
  }

  /** @param {number} of */
  delete(of) {
    const seq = this.head + 1;
    const { n, from, at } = this.states.get(of);
    const gone = { seq: of, n, from, at, text: "", revision: seq, files: [], deleted: true };
    this.states.set(of, { ...this.states.get(of), ...gone });
    return this.#keep({
      type: "deleted",
      channel: "lobby",
      seq,
      mark: `m${seq}`,
      at,
      by: from,
      cid: `d${seq}`,
      message: gone,
    });
  }

  /** @param {number} to @param {number} limit */
  page(to, limit) {
    const upTo = [...this.states.values()].filter(({ seq }) => seq <= to);
    const before = upTo.at(-limit - 1);
    return {
      messages: structuredClone(upTo.slice(-limit)),
      people: [],
      ...(before ? { earlier: `${before.seq}.${before.mark}` } : {}),
    };
  }

  /** @param {number} around @param {number} limit */
  around(around, limit) {
    const from = [...this.states.values()].filter(({ seq }) => seq >= around);
    const end = from.length < limit / 2 + 2 ? null : from[limit / 2];
    return { ...this.page(end?.seq ?? this.head, limit), ...(end ? { later: `${end.seq}.${end.mark}` } : {}) };
  }

  /** @param {any} event */
  #keep(event) {
    this.events.push(event);
    return event;
  }
}

/** @type {HeldClock} */
let clock;
/** @type {ScriptedSocket[]} */
let sockets;
/** @type {Session} */
let session;
/** @type {Journal} */
let journal;
/** How often was asked. @type {number} */
let asked;
/** What an answer waits for. @type {() => Promise<unknown>} */
let held;

const last = () => /** @type {ScriptedSocket} */ (sockets.at(-1));
const lobby = () =>
  /** @type {import("../../../src-webapp/model/timeline.js").Timeline} */ (session.store.state.timelines.get("lobby"));
const view = () => /** @type {any} */ (session.store.state.channels[0]);
const settle = () => new Promise((resolve) => setImmediate(resolve));
const gap = () => ({ type: "gap", channel: "lobby", to: journal.cursor });
const live = { type: "live", channel: "lobby" };
/** @param {{messages: readonly {seq: number}[]} | null} part */
const ends = (part) => part && [part.messages[0]?.seq, part.messages.at(-1)?.seq];

/** @param {...object} events */
function welcomes(...events) {
  const channel = {
    id: "lobby",
    kind: "public",
    name: "lobby",
    head: journal.head,
    n: journal.states.size,
    read: 10,
    mentions: 0,
  };
  last().opens();
  last().says(
    {
      type: "welcome",
      me: "ann",
      version: 0,
      channels: [channel],
      people: [],
      limits: { text: 99, frame: 999, inFlight: 64, inFlightBytes: 9999 },
    },
    ...events,
  );
}

/** What is held is what the server has, without a hole in either part, and the parts do not touch. */
function holds() {
  const { messages, past, cursor, earlier } = lobby();
  const all = [...journal.states.values()];
  const head = Number.parseInt(cursor ?? "0", 10);
  assert.deepEqual(
    messages.map(bare),
    all.filter(({ seq }) => seq > Number.parseInt(earlier ?? "0", 10) && seq <= head).map(bare),
  );
  if (!past) return;
  const [from = 0, to = 0] = ends(past) ?? [];
  assert.deepEqual(past.messages.map(bare), all.filter(({ seq }) => from <= seq && seq <= to).map(bare));
  assert.ok(to < Number.parseInt(earlier ?? "0", 10), "what touches is one");
  const before = all.findLast(({ seq }) => seq < from);
  assert.equal(past.earlier, before ? `${before.seq}.${before.mark}` : null);
}

/** @param {any} message */
function bare({ seq, n, from, text, revision, deleted = false }) {
  return `${seq} ${n} ${from} ${text} ${revision} ${deleted}`;
}

beforeEach(() => start(FAR));

/** A page is opened on a channel of so many messages. @param {number} count */
function start(count) {
  clock = new HeldClock();
  sockets = [];
  asked = 0;
  held = async () => {};
  journal = new Journal(count);
  const answer = async (/** @type {() => any} */ read) => {
    asked++;
    const page = read();
    await held();
    return page;
  };
  session = new Session(
    { id: "ann", name: "Ann" },
    {
      api: {
        socketUrl: () => "ws://chat.test/ws",
        page: (_, to, limit) => answer(() => journal.page(Number.parseInt(to, 10), limit)),
        around: (_, seq, limit) => answer(() => journal.around(seq, limit)),
        people: async () => ({ people: [] }),
        me: async () => ({ id: "ann", name: "Ann" }),
      },
      outbox: new Outbox("ann", {
        open: () => Promise.reject(new Error("no storage")),
        tabs: { id: "tab", ready: Promise.resolve(), lives: async () => false, close: () => {} },
        clock,
      }),
      tus: { send: async () => "f1", forget: async () => {} },
      clock,
      random: () => 0,
      connect: (wiring) =>
        new Connection({
          ...wiring,
          open: () => {
            sockets.push(new ScriptedSocket());
            return last();
          },
        }),
    },
  );
  session.start();
}

/** The newest page is shown. */
async function begin() {
  session.look(true);
  session.show("lobby");
  welcomes(gap(), live);
  await settle();
  asked = 0;
}

test("a_message_far_back_is_shown_by_one_request_among_its_neighbours", async () => {
  await begin();
  assert.equal(await session.seek("lobby", 900), "there");
  assert.equal(asked, 1);
  assert.deepEqual(ends(lobby().past), [801, 1000]);
  assert.deepEqual(ends(lobby()), [FAR - 49, FAR]);
  holds();
});

test("from_there_both_directions_are_loaded", async () => {
  await begin();
  await session.seek("lobby", 900);
  await session.loadEarlier("lobby");
  await session.loadLater("lobby");
  assert.deepEqual(ends(lobby().past), [751, 1100]);
  holds();
});

test("who_reads_on_comes_to_the_newest_message_without_a_hole", async () => {
  await begin();
  await session.seek("lobby", FAR - 700);
  for (let i = 0; i < 20 && lobby().past; i++) await session.loadLater("lobby");
  assert.equal(lobby().past, null);
  assert.deepEqual(ends(lobby()), [FAR - 799, FAR]);
  holds();
});

test("of_a_long_way_only_what_is_near_is_held", async () => {
  await begin();
  await session.seek("lobby", 2_000);
  for (let i = 0; i < 20; i++) await session.loadLater("lobby");
  assert.deepEqual(ends(lobby().past), [3_101, 4_100]);
  holds();
  for (let i = 0; i < 30; i++) await session.loadEarlier("lobby");
  assert.deepEqual(ends(lobby().past), [1_601, 2_600]);
  holds();
});

test("what_arrives_meanwhile_is_kept_beyond_the_hole_and_is_neither_read_nor_seen", async () => {
  await begin();
  await session.seek("lobby", 900);
  last().says(journal.post(), journal.post());
  session.read("lobby", FAR + 2);
  assert.deepEqual(ends(lobby().past), [801, 1000]);
  assert.deepEqual(ends(lobby()), [FAR - 49, FAR + 2]);
  assert.deepEqual([view().n, view().read], [FAR + 2, 10]);
  holds();
  session.present("lobby");
  assert.equal(lobby().past, null);
  session.read("lobby", FAR + 2);
  assert.equal(view().read, FAR + 2);
});

test("what_arrives_while_one_looks_far_back_is_new_on_return", async () => {
  await begin();
  session.seen("lobby");
  await session.seek("lobby", 900);
  session.seen("lobby");
  last().says(journal.post());
  session.present("lobby");
  assert.equal(lobby().newFrom, FAR + 1);
  last().says(journal.post());
  assert.equal(lobby().newFrom, FAR + 1);
});

test("an_edit_and_a_deletion_are_seen_in_what_is_far_back_also_where_its_page_is_older", async () => {
  await begin();
  await session.seek("lobby", 900);
  last().says(journal.edit(900), journal.delete(901));
  holds();
  /** @type {() => void} */
  let release = () => {};
  held = () => new Promise((resolve) => (release = () => resolve(undefined)));
  const later = session.loadLater("lobby");
  last().says(journal.edit(1_050), journal.edit(950));
  release();
  await later;
  assert.deepEqual(ends(lobby().past), [801, 1100]);
  holds();
});

test("after_a_cut_what_was_missed_changes_what_is_far_back_too", async () => {
  await begin();
  session.read("lobby", FAR);
  session.seen("lobby");
  await session.seek("lobby", 900);
  last().ends();
  const missed = [journal.post(), journal.edit(880), journal.post()];
  clock.pass(5_000);
  welcomes(...missed, live);
  assert.deepEqual(ends(lobby().past), [801, 1000]);
  assert.equal(lobby().past?.messages.find(({ seq }) => seq === 880)?.text, `edit ${FAR + 2}`);
  assert.equal(lobby().newFrom, FAR + 1);
  holds();
});

test("after_a_gap_what_is_far_back_is_loaded_anew_and_the_newest_messages_too", async () => {
  await begin();
  await session.seek("lobby", 900);
  await session.loadLater("lobby");
  last().ends();
  for (let i = 0; i < 600; i++) journal.post();
  journal.edit(1_000);
  clock.pass(5_000);
  welcomes(gap(), live);
  assert.deepEqual(ends(lobby().past), [801, 1100], "one goes on reading");
  await settle();
  await settle();
  assert.deepEqual(ends(lobby().past), [901, 1100]);
  assert.deepEqual(ends(lobby()), [FAR + 551, FAR + 600]);
  holds();
});

test("an_answer_from_before_a_gap_is_asked_for_again", async () => {
  await begin();
  /** @type {(() => void)[]} */
  const waiting = [];
  held = () => new Promise((resolve) => waiting.push(() => resolve(undefined)));
  const found = session.seek("lobby", 900);
  journal.edit(900);
  last().says(gap(), live);
  held = async () => {};
  for (const release of waiting) release();
  assert.equal(await found, "there");
  await settle();
  holds();
});

test("a_message_that_is_not_there_leaves_the_reader_where_they_are_and_a_deleted_one_does_not", async () => {
  await begin();
  last().says(journal.delete(900));
  assert.equal(await session.seek("lobby", FAR + 1), "none", "the seq of a deletion");
  assert.equal(await session.seek("lobby", 99_999), "none");
  assert.equal(lobby().past, null);
  assert.equal(await session.seek("lobby", 900), "deleted");
  assert.equal(await session.seek("lobby", FAR - 3), "there");
  assert.equal(lobby().past, null, "it is among the newest");
});

test("a_page_that_cannot_be_had_is_told_and_tried_again", async () => {
  await begin();
  await session.seek("lobby", 900);
  held = () => Promise.reject(new Problem(0, "unreachable", "The server does not answer."));
  await session.loadLater("lobby");
  assert.equal(session.store.state.later.get("lobby"), "failed");
  const found = await session.seek("lobby", 3_000);
  assert.ok(found instanceof Problem);
  assert.deepEqual(ends(lobby().past), [801, 1000]);
  held = async () => {};
  last().says(live);
  await settle();
  assert.deepEqual(ends(lobby().past), [801, 1100]);
  assert.equal(session.store.state.later.get("lobby"), undefined);
});

test("only_the_last_wish_counts", async () => {
  await begin();
  const first = session.seek("lobby", 900);
  const second = session.seek("lobby", 3_000);
  assert.deepEqual([await first, await second], ["other", "there"]);
  assert.deepEqual(ends(lobby().past), [2_901, 3_100]);
  const later = session.loadLater("lobby");
  session.present("lobby");
  await later;
  assert.equal(lobby().past, null);
  const third = session.seek("lobby", 900);
  await session.write("lobby", "Here I am");
  assert.equal(await third, "other");
  assert.equal(lobby().past, null);
});

test("what_comes_while_one_looks_far_back_does_not_pile_up", async () => {
  await begin();
  await session.seek("lobby", 900);
  for (let i = 0; i < 700; i++) last().says(journal.post());
  assert.ok(lobby().messages.length <= 300, `${lobby().messages.length} are held`);
  assert.deepEqual(ends(lobby().past), [801, 1000]);
  holds();
});

test("who_writes_is_back_at_the_newest_messages", async () => {
  await begin();
  await session.seek("lobby", 900);
  await session.write("lobby", "Hello");
  assert.equal(lobby().past, null);
  assert.equal(lobby().pending.length, 1);
});

test("whatever_happens_in_whatever_order_nothing_is_lost_doubled_or_joined_over_a_hole", async () => {
  let looked = 0;
  for (let seed = 1; seed <= 60; seed++) {
    const random = chance(seed);
    const pick = (/** @type {number} */ n) => Math.floor(random() * n);
    session.stop();
    start(900 + pick(600));
    session.show("lobby");
    welcomes(gap(), live);
    /** @type {(() => void)[]} */
    let waiting = [];
    held = () => new Promise((resolve) => waiting.push(() => resolve(undefined)));
    const some = () => [...journal.states.keys()][pick(journal.states.size)] ?? 1;
    const deeds = [
      () => last().says(journal.post(pick(3) ? {} : { from: "ann", cid: `own-${seed}-${journal.head}` })),
      () => last().says(journal.edit(some())),
      () => last().says(journal.delete(some())),
      () => session.seek("lobby", some()),
      () => session.loadLater("lobby"),
      () => session.loadEarlier("lobby"),
      () => session.present("lobby"),
      () => session.trim("lobby", 50 + pick(100)),
      () => session.trim("lobby", 50 + pick(100), lobby().messages[pick(lobby().messages.length)]?.seq),
      () => (waiting = waiting.filter((release) => (pick(2) ? release() : true))),
      () => {
        last().ends();
        const from = journal.head;
        for (let i = pick(5); i > 0; i--) pick(2) ? journal.post() : journal.edit(some());
        clock.pass(5_000);
        if (pick(3)) return welcomes(...journal.events.slice(from), live);
        for (let i = pick(300); i > 0; i--) journal.post();
        welcomes(gap(), live);
      },
    ];
    for (let i = 0; i < 120; i++) {
      deeds[pick(deeds.length)]?.();
      if (pick(2)) await settle();
    }
    held = async () => {};
    for (const release of waiting) release();
    for (let i = 0; i < 6; i++) await settle();
    if (lobby().past) looked++;
    assert.ok(!lobby().past?.stale, `seed ${seed}`);
    holds();
    const heldNow = [...lobby().messages];
    for (let i = 0; i < 3; i++) await session.loadLater("lobby");
    assert.deepEqual(lobby().messages.slice(-heldNow.length), heldNow);
    holds();
  }
  assert.ok(looked > 10, `${looked} ended far back`);
});
