import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Connection } from "../../../src-webapp/net/socket.js";
import { HeldClock } from "./double/clock.js";
import { message } from "./double/events.js";
import { ScriptedSocket } from "./double/socket.js";

const welcome = { type: "welcome", me: "ann", version: 0, channels: [], people: [], limits: {} };

/** @type {HeldClock} */
let clock;
/** @type {ScriptedSocket[]} */
let sockets;
/** @type {any[]} */
let heard;
/** @type {boolean[]} */
let cuts;
let luck = 0.5;
/** @type {Connection} */
let connection;

const last = () => /** @type {ScriptedSocket} */ (sockets.at(-1));

beforeEach(() => {
  clock = new HeldClock();
  sockets = [];
  heard = [];
  cuts = [];
  luck = 0.5;
  connection = new Connection({
    url: "ws://chat.test/ws",
    cursors: () => ({ lobby: "41.k3Vb9xQe" }),
    heard: (events) => heard.push(...events),
    cut: (welcomed) => cuts.push(welcomed),
    open: () => {
      sockets.push(new ScriptedSocket());
      return last();
    },
    clock,
    random: () => luck,
  });
  connection.start();
});

const beWelcomed = () => {
  last().opens();
  last().says(welcome);
};

test("it_connects_at_once_and_says_hello_with_the_cursors", () => {
  assert.equal(sockets.length, 1);
  assert.equal(last().binaryType, "arraybuffer");
  last().opens();
  assert.deepEqual(last().said, [{ type: "hello", cursors: { lobby: "41.k3Vb9xQe" } }]);
});

test("a_frame_holds_several_events_one_a_line", () => {
  last().opens();
  last().says(welcome, message(1, "ä\n\u2028\u0000"), message(2, "b"));
  assert.deepEqual(
    heard.map(({ type }) => type),
    ["welcome", "message", "message"],
  );
  assert.equal(heard[1].text, "ä\n\u2028\u0000");
});

test("text_frames_are_understood_too", () => {
  last().opens();
  last().onmessage?.({ data: JSON.stringify(welcome) });
  assert.equal(heard.length, 1);
});

test("nothing_is_sent_before_the_welcome", () => {
  assert.equal(connection.send({ type: "typing" }), false);
  last().opens();
  assert.equal(connection.send({ type: "typing" }), false);
  last().says(welcome);
  assert.equal(connection.send({ type: "typing" }), true);
  assert.equal(last().said.length, 2);
});

test("nothing_is_said_into_a_connection_that_is_closing", () => {
  beWelcomed();
  last().readyState = 2;
  assert.equal(connection.send({ type: "typing", channel: "lobby" }), false);
  assert.equal(last().said.length, 1);
});

test("every_end_is_followed_by_a_new_beginning", () => {
  beWelcomed();
  last().ends();
  assert.deepEqual(cuts, [true]);
  assert.equal(connection.send({ type: "typing" }), false);
  clock.pass(500);
  assert.equal(sockets.length, 2);
  last().ends();
  assert.deepEqual(cuts, [true, false]);
});

test("pauses_grow_with_full_jitter_up_to_fifteen_seconds", () => {
  luck = 0.999;
  const pauses = [];
  for (let i = 0; i < 8; i++) {
    const before = clock.now();
    const tried = sockets.length;
    last().ends();
    while (sockets.length === tried) clock.pass(10);
    pauses.push(Math.round((clock.now() - before) / 500) / 2);
  }
  assert.deepEqual(pauses, [0.5, 1, 2, 4, 8, 15, 15, 15]);
  luck = 0;
  last().ends();
  clock.pass(0);
  assert.equal(sockets.length, 10, "full jitter: the pause may be none");
});

test("a_steady_connection_makes_the_next_pause_short_a_broken_one_does_not", () => {
  luck = 0.999;
  for (let i = 0; i < 4; i++) {
    last().ends();
    clock.pass(15_000);
  }
  beWelcomed();
  clock.pass(1_000);
  last().ends();
  clock.pass(5_000);
  assert.equal(sockets.length, 5, "welcomed and cut at once: still patient");
  clock.pass(10_000);
  assert.equal(sockets.length, 6);
  beWelcomed();
  clock.pass(6_000);
  last().ends();
  clock.pass(500);
  assert.equal(sockets.length, 7);
});

test("forty_seconds_of_silence_end_it", () => {
  beWelcomed();
  const silent = last();
  clock.pass(39_000);
  silent.says({ type: "heads", channels: {} });
  clock.pass(39_000);
  assert.equal(sockets.length, 1);
  clock.pass(1_500);
  assert.ok(silent.closed);
  assert.equal(sockets.length, 2);
  assert.deepEqual(cuts, [true]);
});

test("a_server_that_never_welcomes_is_left_sooner", () => {
  last().opens();
  clock.pass(15_500);
  assert.equal(sockets.length, 2);
  assert.deepEqual(cuts, [false]);
});

test("what_a_left_socket_still_says_is_not_heard", () => {
  beWelcomed();
  const old = last();
  const speak = old.onmessage;
  connection.resume();
  assert.equal(old.onmessage, null);
  assert.ok(speak);
  assert.equal(heard.length, 1);
});

test("a_server_that_goes_away_is_called_again_when_it_wants", () => {
  beWelcomed();
  clock.pass(10_000);
  last().says({ type: "goaway", after: 750 });
  last().says(message(1, "still heard"));
  assert.equal(heard.length, 3);
  last().ends();
  clock.pass(749);
  assert.equal(sockets.length, 1);
  clock.pass(1);
  assert.equal(sockets.length, 2);
});

test("a_server_that_goes_away_and_does_not_close_is_left_in_time", () => {
  beWelcomed();
  last().says({ type: "goaway", after: 750 });
  clock.pass(750);
  assert.ok(sockets[0]?.closed);
  assert.equal(sockets.length, 2);
});

test("what_is_not_protocol_1_ends_it", () => {
  for (const text of ["no json", '{"type":"live"}\n', "null", '{"type":1}']) {
    beWelcomed();
    const count = heard.length;
    last().frame(text);
    assert.equal(heard.length, count, text);
    assert.ok(last().closed, text);
    clock.pass(15_000);
  }
  last().onmessage?.({ data: new Uint8Array([0xff, 0xfe]).buffer });
  assert.ok(last().closed);
});

test("a_nudge_tries_at_once_and_notices_a_silence_that_was_slept_through", () => {
  last().ends();
  connection.nudge();
  assert.equal(sockets.length, 2);
  clock.pass(400);
  assert.equal(sockets.length, 2, "the timer of the earlier try is gone");
  beWelcomed();
  connection.nudge();
  assert.equal(sockets.length, 2, "a connection that speaks is kept");
});

test("a_browser_that_cannot_even_open_a_socket_is_tried_again", () => {
  let tries = 0;
  const broken = new Connection({
    url: "ws://chat.test/ws",
    cursors: () => ({}),
    heard: () => {},
    cut: () => {},
    open: () => {
      tries++;
      throw new Error("refused");
    },
    clock,
    random: () => 0.5,
  });
  broken.start();
  clock.pass(1_000);
  assert.ok(tries > 1);
  broken.stop();
});

test("after_stop_nothing_waits", () => {
  beWelcomed();
  last().says({ type: "goaway", after: 750 });
  connection.stop();
  assert.equal(clock.waiting, 0);
  assert.ok(last().closed);
  assert.deepEqual(cuts, []);
});
