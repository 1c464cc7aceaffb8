/**
 * What the server says, on its way into the models: each event goes where it belongs, and what follows from it is begun.
 *
 * @import {Gap, Heads, LastingEvent, LineEvent, Message, Sent, ServerEvent, Welcome, You} from "../model/protocol.js"
 * @import {OwnEvent} from "../model/timeline.js"
 * @import {Attention} from "./attention.js"
 * @import {Channels} from "./channels.js"
 * @import {Company} from "./company.js"
 * @import {Deeds} from "./deeds.js"
 * @import {Link} from "./link.js"
 * @import {Names} from "./names.js"
 * @import {Outgoing} from "./outgoing.js"
 * @import {Pages} from "./pages.js"
 * @import {Sender} from "./sender.js"
 * @import {Store} from "./store.js"
 */

import { partnersOf } from "../model/channels.js";
import { isBehind, position, shownOf } from "../model/timeline.js";

/**
 * @typedef {object} Ports
 * @property {Attention} attention
 * @property {Channels} channels
 * @property {Company} company
 * @property {Deeds} deeds
 * @property {Link} link
 * @property {Names} names
 * @property {Outgoing} outgoing
 * @property {Pages} pages
 * @property {Sender} sender
 * @property {() => void} resume connects anew, from where the timelines are
 * @property {() => void} watch says whose presence is wanted
 */

export class Incoming {
  #store;
  #attention;
  #channels;
  #company;
  #deeds;
  #link;
  #names;
  #outgoing;
  #pages;
  #sender;
  #resume;
  #watch;
  #welcomed = false;
  /** Messages arrive in order, and not before those who sent them can be named. @type {Promise<unknown>} */
  #arrival = Promise.resolve();

  /** @param {Store} store @param {Ports} ports */
  constructor(store, { attention, channels, company, deeds, link, names, outgoing, pages, sender, resume, watch }) {
    this.#store = store;
    this.#attention = attention;
    this.#channels = channels;
    this.#company = company;
    this.#deeds = deeds;
    this.#link = link;
    this.#names = names;
    this.#outgoing = outgoing;
    this.#pages = pages;
    this.#sender = sender;
    this.#resume = resume;
    this.#watch = watch;
  }

  /** A frame has come. @param {ServerEvent[]} events */
  heard(events) {
    for (const event of events) {
      this.#on(event);
      // What follows in the frame is for somebody else.
      if (this.#link.ended) return;
    }
    if ([...this.#store.state.timelines.values()].some((timeline) => isBehind(timeline))) this.#resume();
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
      case "typists":
        return this.#company.typists(event);
      case "people":
        return this.#names.told(event.people);
      case "presence":
        return this.#company.presence(event);
      case "crowd":
        return this.#company.crowd(event);
      case "heads":
        return this.#heads(event);
      default:
        // Also of a kind that is not known: it counts in its channel.
        if ("mark" in event) this.#lasting(event);
    }
  }

  /** @param {Welcome} event */
  #welcome(event) {
    if (event.me !== this.#store.state.me.id) return this.#link.end("other");
    this.#attention.found();
    this.#outgoing.nudge();
    this.#link.open();
    this.#channels.welcome(event);
    this.#watch();
    this.#company.welcomed();
    this.#channels.tellAgain();
    this.#meetAgain();
  }

  /** Who was changed while there was no connection is not told: those who are shown are asked for. */
  #meetAgain() {
    const { channels, me, shown, timelines } = this.#store.state;
    if (this.#welcomed && me.handle) {
      const authors = (timelines.get(shown ?? "")?.messages ?? []).map(({ from }) => from).reverse();
      this.#names.again([me.id, ...authors, ...channels.flatMap((channel) => partnersOf(channel, me.id))]);
    }
    this.#welcomed = true;
  }

  /** @param {You} event */
  #you({ channels, gone }) {
    this.#channels.changed(channels ?? []);
    for (const channel of gone ?? []) this.#channels.left(channel, null);
    if (!channels?.length && !gone?.length) this.#store.dispatchEvent(new Event("you"));
  }

  /** Of a channel that is not shown nothing is loaded until it is. @param {Gap} event */
  #gap(event) {
    this.#store.ensure(event.channel);
    this.#store.fold(event.channel, event);
    this.fetch(event.channel);
    this.#pages.renew(event.channel);
  }

  /** The page before what is held, if nothing is. @param {string} channel */
  fetch(channel) {
    const { shown, timelines } = this.#store.state;
    if (shown === channel && timelines.get(channel)?.messages.length === 0) this.#pages.newest(channel);
  }

  /** @param {string} channel */
  #live(channel) {
    this.#store.fold(channel, { type: "live", channel });
    this.#attention.caughtUp(channel, this.#store.state.channels.find(({ id }) => id === channel)?.n ?? 0);
    this.#sender.open(channel);
    this.#deeds.live(channel);
    if (this.#company.lacks(channel)) this.#watch();
    const { pages, later } = this.#store.state;
    if (pages.get(channel) === "failed") {
      this.fetch(channel);
      this.#pages.load(channel);
    }
    if (later.get(channel) === "failed") this.#pages.later(channel);
  }

  /** @param {Sent} event */
  #sent(event) {
    const { channel, cid } = event;
    if (this.#deeds.done(cid)) return;
    // Where one is not any more the message itself will not come.
    this.#fold(channel, this.#store.state.closed.has(channel) ? { type: "discard", cid } : event);
  }

  /** @param {LastingEvent} event */
  #lasting(event) {
    const store = this.#store;
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
    const named = this.#names.ask([...others.map(({ from }) => from), ...mentioned(fresh)]);
    this.#arrival = Promise.all([this.#arrival, named]).then(() => store.arrived(channel, others));
  }

  /** Something came to pass in a channel that changes more than its timeline. @param {LineEvent} line */
  #happened(line) {
    this.#names.ask(involved(line));
    if (line.type === "channel") this.#channels.reshaped(line);
    if (line.type === "left" && line.person === this.#store.state.me.id) this.#channels.left(line.channel, line.by);
  }

  /** A page has come. @param {string} channel */
  paged(channel) {
    this.#channels.markNew(channel);
    this.#attention.turned();
    const timeline = this.#store.state.timelines.get(channel);
    const { messages, lines } = timeline ? shownOf(timeline) : { messages: [], lines: [] };
    this.#names.ask([...mentioned(messages), ...lines.flatMap(involved)]);
  }

  /** @param {Heads} event */
  #heads({ channels }) {
    for (const [channel, head] of Object.entries(channels)) {
      const timeline = this.#store.state.timelines.get(channel);
      if (timeline?.live && isBehind(timeline, head)) return this.#resume();
    }
  }

  /** @param {string} channel @param {ServerEvent | OwnEvent} event */
  #fold(channel, event) {
    this.#store.fold(channel, event);
    this.#sender.pump(channel);
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
