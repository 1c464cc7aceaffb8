import assert from "node:assert/strict";
import { test } from "node:test";
import { next } from "../../../src-webapp/model/pending.js";
import { emptyTimeline, fold, isBehind } from "../../../src-webapp/model/timeline.js";
import { chance, edited, gap, live, message } from "./double/events.js";

/**
 * @import {LastingEvent, MessageEvent, ServerEvent} from "../../../src-webapp/model/protocol.js"
 * @import {OwnEvent, Timeline} from "../../../src-webapp/model/timeline.js"
 */

const SCHEDULES = 2_000;

const PLAN = { id: "f", name: "plan.png", type: "image/png", size: 9 };

/** A journal, and a way to it that repeats, reorders, loses and refuses. */
class LyingServer {
  /** @type {LastingEvent[]} */
  journal = [];
  /** @type {Map<string, number>} */
  receipts = new Map();

  /** @param {() => number} random */
  constructor(random) {
    this.random = random;
  }

  /** @param {number} choices */
  pick(choices) {
    return Math.floor(this.random() * choices);
  }

  othersAct() {
    const seq = this.journal.length + 1;
    const posts = this.messages();
    const held = posts.filter(({ files }) => files.some(({ state }) => state === "held"));
    const of = posts[this.pick(posts.length)];
    const scanned = held[this.pick(held.length)];
    if (this.pick(5) === 0) this.journal.push(this.happens(seq));
    else if (of && this.pick(9) === 0) this.journal.push(this.deletes(seq, of));
    else if (scanned && this.pick(3) === 0) this.journal.push(this.scans(seq, scanned));
    else if (of && this.pick(3) === 0) this.journal.push(this.edits(seq, of));
    else if (this.pick(3) > 0) this.journal.push(message(seq, `text ${seq}`));
    else this.journal.push(message(seq, `text ${seq}`, { files: [{ ...PLAN, state: "held" }] }));
  }

  /** @param {number} seq @param {MessageEvent} message */
  edits(seq, { seq: of, files }) {
    const event = edited(seq, of, `edited by ${seq}`);
    return { ...event, message: { ...event.message, files } };
  }

  /** @param {number} seq @param {MessageEvent} message @returns {LastingEvent} */
  deletes(seq, { seq: of, n, from, at }) {
    const state = { seq: of, n, from, at, text: "", revision: seq, files: [], deleted: true };
    return { type: "deleted", channel: "lobby", seq, mark: `m${seq}`, at: 1, by: from, message: state };
  }

  /** Somebody comes or goes, or something of another day's protocol. @param {number} seq @returns {LastingEvent} */
  happens(seq) {
    const event = { channel: "lobby", seq, mark: `m${seq}`, at: 1, by: "bea", person: "cem" };
    const type = ["joined", "left", "reacted"][this.pick(3)] ?? "joined";
    return /** @type {LastingEvent} */ ({ ...event, type });
  }

  /** The files of a message can be had, or will never be. @param {number} seq @param {MessageEvent} message @returns {LastingEvent} */
  scans(seq, { seq: of, n, from, at, text }) {
    const files = [this.pick(2) === 0 ? PLAN : { ...PLAN, state: "infected" }];
    const state = { seq: of, n, from, at, text, revision: seq, files };
    return { type: "files", channel: "lobby", seq, mark: `m${seq}`, at: 1, message: state };
  }

  /** @param {string} cid @param {string} text @returns {ServerEvent[]} the answer, if it arrives */
  post(cid, text) {
    const kept = this.receipts.get(cid);
    if (kept) return [{ type: "sent", cid, channel: "lobby", seq: kept }];
    switch (this.pick(6)) {
      case 0:
        return [{ type: "refused", cid, code: "busy", text: "Later.", retry: true }];
      case 1:
        this.keep(cid, text);
        return [{ type: "refused", cid, code: "unavailable", text: "Perhaps.", retry: true }];
      default:
        this.keep(cid, text);
        return [];
    }
  }

  /** @param {string} cid @param {string} text */
  keep(cid, text) {
    const seq = this.journal.length + 1;
    this.journal.push(message(seq, text, { from: "ann", cid }));
    this.receipts.set(cid, seq);
  }

  /** Every message as it is now. */
  messages() {
    return this.journal.flatMap((event) => (event.type === "message" ? [this.present(event)] : []));
  }

  /** An event as a replay shows it. @template {LastingEvent} E @param {E} event @returns {E} */
  present(event) {
    if (event.type !== "message" && !("message" in event)) return event;
    const seq = event.type === "message" ? event.seq : event.message.seq;
    const last = this.journal.findLast((other) => "message" in other && other.message.seq === seq);
    if (!last || !("message" in last)) return event;
    const { text, files, revision, deleted } = last.message;
    const state = { text, files, revision, ...(deleted ? { deleted } : {}) };
    return event.type === "message" ? { ...event, ...state } : { ...event, message: last.message };
  }

  /** What follows a cursor, not quite as it should be. @param {string | null} cursor @returns {ServerEvent[]} */
  resume(cursor) {
    const head = this.journal.at(-1);
    if (cursor === null || this.pick(6) === 0) return [gap(head ? `${head.seq}.${head.mark}` : "0.0"), live];
    const missed = this.journal.slice(Number.parseInt(cursor, 10)).map((event) => this.present(event));
    return [...this.mangle(missed), live];
  }

