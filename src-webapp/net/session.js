/**
 * One person's conversation with the server: feeds what comes from the socket and from HTTP into the models, and what
 * the person does into the socket. Views look at `store`.
 *
 * @import {Channel, Gap, Heads, LastingEvent, LineEvent, Message, Person, Sent, ServerEvent, Welcome, You} from "../model/protocol.js"
 * @import {OwnEvent} from "../model/timeline.js"
 * @import {Api} from "./api.js"
 * @import {Clock} from "./clock.js"
 * @import {Outbox} from "./outbox.js"
 * @import {Wiring} from "./socket.js"
 * @import {Tus} from "./tus.js"
 */

import { learn } from "../model/people.js";
import { isBehind, position } from "../model/timeline.js";
import { Problem } from "./api.js";
import { Attention } from "./attention.js";
import { Channels } from "./channels.js";
import { freshCid } from "./cid.js";
import { wallClock } from "./clock.js";
import { Company } from "./company.js";
import { Deeds } from "./deeds.js";
import { Names } from "./names.js";
import { Outgoing } from "./outgoing.js";
import { Pages } from "./pages.js";
import { Sender } from "./sender.js";
import { Connection } from "./socket.js";
import { Store } from "./store.js";
import { Uploads } from "./uploads.js";

/** A cut is shown when it lasts longer; milliseconds. */
const BLINK = 3_000;

/**
 * @typedef {object} Ports
 * @property {Pick<Api, "me" | "page" | "people" | "socketUrl">} api
 * @property {Outbox} outbox of this person
 * @property {Pick<Tus, "send" | "forget">} tus
 * @property {(wiring: Wiring) => Pick<Connection, "start" | "stop" | "send" | "resume" | "nudge">} [connect]
 * @property {Clock} [clock]
 * @property {() => number} [random]
 * @property {() => string} [cid]
 */

export class Session {
  store;
  #api;
  #clock;
  #connection;
  #sender;
  #outgoing;
  #pages;
  #names;
  #company;
  #attention;
  #channels;
  #deeds;
  #cancelBlink = () => {};

