/**
 * Which channels the person is in, which of them is shown, and how far each was read.
 *
 * @import {Channel, ChannelEvent, Message, Welcome} from "../model/protocol.js"
 * @import {Closed, Store} from "./store.js"
 * @import {Clock} from "./clock.js"
 * @import {Sender} from "./sender.js"
 */

import { afterMessages, partnersOf, reshaped, unreadOf } from "../model/channels.js";
import { unsend } from "../model/pending.js";
import { learn } from "../model/people.js";
import { emptyTimeline } from "../model/timeline.js";

/** What was read is told at most so often; milliseconds. */
const TOLD = 1_000;

/** Of more messages in a channel that is not shown only the newest are held. */
const MOST = 300;
const KEPT = 100;

/** So many that were not read do not fit the page: the reader is told of them. */
const MANY = 6;

/**
 * @typedef {object} Ports
 * @property {(command: object) => boolean} send
 * @property {Sender} sender
 * @property {Clock} clock
 * @property {(ids: Iterable<string>) => unknown} ask for the names of people
 */

export class Channels {
  #store;
  #ports;
  /** Channels whose marker has moved and was not told. @type {Set<string>} */
  #moved = new Set();
  #telling = false;

  /** @param {Store} store @param {Ports} ports */
  constructor(store, ports) {
    this.#store = store;
    this.#ports = ports;
  }

  /** The list as it is now; what is in it no more is closed. @param {Welcome} welcome */
  welcome({ channels: told, people, limits }) {
    const { state } = this.#store;
    const { me } = state;
    const channels = told.map((view) => {
      const held = this.#moved.has(view.id) ? this.#find(view.id) : undefined;
      return held ? { ...newer(held, view), n: view.n } : view;
    });
    const timelines = new Map(channels.map(({ id }) => [id, state.timelines.get(id) ?? emptyTimeline(id, me.id)]));
    const closed = new Map([...state.closed].filter(([id]) => !timelines.has(id)));
    for (const [id, { pending }] of state.timelines) {
      if (timelines.has(id)) continue;
      const channel = state.channels.find((other) => other.id === id) ?? null;
      if (!closed.has(id)) closed.set(id, { channel, by: null });
      if (pending.length > 0) timelines.set(id, { ...emptyTimeline(id, me.id), pending: unsend(pending) });
    }
    const shown = state.shown ?? channels[0]?.id ?? null;
    this.#store.update({ ...{ channels, timelines, closed, shown, limits }, people: learn(state.people, people) });
    // The server knows best whether what waits there was kept before it was closed.
    for (const id of closed.keys()) this.#ports.sender.open(id);
    this.#meet(channels);
  }

  /** Some of the person's own state has changed. @param {readonly Channel[]} views */
  changed(views) {
    for (const view of views) this.#put(view);
    this.#meet(views);
  }

