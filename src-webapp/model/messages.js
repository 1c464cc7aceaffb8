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

/** What is held of an event. @param {Message} event @returns {Message} */
export function messageOf({ seq, mark, n, from, at, text, revision, files, cid }) {
  return { seq, mark, n, from, at, text, revision, files: named(files), cid };
}

/** A message in another state. @param {Message} held @param {MessageState} state @returns {Message} */
export function merged(held, { n, from, at, text, revision, files }) {
  return { ...held, n, from, at, text, revision, files: named(files) };
}

/** Who uploaded a file may have said neither its name nor its type. @param {readonly Attachment[]} files */
function named(files) {
  return files.map((file) => ({ ...file, name: file.name ?? "", type: file.type ?? "" }));
}
