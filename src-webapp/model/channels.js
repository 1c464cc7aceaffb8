/**
 * The channels that one is in, as a list.
 *
 * @import {Channel, Message, Shape} from "./protocol.js"
 * @import {People} from "./people.js"
 */

import { nameOf } from "./people.js";

/** @param {Channel} channel */
export const isDirect = ({ kind }) => kind === "direct";

/** Who else is in a direct conversation. @param {Channel} channel @param {string} me */
export function partnersOf(channel, me) {
  return (channel.with ?? []).filter((id) => id !== me);
}

/** How a channel is called, without a sign before it. @param {Channel} channel @param {People} people @param {string} me */
export function titleOf(channel, people, me) {
  if (!isDirect(channel)) return channel.name;
  const partners = partnersOf(channel, me);
  if (partners.length === 0) return `${nameOf(people, me)} (you)`;
  return partners
    .map((id) => nameOf(people, id))
    .sort((a, b) => a.localeCompare(b))
    .join(", ");
}

/** The same with its sign, where it stands in a sentence. @param {Channel} channel @param {People} people @param {string} me */
export function calledIn(channel, people, me) {
  return `${isDirect(channel) ? "" : "#"}${titleOf(channel, people, me)}`;
}

/**
 * In the order of the panel: channels, then conversations, each by name; archived ones are left out, unless one of them
 * is shown.
 *
 * @param {readonly Channel[]} channels
 * @param {People} people
 * @param {string} me
 * @param {string | null} shown
 * @returns {{rooms: Channel[], directs: Channel[]}}
 */
export function inOrder(channels, people, me, shown) {
  const sorted = channels
    .filter(({ id, archived }) => !archived || id === shown)
    .map((channel) => ({ channel, title: titleOf(channel, people, me) }))
    .sort((a, b) => a.title.localeCompare(b.title) || a.channel.id.localeCompare(b.channel.id))
    .map(({ channel }) => channel);
  return { rooms: sorted.filter((channel) => !isDirect(channel)), directs: sorted.filter(isDirect) };
}

/** The one above or below in a list, round its ends. @param {readonly Channel[]} list @param {string | null} id @param {1 | -1} step */
export function neighbour(list, id, step) {
  const at = list.findIndex((channel) => channel.id === id);
  if (at < 0) return list[step > 0 ? 0 : list.length - 1] ?? null;
  return list[(at + step + list.length) % list.length] ?? null;
}

/** Messages that were not read; none where the server does not know. @param {Channel} channel */
export function unreadOf({ n, read, mentions }) {
  return mentions === undefined ? 0 : Math.max(0, n - read);
}

/**
 * What of the unread is to be shown: the number is of what is meant for oneself (in a conversation all is), and `bold`
 * says that there is something else.
 *
 * @param {Channel} channel
 * @returns {{bold: boolean, count: number}}
 */
export function badgeOf(channel) {
  const unread = unreadOf(channel);
  const { level, muted, mentions = 0 } = channel;
  if (unread === 0 || level === "nothing") return { bold: false, count: 0 };
  const count = isDirect(channel) && !muted ? unread : Math.min(unread, mentions);
  return { bold: count > 0 || (!muted && level !== "mentions"), count };
}

/** All that is meant for oneself and was not read. @param {readonly Channel[]} channels */
export function calls(channels) {
  return channels.reduce((sum, channel) => sum + badgeOf(channel).count, 0);
}

/** @param {Message} message @param {string} me */
export function isForMe({ mentions, from }, me) {
  return from !== me && (mentions ?? []).some((whom) => whom === me || whom === "channel" || whom === "here");
}

/** A channel after messages have come, in order. @param {Channel} channel @param {readonly Message[]} messages @param {string} me @returns {Channel} */
export function afterMessages(channel, messages, me) {
  const fresh = messages.filter(({ n }) => n > channel.n);
  const last = fresh.at(-1);
  if (!last) return channel;
  const mine = fresh.findLast(({ from }) => from === me);
  // Whoever writes has read what stands above it.
  const read = Math.max(channel.read, mine?.n ?? 0);
  if (channel.mentions === undefined) return { ...channel, n: last.n, read };
  const mentions = (mine ? 0 : channel.mentions) + fresh.filter((m) => m.n > read && isForMe(m, me)).length;
  return { ...channel, n: last.n, read, mentions };
}

/** A channel of which something was changed. @param {Channel} channel @param {Shape} now @returns {Channel} */
export function reshaped(channel, { name = channel.name, kind = channel.kind, topic, archived, posting }) {
  return { ...channel, name, kind, topic: topic ?? null, archived: archived ?? false, posting: posting ?? null };
}

/**
 * Those that match what is typed: first whose name begins with it, then those with a word that does, then the rest.
 *
 * @template T
 * @param {readonly T[]} candidates
 * @param {string} typed
 * @param {(candidate: T) => string} words
 * @returns {T[]}
 */
export function matching(candidates, typed, words) {
  const wanted = folded(typed).replace(/^[#@]/, "");
  return candidates
    .map((candidate) => ({ candidate, rank: rankOf(folded(words(candidate)), wanted) }))
    .filter(({ rank }) => rank > 0)
    .sort((a, b) => b.rank - a.rank)
    .map(({ candidate }) => candidate);
}

/** @param {string} words @param {string} wanted */
function rankOf(words, wanted) {
  if (words.startsWith(wanted)) return 3;
  if (words.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) return 2;
  return words.includes(wanted) ? 1 : 0;
}

/** Without accents and capitals. @param {string} text */
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().trim();
}
