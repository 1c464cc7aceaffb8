/**
 * One person's conversation with the server: feeds what comes from the socket and from HTTP into the models, and what
 * the person does into the socket. Views look at `store`.
 *
 * @import {Heads, LastingEvent, Message, Person, Presence as PresenceEvent, ServerEvent, Typing, Welcome}
 *   from "../model/protocol.js"
 * @import {OwnEvent} from "../model/timeline.js"
 * @import {Typists} from "../model/typing.js"
 * @import {Api, Problem} from "./api.js"
 * @import {Clock} from "./clock.js"
 * @import {Wiring} from "./socket.js"
 */

import { learn } from "../model/people.js";
import { NOBODY, see } from "../model/presence.js";
import { emptyTimeline, isBehind, position } from "../model/timeline.js";
import { expire, NO_TYPISTS, SHOWN, stops, TOLD, types } from "../model/typing.js";
import { freshCid } from "./cid.js";
import { wallClock } from "./clock.js";
import { Names } from "./names.js";
import { Pages } from "./pages.js";
import { Sender } from "./sender.js";
import { Connection } from "./socket.js";
import { Store } from "./store.js";

/** A cut is shown when it lasts longer; milliseconds. */
const BLINK = 3_000;

/**
 * @typedef {object} Ports
 * @property {Pick<Api, "me" | "page" | "people" | "socketUrl">} api
 * @property {(wiring: Wiring) => Pick<Connection, "start" | "stop" | "send" | "resume" | "nudge">} [connect]
 * @property {Clock} [clock]
 * @property {() => number} [random]
 * @property {() => string} [cid]
 */

export class Session {
  store;
  #api;
  #clock;
  #cid;
  #connection;
  #sender;
  #pages;
  #names;
  #presenceIsNew = true;
  #cancelBlink = () => {};
  /** When one's typing was told, by channel. @type {Map<string, number>} */
  #toldTyping = new Map();