  /** One that was made, joined or found by HTTP; the socket brings what is in it. @param {Channel} view */
  learn(view) {
    if (!this.#find(view.id)) this.changed([view]);
  }

  /** The person is in a channel no more. @param {string} id @param {string | null} by who ended it; null: not known */
  left(id, by) {
    const { state } = this.#store;
    const channel = this.#find(id);
    if (!channel) return;
    const timelines = new Map(state.timelines);
    const { pending = [] } = timelines.get(id) ?? {};
    if (pending.length === 0) timelines.delete(id);
    else timelines.set(id, { ...emptyTimeline(id, state.me.id), pending: unsend(pending) });
    this.#store.update({
      channels: state.channels.filter((other) => other !== channel),
      closed: new Map(state.closed).set(id, { channel, by }),
      timelines,
    });
    this.#ports.sender.pump(id);
  }

  /** @param {ChannelEvent} event */
  reshaped({ channel, now }) {
    this.#update(channel, (view) => reshaped(view, now));
  }

  /** Messages have come. @param {string} channel @param {readonly Message[]} messages */
  heard(channel, messages) {
    const before = this.#find(channel)?.read ?? 0;
    this.#update(channel, (view) => afterMessages(view, messages, this.#store.state.me.id));
    const view = this.#find(channel);
    // The server does not count what one wrote as read: one's other devices would show it as new.
    if (view && view.read > before) this.#toTell(view);
    const timeline = this.#store.state.timelines.get(channel);
    const held = timeline?.messages.length ?? 0;
    const looked = this.#store.state.shown === channel && !timeline?.past;
    if (held > MOST && !looked) this.#store.fold(channel, { type: "trim", keep: KEPT });
  }

  /** The reader opens a channel. @param {string | null} id */
  show(id) {
    this.#store.update({ shown: id });
    const channel = id === null ? null : this.#find(id);
    if (channel) this.markNew(channel.id);
  }

  /** Shows in a channel what was not read, when it was opened or loaded. @param {string} id */
  markNew(id) {
    const channel = this.#find(id);
    if (!channel || unreadOf(channel) === 0) return;
    this.#store.fold(id, { type: "unread", read: channel.read });
    const { missed, timelines } = this.#store.state;
    const fresh = timelines.get(id)?.newFrom === null ? 0 : unreadOf(channel);
    if (fresh >= MANY && !missed.has(id)) this.#store.update({ missed: new Map(missed).set(id, fresh) });
  }

  /** The reader has seen the message with that ordinal, and so all before it. @param {string} id @param {number} n */
  read(id, n) {
    const channel = this.#find(id);
    if (!channel || channel.mentions === undefined || (n <= channel.read && channel.mentions === 0)) return;
    this.#put({ ...channel, read: Math.max(n, channel.read), mentions: n >= channel.n ? 0 : channel.mentions });
    this.#toTell(channel);
  }

  /** How far it was read is told soon, where that is kept. @param {Channel} channel */
  #toTell({ id, mentions }) {
    if (mentions === undefined) return;
    this.#moved.add(id);
    this.#tell();
  }

  /** A connection began: what was read while there was none is told. */
  tellAgain() {
    this.#tell();
  }

  #tell() {
    if (this.#telling || !this.#flush()) return;
    this.#telling = true;
    this.#ports.clock.after(TOLD, () => {
      this.#telling = false;
      this.#tell();
    });
  }

  /** @returns {boolean} whether something was told */
  #flush() {
    const moved = [...this.#moved];
    for (const id of moved) {
      const channel = this.#find(id);
      if (!channel || this.#ports.send({ type: "read", channel: id, n: channel.read })) this.#moved.delete(id);
    }
    return this.#moved.size < moved.length;
  }

  /** @param {string} id */
  #find(id) {
    return this.#store.state.channels.find((channel) => channel.id === id);
  }

  /** @param {string} id @param {(channel: Channel) => Channel} change */
  #update(id, change) {
    const channel = this.#find(id);
    const after = channel && change(channel);
    if (after && after !== channel) this.#put(after);
  }

  /** @param {Channel} view */
  #put(view) {
    const { channels, closed } = this.#store.state;
    this.#store.ensure(view.id);
    const known = channels.some(({ id }) => id === view.id);
    const next = known
      ? channels.map((channel) => (channel.id === view.id ? newer(channel, view) : channel))
      : [...channels, view];
    this.#store.update({ channels: next, closed: without(closed, view.id) });
  }

  /** @param {readonly Channel[]} channels */
  #meet(channels) {
    const { me } = this.#store.state;
    this.#ports.ask(channels.flatMap((channel) => partnersOf(channel, me.id)));
  }
}

/** What was read here and is not known there yet stays read. @param {Channel} held @param {Channel} told */
function newer(held, told) {
  const n = Math.max(held.n, told.n);
  if (told.read >= held.read) return { ...told, n };
  return { ...told, n, read: held.read, ...(held.mentions === undefined ? {} : { mentions: held.mentions }) };
}

/** @param {ReadonlyMap<string, Closed>} closed @param {string} id */
function without(closed, id) {
  if (!closed.has(id)) return closed;
  const rest = new Map(closed);
  rest.delete(id);
  return rest;
}
