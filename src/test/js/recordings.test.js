/**
 * The timeline is held to what simulated clients received: each line of a recording is an event of one client and channel, in the order
 * it came, and at last what the journal held.
 *
 * The recordings are written by the Java tests (SimulationTest), which run before.
 */

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { emptyTimeline, fold } from "../../../src-webapp/model/timeline.js";

/**
 * @import {MessageState, ServerEvent} from "../../../src-webapp/model/protocol.js"
 * @import {OwnEvent, Timeline} from "../../../src-webapp/model/timeline.js"
 *
 * @typedef {{cursor: string, messages: MessageState[]}} End
 * @typedef {{client: string, me: string, channel: string, event?: ServerEvent | OwnEvent, end?: End}} Line
 */

const FOLDER = new URL("../../../target/recordings/", import.meta.url);

/** Fewer are no proof: the Java tests were not run. */
const ENOUGH = 300;

/** @returns {Line[][]} */
function recordings() {
  /** @type {string[]} */
  let files;
  try {
    files = readdirSync(FOLDER);
  } catch {
    files = [];
  }
  assert.ok(files.length >= ENOUGH, `${files.length} recordings in ${FOLDER.pathname}: run the Java tests first`);
  return files.map((file) =>
    readFileSync(new URL(file, FOLDER), "utf8")
      .split("\n")
      .filter((line) => line)
      .map((line) => JSON.parse(line)),
  );
}

/** @param {Timeline} timeline @param {End} end @param {string} whose */
function compare(timeline, end, whose) {
  const shown = timeline.messages.map(({ mark, cid, ...state }) => state);
  assert.deepEqual(shown, end.messages, `${whose} shows what the journal holds`);
  assert.equal(timeline.cursor, end.cursor, `${whose} is at the journal's end`);
  assert.equal(timeline.earlier, null, `${whose} has read back to the beginning`);
  assert.deepEqual(timeline.pending, [], `${whose} has nothing unsent`);
  assert.equal(timeline.ahead.size, 0, `${whose} waits for nothing`);
  assert.ok(timeline.live, `${whose} is live`);
}

/** Folds a recording, comparing at each end; how many events there were. @param {Line[]} lines */
function replay(lines) {
  /** @type {Map<string, Timeline>} */
  const timelines = new Map();
  let events = 0;
  for (const { client, me, channel, event, end } of lines) {
    const whose = `${client} in ${channel}`;
    const timeline = timelines.get(whose) ?? emptyTimeline(channel, me);
    if (event) {
      events++;
      timelines.set(whose, fold(timeline, event));
    }
    if (end) compare(timeline, end, whose);
  }
  assert.ok(
    lines.some(({ end }) => end),
    "a recording has an end",
  );
  return events;
}

test("the_timeline_ends_as_the_journal_does_whatever_came_between", () => {
  let events = 0;
  const all = recordings();
  for (const lines of all) events += replay(lines);
  console.log(`${all.length} recordings, ${events} events`);
});

test("an_event_that_is_left_out_is_noticed", () => {
  const lines = recordings().find((recording) => recording.some(({ event }) => event?.type === "edited")) ?? [];
  const last = lines.findLastIndex(({ event }) => event?.type === "edited");
  assert.throws(() => replay(lines.toSpliced(last, 1)), assert.AssertionError);
});
