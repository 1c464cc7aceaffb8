import { Outbox } from "../../../../src-webapp/net/outbox.js";
import { Session } from "../../../../src-webapp/net/session.js";
import { Connection } from "../../../../src-webapp/net/socket.js";
import { HeldClock } from "./clock.js";
import { ScriptedSocket } from "./socket.js";

export const welcome = {
  type: "welcome",
  me: "ann",
  version: 0,
  channels: [/** @type {any} */ ({ id: "lobby", kind: "public", name: "lobby", head: 0, n: 0, read: 0 })],
  people: [{ id: "ann", name: "Ann" }],
  limits: { text: 2097152, frame: 4259840, inFlight: 64, inFlightBytes: 262144 },
};

/**
 * Ann's session, on sockets that say what they are told to, and a clock that stands.
 *
 * @param {any[]} [channels] that she is in
 */
export function attended(channels = welcome.channels) {
  const clock = new HeldClock();
  /** @type {ScriptedSocket[]} */
  const sockets = [];
  /** What was asked of the history. @type {any[][]} */
  const asked = [];
  let cids = 0;
  /** @type {{page: (...args: any[]) => Promise<any>, people: (ids: readonly string[]) => Promise<any>, me: () => Promise<any>}} */
  const answers = {
    page: async () => ({ messages: [], people: [] }),
    people: async () => ({ people: [] }),
    me: async () => ({ id: "ann", name: "Ann" }),
  };
  const last = () => /** @type {ScriptedSocket} */ (sockets.at(-1));
  const session = new Session(
    { id: "ann", name: "Ann" },
    {
      api: {
        socketUrl: () => "ws://chat.test/ws",
        page: (...args) => {
          asked.push(args);
          return answers.page(...args);
        },
        around: (...args) => answers.page(...args),
        people: (ids) => answers.people(ids),
        me: () => answers.me(),
      },
      outbox: new Outbox("ann", {
        open: () => Promise.reject(new Error("no storage")),
        tabs: { id: "tab", ready: Promise.resolve(), lives: async () => false, close: () => {} },
        clock,
      }),
      tus: { send: async () => "f1", forget: async () => {} },
      connect: (wiring) =>
        new Connection({
          ...wiring,
          open: () => {
            sockets.push(new ScriptedSocket());
            return last();
          },
        }),
      clock,
      random: () => 0.5,
      cid: () => `cid-${++cids}`,
    },
  );
  session.start();
  /** @param {...object} events */
  const begin = (...events) => {
    last().opens();
    last().says({ ...welcome, channels }, ...events);
  };
  const reconnect = () => {
    last().ends();
    clock.pass(1_000);
  };
  return { clock, sockets, session, answers, asked, last, begin, reconnect };
}

export const settle = () => new Promise((resolve) => setImmediate(resolve));
