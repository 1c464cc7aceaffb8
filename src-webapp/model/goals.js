/**
 * Where one can go by a few letters.
 *
 * @import {People} from "./people.js"
 * @import {Channel, Person} from "./protocol.js"
 */

import { badgeOf, inOrder, isDirect, matching, partnersOf, titleOf } from "./channels.js";

/**
 * Somewhere to go: a channel, or for the kind `person` somebody with whom there is no conversation yet. It is found by its
 * `words`.
 *
 * @typedef {{id: string, kind: string, title: string, words: string, aside: string}} Goal
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
  return goals.map(({ channel, count, bold }) => {
    const title = titleOf(channel, people, me);
    const aside = count > 0 ? `${count} new` : bold ? "new" : "";
    const handles = isDirect(channel) ? partnersOf(channel, me).map((id) => people.get(id)?.handle ?? "") : [];
    return { id: channel.id, kind: channel.kind, title, words: [title, ...handles].join(" "), aside };
  });
}

/**
 * Those of people whom one can begin to write to, oneself included; with whom one has a conversation alone, they are
 * there already.
 *
 * @param {Iterable<Person>} people
 * @param {readonly Channel[]} channels
 * @param {string} me
 * @returns {Goal[]}
 */
export function strangersOf(people, channels, me) {
  const met = channels
    .filter((channel) => isDirect(channel) && !channel.archived)
    .map((channel) => partnersOf(channel, me))
    .filter(({ length }) => length < 2)
    .map(([id = me]) => id);
  return [...people]
    .filter(({ id, inactive }) => !inactive && !met.includes(id))
    .map(({ id, name, handle }) => {
      const aside = handle ? `@${handle}` : "";
      return { id, kind: "person", title: id === me ? `${name} (you)` : name, words: `${name} ${handle ?? ""}`, aside };
    });
}

/**
 * The goals that what is typed leads to, the best first; of equal ones channels come before people who were only found.
 * A `#` before it means channels alone, an `@` people.
 *
 * @param {readonly Goal[]} goals
 * @param {readonly Goal[]} strangers
 * @param {string} typed
 * @param {ReadonlySet<string>} answer ids of people whom the server has found by exactly that: it may know more of them
 * @returns {Goal[]}
 */
export function goalsFor(goals, strangers, typed, answer) {
  const sign = typed.trim()[0];
  const meant = [...goals, ...strangers].filter(({ kind }) => {
    const person = kind === "direct" || kind === "person";
    return sign === "#" ? !person : sign !== "@" || person;
  });
  const near = matching(meant, typed, ({ words }) => words);
  return [...near, ...meant.filter((goal) => goal.kind === "person" && answer.has(goal.id) && !near.includes(goal))];
}
