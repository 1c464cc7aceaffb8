/**
 * One person's conversation with the server: what comes goes into the models (see `Incoming`), and what the person does
 * into the socket. Views look at `store`.
 *
 * @import {Channel, Person} from "../model/protocol.js"
 * @import {Api, Problem} from "./api.js"
 * @import {Clock} from "./clock.js"
 * @import {Outbox} from "./outbox.js"
 * @import {Wiring} from "./socket.js"
 * @import {Tus} from "./tus.js"
 */

import { learn } from "../model/people.js";
import { Attention } from "./attention.js";
import { Channels } from "./channels.js";
import { freshCid } from "./cid.js";
import { wallClock } from "./clock.js";
import { Company } from "./company.js";
import { Deeds } from "./deeds.js";
import { Expiry } from "./expiry.js";
import { Incoming } from "./incoming.js";
import { Link } from "./link.js";
import { Names } from "./names.js";
import { Outgoing } from "./outgoing.js";
import { Pages } from "./pages.js";
import { Sender } from "./sender.js";
import { Connection } from "./socket.js";
import { Store } from "./store.js";
import { Uploads } from "./uploads.js";

/**
 * @typedef {object} Ports
 * @property {Pick<Api, "me" | "page" | "around" | "people" | "socketUrl">} api
 * @property {Outbox} outbox of this person
 * @property {Pick<Tus, "send" | "forget">} tus
 * @property {(wiring: Wiring) => Pick<Connection, "start" | "stop" | "send" | "resume" | "nudge">} [connect]
 * @property {Clock} [clock]
 * @property {() => number} [random]
 * @property {() => string} [cid]
 */

export class Session {
  store;
  #connection;
  #sender;
  #outgoing;
  #pages;
  #names;
  #company;
  #attention;
  #channels;
  #deeds;
  #link;
  #incoming;
  #expiry;

  /** @param {Person} me @param {Ports} ports */
  constructor(
    me,
    { api, outbox, tus, connect = (w) => new Connection(w), clock = wallClock, random = Math.random, cid = freshCid },
  ) {
    this.store = new Store(me);
    this.#expiry = new Expiry(this.store, clock);
    this.#attention = new Attention(this.store);
    this.#link = new Link(this.store, { api, clock, attention: this.#attention, over: () => this.stop() });
    this.#connection = connect({
      url: api.socketUrl(),
      cursors: () => this.#cursors(),
      heard: (events) => this.#incoming.heard(events),
      cut: (welcomed) => this.#cut(welcomed),
      clock,
      random,
    });
    this.#sender = new Sender(this.store, this.#connection, clock, random);
    const uploads = new Uploads(this.store, {
      ...{ tus, clock, random },
      blob: (key) => outbox.file(key),
      ask: () => this.#link.ask(),
      change: (...change) => this.#outgoing.change(...change),
    });
    this.#outgoing = new Outgoing(this.store, { sender: this.#sender, outbox, uploads, clock, cid });
    this.#names = new Names(this.store, api, clock);
    this.#company = new Company(this.store, this.#names, clock);
    const send = (/** @type {object} */ command) => this.#connection.send(command);
    const ask = (/** @type {Iterable<string>} */ ids) => this.#names.ask(ids);
    this.#deeds = new Deeds({ send, clock, cid });
    this.#channels = new Channels(this.store, { send, sender: this.#sender, clock, ask });
    this.#pages = new Pages(
      this.store,
      api,
      (channel, problem) => this.#pageRefused(channel, problem),
      (channel) => this.#incoming.paged(channel),
    );
    this.#incoming = new Incoming(this.store, {
      ...{ attention: this.#attention, channels: this.#channels, company: this.#company, deeds: this.#deeds },
      ...{ link: this.#link, names: this.#names, outgoing: this.#outgoing, pages: this.#pages, sender: this.#sender },
      resume: () => this.#connection.resume(),
      watch: () => this.#watch(),
    });
  }

  start() {
    this.#link.blink();
    this.#outgoing.start();
    this.#connection.start();
  }

  stop() {
    this.#link.stop();
    this.#outgoing.stop();
    this.#sender.cut();
    this.#connection.stop();
    this.#expiry.stop();
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
    this.present(channel);
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
   * Leads to a message, however far back it is: from then on what is around it is looked at, until `present`, or until
   * so much was loaded that the newest messages follow. Where there is none the reader stays where they are.
   *
   * @param {string} channel
   * @param {number} seq
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
    this.#incoming.fetch(channel);
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

  /**
   * Holds only the newest messages, and what is around the reader; the others can be loaded again.
   *
   * @param {string} channel
   * @param {number} keep
   * @param {number} [at] `seq` of the message at which the reader is, who does not read the newest
   */
  trim(channel, keep, at) {
    this.store.fold(channel, { type: "trim", keep, ...(at === undefined ? {} : { at }) });
    this.#sender.pump(channel);
  }

  /** Leads from what is far back to the newest messages, also who is only on the way there. @param {string} channel */
  present(channel) {
    this.#pages.present(channel);
    this.#attention.turned();
  }

  /** @param {string} channel */
  loadEarlier(channel) {
    return this.#pages.load(channel);
  }

  /** What follows after what is looked at far back. @param {string} channel */
  loadLater(channel) {
    return this.#pages.later(channel);
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

  #watch() {
    this.#company.watch((command) => this.#connection.send(command));
  }

  #cursors() {
    /** @type {{[channel: string]: string}} */
    const cursors = {};
    for (const { channel, cursor } of this.store.state.timelines.values()) {
      if (cursor !== null) cursors[channel] = cursor;
    }
    return cursors;
  }

  /** @param {boolean} welcomed whether there had been a connection */
  #cut(welcomed) {
    this.#sender.cut();
    for (const channel of this.store.state.timelines.keys()) this.store.fold(channel, { type: "cut" });
    this.#link.cut(welcomed);
  }

  /** @param {string} channel @param {Problem} problem */
  #pageRefused(channel, problem) {
    if (problem.status === 401) this.#link.end("signed-out");
    if (problem.code !== "unknown-cursor") return;
    this.store.fold(channel, { type: "lost" });
    this.#connection.resume();
  }
}
