/**
 * Where one can go by a few letters.
 *
 * @import {People} from "./people.js"
 * @import {Channel} from "./protocol.js"
 */

import { badgeOf, inOrder, titleOf } from "./channels.js";

/**
 * Somewhere to go.
 *
 * @typedef {{id: string, kind: string, title: string, aside: string}} Goal
 */

/**
 * The channels one is in, those with something new first.
 *
 * @param {readonly Channel[]} channels
 * @param {People} people
 * @param {string} me
 * @returns {Goal[]}
 */
export function goalsOf(channels, people, me) {
  const { rooms, directs } = inOrder(channels, people, me, null);
  const goals = [...rooms, ...directs].map((channel) => ({ channel, ...badgeOf(channel) }));
  goals.sort((a, b) => Number(b.count > 0) - Number(a.count > 0) || Number(b.bold) - Number(a.bold));
  return goals.map(({ channel, count, bold }) => ({
    id: channel.id,
    kind: channel.kind,
    title: titleOf(channel, people, me),
    aside: count > 0 ? `${count} new` : bold ? "new" : "",
  }));
}
