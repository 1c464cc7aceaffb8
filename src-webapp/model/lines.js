/**
 * What happened in a channel besides messages, as lines between them.
 *
 * @import {LastingEvent, LineEvent, Shape} from "./protocol.js"
 */

/** @param {readonly LastingEvent[]} events @returns {LineEvent[]} those that are shown as lines */
export function linesOf(events) {
  return events.filter((event) => event.type === "joined" || event.type === "left" || event.type === "channel");
}

/**
 * @param {readonly LineEvent[]} lines
 * @param {readonly LineEvent[]} more
 * @returns {readonly LineEvent[]} ascending, each once; the same object when nothing is new
 */
export function withLines(lines, more) {
  const held = new Set(lines.map(({ seq }) => seq));
  const fresh = more.filter(({ seq }) => !held.has(seq) && held.add(seq));
  return fresh.length === 0 ? lines : [...lines, ...fresh].sort((a, b) => a.seq - b.seq);
}

/** @param {LineEvent} line @param {(id: string) => string} name of a person */
export function lineWords(line, name) {
  const by = name(line.by);
  switch (line.type) {
    case "joined":
      return line.by === line.person ? `${by} joined.` : `${by} added ${name(line.person)}.`;
    case "left":
      return line.by === line.person ? `${by} left.` : `${by} removed ${name(line.person)}.`;
    case "channel":
      return `${by} ${changeWords(line.now, line.was ?? null, line.seq === 1)}.`;
  }
}

/** @param {Shape} now @param {Shape | null} was @param {boolean} first */
function changeWords(now, was, first) {
  if (first) return "made this channel";
  if (was === null) return "changed this channel";
  const changes = [];
  if (now.name !== was.name) changes.push(`renamed this channel from #${was.name} to #${now.name}`);
  if ((now.topic || "") !== (was.topic || "")) {
    changes.push(now.topic ? `set the topic to “${now.topic}”` : "took away the topic");
  }
  if ((now.description || "") !== (was.description || "")) changes.push("changed the description");
  if (Boolean(now.archived) !== Boolean(was.archived)) {
    changes.push(now.archived ? "archived this channel" : "opened this channel again");
  }
  if ((now.posting ?? "everyone") !== (was.posting ?? "everyone")) {
    changes.push(now.posting === "admins" ? "let only admins post here" : "let everyone post here");
  }
  return changes.join(", and ") || "changed this channel";
}