  /** @param {Person} me @param {Ports} ports */
  constructor(
    me,
    { api, outbox, tus, connect = (w) => new Connection(w), clock = wallClock, random = Math.random, cid = freshCid },
  ) {
    this.store = new Store(me);
    this.#api = api;
    this.#clock = clock;
    this.#connection = connect({
      url: api.socketUrl(),
      cursors: () => this.#cursors(),
      heard: (events) => this.#heard(events),
      cut: (welcomed) => this.#cut(welcomed),
      clock,
      random,
    });
    this.#sender = new Sender(this.store, this.#connection, clock, random);
    const uploads = new Uploads(this.store, {
      ...{ tus, clock, random },
      blob: (key) => outbox.file(key),
      ask: () => this.#askWhoIsHere(),
      change: (...change) => this.#outgoing.change(...change),
    });
    this.#outgoing = new Outgoing(this.store, { sender: this.#sender, outbox, uploads, clock, cid });
    this.#names = new Names(this.store, api);
    this.#company = new Company(this.store, this.#names, clock);
    this.#attention = new Attention(this.store);
    const send = (/** @type {object} */ command) => this.#connection.send(command);
    const ask = (/** @type {Iterable<string>} */ ids) => this.#names.ask(ids);
    this.#deeds = new Deeds({ send, clock, cid });
    this.#channels = new Channels(this.store, { send, sender: this.#sender, clock, ask });
    this.#pages = new Pages(
      this.store,
      api,
      (channel, problem) => this.#pageRefused(channel, problem),
      (channel) => this.#paged(channel),
    );
  }

  start() {
    this.#blink();
    this.#outgoing.start();
    this.#connection.start();
  }

  stop() {
    this.#cancelBlink();
    this.#outgoing.stop();
    this.#sender.cut();
    this.#connection.stop();
  }

  /** The machine woke up or the network came back. */
  nudge() {
    this.#connection.nudge();
  }

  /**
   * Sends a message. It is in the browser's outbox before it is shown as pending, and the answer comes then: what the
   * person typed is safe from now on (unless `store.state.outbox` is `memory`). Whoever shows a draft keeps it until
   * then. It never fails.
   *
   * @param {string} channel
   * @param {string} text may be "" when there are files
   * @param {readonly import("./outgoing.js").Chosen[]} [files]
   * @returns {Promise<void>}
   */
  write(channel, text, files = []) {
    this.#attention.seen(channel);
    return this.#outgoing.write(channel, text, files);
  }

  /**
   * Takes a send back, with its files, unless it is on its way.
   *
   * @param {string} channel
   * @param {string} cid
   */
  cancel(channel, cid) {
    return this.#outgoing.cancel(channel, cid);
  }

  /**
   * Tries a failed send again, with what of its files failed or was stopped.
   *
   * @param {string} channel
   * @param {string} cid
   * @param {boolean} [loud] it shall call many people at once
   */
  retry(channel, cid, loud = false) {
    return this.#outgoing.retry(channel, cid, loud);
  }

  /**
   * Stops the upload of a file; its message waits for the writer's decision. (See `retryFile` and `removeFile`.)
   *
   * @param {string} channel
   * @param {string} cid
   * @param {string} key
   */
  cancelFile(channel, cid, key) {
    return this.#outgoing.cancelFile(channel, cid, key);
  }

  /** Tries one file again that failed or was stopped. @param {string} channel @param {string} cid @param {string} key */
  retryFile(channel, cid, key) {
    return this.#outgoing.retryFile(channel, cid, key);
  }

  /** Sends the message without that file; one that is left with nothing is taken back. @param {string} channel @param {string} cid @param {string} key */
  removeFile(channel, cid, key) {
    return this.#outgoing.removeFile(channel, cid, key);
  }

  /** Changes one's own message. @param {string} channel @param {number} seq @param {string} text @throws {Problem} when it is refused */
  edit(channel, seq, text) {
    return this.#deeds.do({ type: "edit", channel, seq, text: text.toWellFormed() });
  }

  /** Takes a message away for everybody. @param {string} channel @param {number} seq @throws {Problem} when it is refused */
  remove(channel, seq) {
    return this.#deeds.do({ type: "delete", channel, seq });
  }

  /**
   * Loads a channel back to a message, if it is not too far away.
   *
   * @param {string} channel
   * @param {number} seq
   * @returns {Promise<boolean>} whether it is there
   */
  seek(channel, seq) {
    return this.#pages.seek(channel, seq);
  }

  /** Whether the page can be seen; asked of the view at the beginning and at every change. @param {boolean} visible */
  look(visible) {
    this.#attention.look(visible);
  }

  /** The reader opens a channel, which is perhaps none of theirs. @param {string} channel */
  show(channel) {
    if (this.store.state.shown === channel) return;
    this.#channels.show(channel);
    this.#attention.turned();
    if (this.store.state.link !== "open") return;
    this.#watch();
    this.#fetch(channel);
  }

  /** A channel of the person that HTTP told of before the socket does. @param {Channel} view */
  learn(view) {
    this.#channels.learn(view);
  }

  /** The reader has seen the message of that ordinal, and so all before it. @param {string} channel @param {number} n */
  read(channel, n) {
    if (this.#attention.sees(channel)) this.#channels.read(channel, n);
  }

  /** What others see of oneself has changed. @param {Person} me */
  iAm(me) {
    this.store.update({ me, people: learn(this.store.state.people, [me]) });
  }

  /** Learns who somebody is, if that is not known. @param {Iterable<string>} ids */
  meet(ids) {
    return this.#names.ask(ids);
  }

  /**
   * The reader has seen what is new in a channel: ends the "new" divider and the count of what was missed. For the view
   * to call when the page is visible and the reader has had the newest message before their eyes for a moment, or
   * presses Esc; sending something does it by itself.
   *
   * @param {string} channel
   */
  seen(channel) {
    this.#attention.seen(channel);
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
    this.#company.tell(channel, (command) => this.#connection.send(command));
  }

  /** Whether something that was written has not reached the server. */
  get hasUnsent() {
    return this.store.state.waiting > 0;
  }

  /** Whether something of it would be lost with this page. */
  get wouldLose() {
    return this.#outgoing.wouldLose;
  }

  /** Forgets all that has not reached the server, also what was written in other tabs. */
  discardAll() {
    return this.#outgoing.discardAll();
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
      case "gap":
        return this.#gap(event);
      case "live":
        return this.#live(event.channel);
      case "sent":
        return this.#sent(event);
      case "you":
        return this.#you(event);
      case "refused":
        if (!this.#deeds.refused(event)) this.#outgoing.refused(event);
        return;
      case "typing":
        return this.#company.typing(event);
      case "presence":
        return this.#company.presence(event);
      case "heads":
        return this.#heads(event);
      default:
        // Also of a kind that is not known: it counts in its channel.
        if ("mark" in event) this.#lasting(event);
    }
  }

  /** @param {Welcome} event */
  #welcome(event) {
    if (event.me !== this.store.state.me.id) return this.#end("other");
    this.#cancelBlink();
    this.#attention.found();
    this.#outgoing.nudge();
    this.store.update({ link: "open" });
    this.#channels.welcome(event);
    this.#watch();
    this.#channels.tellAgain();
  }

  #watch() {
    this.#company.watch((command) => this.#connection.send(command));
  }

  /** @param {You} event */
  #you({ channels, gone }) {
    this.#channels.changed(channels ?? []);
    for (const channel of gone ?? []) this.#channels.left(channel, null);
    if (!channels?.length && !gone?.length) this.store.dispatchEvent(new Event("you"));
  }

  /** Of a channel that is not shown nothing is loaded until it is. @param {Gap} event */
  #gap(event) {
    this.store.ensure(event.channel);
    this.store.fold(event.channel, event);
    this.#fetch(event.channel);
  }

  /** The page before what is held, if nothing is. @param {string} channel */
  #fetch(channel) {
    const { shown, timelines } = this.store.state;
    if (shown === channel && timelines.get(channel)?.messages.length === 0) this.#pages.load(channel);
  }

  /** @param {string} channel */
  #live(channel) {
    this.store.fold(channel, { type: "live", channel });
    this.#attention.caughtUp(channel, this.store.state.channels.find(({ id }) => id === channel)?.n ?? 0);
    this.#sender.open(channel);
    this.#deeds.live(channel);
    if (this.store.state.pages.get(channel) === "failed") this.#pages.load(channel);
  }

  /** @param {Sent} event */
  #sent(event) {
    const { channel, cid } = event;
    if (this.#deeds.done(cid)) return;
    // Where one is not any more the message itself will not come.
    this.#fold(channel, this.store.state.closed.has(channel) ? { type: "discard", cid } : event);
  }

  /** @param {LastingEvent} event */
  #lasting(event) {
    const { store } = this;
    const { channel } = event;
    const before = store.state.timelines.get(channel);
    if (!before) return;
    this.#fold(channel, event);
    if (event.type !== "message" && "cid" in event) this.#deeds.done(event.cid);
    const seq = position(before);
    const after = store.state.timelines.get(channel);
    const fresh = newer(after?.messages ?? [], seq);
    if (fresh.length > 0) this.#channels.heard(channel, fresh);
    for (const line of after?.lines ?? []) if (line.seq > seq) this.#happened(line);
    const others = fresh.filter(({ from }) => from !== before.me);
    if (others.length === 0) return;
    this.#company.said(channel, others);
    store.arrived(channel, others);
    this.#names.ask([...others.map(({ from }) => from), ...mentioned(fresh)]);
  }

  /** Something came to pass in a channel that changes more than its timeline. @param {LineEvent} line */
  #happened(line) {
    this.#names.ask(involved(line));
    if (line.type === "channel") this.#channels.reshaped(line);
    if (line.type === "left" && line.person === this.store.state.me.id) this.#channels.left(line.channel, line.by);
  }

  /** A page has come. @param {string} channel */
  #paged(channel) {
    this.#channels.markNew(channel);
    const { messages = [], lines = [] } = this.store.state.timelines.get(channel) ?? {};
    this.#names.ask([...mentioned(messages), ...lines.flatMap(involved)]);
  }

  /** @param {Heads} event */
  #heads({ channels }) {
    for (const [channel, head] of Object.entries(channels)) {
      const timeline = this.store.state.timelines.get(channel);
      if (timeline?.live && isBehind(timeline, head)) return this.#connection.resume();
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
    this.#cancelBlink = this.#clock.after(BLINK, () => {
      this.store.update({ link: "cut" });
      this.#attention.lost();
    });
  }

  /** A browser does not tell why a WebSocket was not let in; HTTP does. */
  async #stillMe() {
    try {
      await this.#askWhoIsHere();
    } catch {
      // the network knows no better than the socket: it goes on trying
    }
  }

  /** @throws {Problem} when it is not, or not known to be, the person of this session */
  async #askWhoIsHere() {
    const me = await this.#api.me();
    if (me?.id === this.store.state.me.id) return;
    this.#end(me ? "other" : "signed-out");
    throw new Problem(401, "signed-out", "You are signed out.");
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

/** @param {readonly Message[]} messages @returns {string[]} ids of people */
const mentioned = (messages) =>
  messages.flatMap(({ mentions }) => (mentions ?? []).filter((whom) => whom !== "channel" && whom !== "here"));

/** @param {LineEvent} line @returns {string[]} ids of people */
const involved = (line) => [line.by, ...("person" in line ? [line.person] : [])];