  /** @param {Person} me @param {Ports} ports */
  constructor(
    me,
    { api, connect = (w) => new Connection(w), clock = wallClock, random = Math.random, cid = freshCid },
  ) {
    this.store = new Store(me);
    this.#api = api;
    this.#clock = clock;
    this.#cid = cid;
    this.#connection = connect({
      url: api.socketUrl(),
      cursors: () => this.#cursors(),
      heard: (events) => this.#heard(events),
      cut: (welcomed) => this.#cut(welcomed),
      clock,
      random,
    });
    this.#sender = new Sender(this.store, this.#connection, clock, random);
    this.#names = new Names(this.store, api);
    this.#pages = new Pages(this.store, api, (channel, problem) => this.#pageRefused(channel, problem));
  }

  start() {
    this.#blink();
    this.#connection.start();
  }

  stop() {
    this.#cancelBlink();
    this.#sender.cut();
    this.#connection.stop();
  }

  /** The machine woke up or the network came back. */
  nudge() {
    this.#connection.nudge();
  }

  /** @param {string} channel @param {string} text */
  send(channel, text) {
    this.#fold(channel, { type: "write", cid: this.#cid(), text: text.toWellFormed(), at: this.#clock.now() });
  }

  /** Tries a failed send again. @param {string} channel @param {string} cid */
  again(channel, cid) {
    this.#fold(channel, { type: "again", cid, fresh: this.#cid() });
  }

  /** Forgets a failed send. @param {string} channel @param {string} cid */
  discard(channel, cid) {
    this.#fold(channel, { type: "discard", cid });
  }

  /** Holds only the newest messages; the older ones can be loaded again. @param {string} channel @param {number} keep */
  trim(channel, keep) {
    this.#fold(channel, { type: "trim", keep });
  }

  /** @param {string} channel */
  loadEarlier(channel) {
    return this.#pages.load(channel);
  }

  /** Tells that one types, seldom. @param {string} channel */
  typing(channel) {
    const now = this.#clock.now();
    if (now - (this.#toldTyping.get(channel) ?? 0) < TOLD) return;
    if (this.#connection.send({ type: "typing", channel })) this.#toldTyping.set(channel, now);
  }

  /** Whether something that was written has not reached the server. */
  get hasUnsent() {
    return [...this.store.state.timelines.values()].some(({ pending }) =>
      pending.some(({ state }) => state !== "kept"),
    );
  }

  /** @param {string} channel @param {ServerEvent | OwnEvent} event */
  #fold(channel, event) {
    this.store.fold(channel, event);
    this.#sender.pump(channel);
  }

  get #ended() {
    const { link } = this.store.state;
    return link === "other" || link === "signed-out";
  }

  #cursors() {
    /** @type {{[channel: string]: string}} */
    const cursors = {};
    for (const { channel, cursor } of this.store.state.timelines.values()) {
      if (cursor !== null) cursors[channel] = cursor;
    }
    return cursors;
  }

  /** @param {ServerEvent[]} events */
  #heard(events) {
    for (const event of events) {
      this.#on(event);
      // What follows in the frame is for somebody else.
      if (this.#ended) return;
    }
    if ([...this.store.state.timelines.values()].some((timeline) => isBehind(timeline))) this.#connection.resume();
  }

  /** @param {ServerEvent} event */
  #on(event) {
    switch (event.type) {
      case "welcome":
        return this.#welcome(event);
      case "message":
      case "edited":
        return this.#lasting(event);
      case "gap":
        this.store.fold(event.channel, event);
        this.#pages.load(event.channel);
        return;
      case "live":
        return this.#live(event.channel);
      case "sent":
        return this.#fold(event.channel, event);
      case "refused":
        return this.#sender.refused(event);
      case "typing":
        return this.#typing(event);
      case "presence":
        return this.#presence(event);
      case "heads":
        return this.#heads(event);
    }
  }

  /** @param {Welcome} event */
  #welcome({ me, channels, people, limits }) {
    const { store } = this;
    if (me !== store.state.me.id) return this.#end("other");
    this.#cancelBlink();
    const timelines = new Map(
      channels.map(({ id }) => [id, store.state.timelines.get(id) ?? emptyTimeline(id, store.state.me.id)]),
    );
    store.update({ link: "open", channels, limits, timelines, people: learn(store.state.people, people) });
    this.#presenceIsNew = true;
    this.#connection.send({ type: "watch", people: [], channels: channels.map(({ id }) => id) });
  }

  /** @param {string} channel */
  #live(channel) {
    this.store.fold(channel, { type: "live", channel });
    this.#sender.open(channel);
    if (this.store.state.pages.get(channel) === "failed") this.#pages.load(channel);
  }

  /** @param {LastingEvent} event */
  #lasting(event) {
    const { store } = this;
    const { channel } = event;
    const before = store.state.timelines.get(channel);
    if (!before) return;
    this.#fold(channel, event);
    const seq = position(before);
    const others = newer(store.state.timelines.get(channel)?.messages ?? [], seq).filter(
      ({ from }) => from !== before.me,
    );
    if (others.length === 0) return;
    const typists = others.reduce((still, { from }) => stops(still, from), this.#typists(channel));
    this.#showTypists(channel, typists);
    store.arrived(others);
    this.#names.ask(others.map(({ from }) => from));
  }

  /** @param {Heads} event */
  #heads({ channels }) {
    for (const [channel, head] of Object.entries(channels)) {
      const timeline = this.store.state.timelines.get(channel);
      if (timeline?.live && isBehind(timeline, head)) return this.#connection.resume();
    }
  }

  /** @param {PresenceEvent} event */
  #presence({ people }) {
    const { store } = this;
    const presence = see(this.#presenceIsNew ? NOBODY : store.state.presence, people);
    this.#presenceIsNew = false;
    store.update({ presence, people: learn(store.state.people, people) });
  }

  /** @param {Typing} event */
  #typing({ channel, from }) {
    if (from === this.store.state.me.id) return;
    this.#showTypists(channel, types(this.#typists(channel), from, this.#clock.now()));
    this.#clock.after(SHOWN, () => this.#showTypists(channel, expire(this.#typists(channel), this.#clock.now())));
    this.#names.ask([from]);
  }

  /** @param {string} channel */
  #typists(channel) {
    return this.store.state.typists.get(channel) ?? NO_TYPISTS;
  }

  /** @param {string} channel @param {Typists} typists */
  #showTypists(channel, typists) {
    if (typists !== this.#typists(channel)) {
      this.store.update({ typists: new Map(this.store.state.typists).set(channel, typists) });
    }
  }

  /** @param {boolean} welcomed whether there had been a connection */
  #cut(welcomed) {
    this.#sender.cut();
    for (const channel of this.store.state.timelines.keys()) this.store.fold(channel, { type: "cut" });
    if (this.store.state.link === "open") this.#blink();
    if (!welcomed) this.#stillMe();
  }

  /** A cut too short to be told. */
  #blink() {
    this.store.update({ link: "blink" });
    this.#cancelBlink = this.#clock.after(BLINK, () => this.store.update({ link: "cut" }));
  }

  /** A browser does not tell why a WebSocket was not let in; HTTP does. */
  async #stillMe() {
    try {
      const me = await this.#api.me();
      if (!me) this.#end("signed-out");
      else if (me.id !== this.store.state.me.id) this.#end("other");
    } catch {
      // the network knows no better than the socket: it goes on trying
    }
  }

  /** @param {string} channel @param {Problem} problem */
  #pageRefused(channel, problem) {
    if (problem.status === 401) this.#end("signed-out");
    if (problem.code !== "unknown-cursor") return;
    this.store.fold(channel, { type: "lost" });
    this.#connection.resume();
  }

  /** Nothing more is sent in the name of somebody who is not signed in. @param {"other" | "signed-out"} link */
  #end(link) {
    this.stop();
    this.store.update({ link });
  }
}

/** Those after `seq`. @param {readonly Message[]} messages @param {number} seq */
function newer(messages, seq) {
  const first = messages.findLastIndex((message) => message.seq <= seq);
  return messages.slice(first + 1);
}