  /** @param {LastingEvent[]} events */
  mangle(events) {
    const mangled = events.flatMap((event) => {
      const twice = this.pick(5) === 0;
      return this.pick(12) === 0 ? [] : twice ? [event, event] : [event];
    });
    for (let i = 1; i < mangled.length; i++) {
      const [a, b] = [mangled[i - 1], mangled[i]];
      if (a && b && this.pick(6) === 0) [mangled[i - 1], mangled[i]] = [b, a];
    }
    const old = this.journal[this.pick(this.journal.length)];
    if (old && this.pick(3) === 0) mangled.splice(this.pick(mangled.length + 1), 0, old);
    return mangled;
  }

  /** @param {string} to @returns {OwnEvent} */
  page(to) {
    const upTo = this.messages().filter(({ seq }) => seq <= Number.parseInt(to, 10));
    const messages = upTo.slice(-3);
    const before = upTo.at(-4);
    const events = this.lines().filter(({ seq }) => seq > (before?.seq ?? 0) && seq <= Number.parseInt(to, 10));
    return { type: "page", to, messages, events, ...(before ? { earlier: `${before.seq}.${before.mark}` } : {}) };
  }

  /** What is shown between messages. */
  lines() {
    return this.journal.filter(({ type }) => type === "joined" || type === "left");
  }
}

/** @param {Timeline} timeline @param {Timeline} before */
function law({ messages, lines, cursor, newFrom, away }, before) {
  const seqs = messages.map(({ seq }) => seq);
  assert.deepEqual(
    seqs,
    [...new Set(seqs)].sort((a, b) => a - b),
    "each once, in order",
  );
  assert.deepEqual(
    lines,
    [...new Set(lines)].sort((a, b) => a.seq - b.seq),
    "lines too",
  );
  assert.ok((seqs.at(-1) ?? 0) <= Number.parseInt(cursor ?? "0", 10), "nothing beyond the cursor");
  if (newFrom !== before.newFrom && newFrom !== null) {
    assert.ok(away && before.newFrom === null, "what is new begins while the reader is away, and stays where it is");
    assert.ok(newFrom > Number.parseInt(before.cursor ?? "0", 10), "and was not held before");
  }
}

/** One schedule; answers the timeline it ends in and the server. @param {number} seed */
function run(seed) {
  const server = new LyingServer(chance(seed));
  let timeline = emptyTimeline("lobby", "ann");
  /** @type {(OwnEvent | null)[]} */
  const pages = [];
  /** @type {string[]} */
  const written = [];
  let delivered = 0;
  /** @param {ServerEvent | OwnEvent} event */
  const take = (event) => {
    const before = timeline;
    timeline = fold(timeline, event);
    law(timeline, before);
  };
  const resume = () => {
    take({ type: "cut" });
    for (const event of server.resume(timeline.cursor)) take(event);
    delivered = server.journal.length;
  };
  const send = () => {
    const due = next(timeline.pending);
    if (!due) return;
    take({ type: "sending", cid: due.cid });
    for (const answer of server.post(due.cid, due.text)) take(answer);
  };
  const steps = [
    () => server.othersAct(),
    () => server.othersAct(),
    () => {
      written.push(`own ${written.length}`);
      take({ type: "write", cid: `c${written.length}`, text: `own ${written.length - 1}`, at: 1 });
    },
    send,
    () => {
      for (const event of server.mangle(server.journal.slice(delivered))) take(event);
      delivered = server.journal.length;
    },
    resume,
    () => pages.push(timeline.earlier === null ? null : server.page(timeline.earlier)),
    () => {
      const page = pages.splice(server.pick(pages.length), 1)[0];
      if (page) take(page);
    },
    () => take({ type: "trim", keep: 4 }),
    () => take({ type: "away" }),
    () => take({ type: timeline.away ? "back" : "seen" }),
  ];
  for (let i = 0; i < 60; i++) steps[server.pick(steps.length)]?.();
  server.pick = () => 5;
  for (let i = 0; i < 80; i++) {
    if (isBehind(timeline, server.journal.length) || timeline.cursor === null) resume();
    send();
    if (timeline.earlier !== null) take(server.page(timeline.earlier));
  }
  return { timeline, server, written };
}

test("whatever_the_server_repeats_reorders_loses_or_refuses_the_timeline_ends_as_the_journal", () => {
  let longest = 0;
  for (let seed = 1; seed <= SCHEDULES; seed++) {
    const { timeline, server, written } = run(seed);
    const held = timeline.messages.map(({ seq, text, revision, files, cid }) => ({ seq, text, revision, files, cid }));
    const kept = server.messages().map(({ seq, text, revision, files, cid }) => ({ seq, text, revision, files, cid }));
    assert.deepEqual(held, kept, `seed ${seed}`);
    assert.deepEqual(timeline.lines, server.lines(), `seed ${seed}: and what else happened`);
    assert.deepEqual(timeline.pending, [], `seed ${seed}: nothing waits`);
    const own = [...server.receipts].sort((a, b) => a[1] - b[1]).map(([cid]) => cid);
    assert.deepEqual(
      own,
      written.map((_, i) => `c${i + 1}`),
      `seed ${seed}: own sends once, in order`,
    );
    longest = Math.max(longest, server.journal.length);
  }
  console.log(`${SCHEDULES} schedules, the longest journal had ${longest} events`);
});
