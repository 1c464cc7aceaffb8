/**
 * Messages as they are held: ascending by `seq`, each in one state.
 *
 * @import {Attachment, Message, MessageState} from "./protocol.js"
 */

/** Where the message is, -1 if it is not held. @param {readonly Message[]} messages @param {number} seq */
export function indexOf(messages, seq) {
  let low = 0;
  let high = messages.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = messages[middle]?.seq ?? 0;
    if (found === seq) return middle;
    if (found < seq) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/**
 * Messages of pages, each once, in the highest revision that is known.
 *
 * @param {readonly Message[]} messages in any order, some perhaps twice
 * @param {ReadonlyMap<number, MessageState>} strays newer states of some, by `seq`
 * @returns {Message[]} ascending by `seq`
 */
export function latest(messages, strays) {
  /** @type {Map<number, Message>} */
  const kept = new Map();
  for (const message of messages) {
    const stray = strays.get(message.seq);
    const held = kept.get(message.seq) ?? messageOf(message);
    const newest = stray && stray.revision > held.revision ? merged(held, stray) : held;
    kept.set(message.seq, message.revision > newest.revision ? messageOf(message) : newest);
  }
  return [...kept.values()].sort((a, b) => a.seq - b.seq);
}

/** What is held of an event. @param {Message} event @returns {Message} */
export function messageOf(event) {
  const { seq, mark, cid } = event;
  return { seq, mark, cid, ...stateOf(event) };
}

/** A message in another state. @param {Message} held @param {MessageState} state @returns {Message} */
export function merged({ seq, mark, cid }, state) {
  return { seq, mark, cid, ...stateOf(state) };
}

/** @param {MessageState} state */
function stateOf({ n, from, at, text, revision, edited, files, mentions, deleted }) {
  return {
    ...{ n, from, at, text, revision, files: named(files) },
    ...(edited ? { edited } : {}),
    ...(mentions?.length ? { mentions } : {}),
    ...(deleted ? { deleted } : {}),
  };
}

/** Who uploaded a file may have said neither its name nor its type. @param {readonly Attachment[]} files */
function named(files) {
  return files.map((file) => ({ ...file, name: file.name ?? "", type: file.type ?? "" }));
}

/** Whether it says something else than at first. @param {MessageState} message */
export function isEdited({ edited, deleted }) {
  return Boolean(edited) && !deleted;
}
