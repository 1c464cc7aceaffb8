/**
 * What has become of one's own sends, in words for those who listen rather than look. Of what goes well at once nothing
 * is said, and never a percentage.
 *
 * @import {Pending} from "./pending.js"
 * @import {Timeline} from "./timeline.js"
 */

/** A send that took longer is told when it has arrived; milliseconds. */
const LONG = 3_000;

/**
 * @param {Pick<Timeline, "pending" | "messages">} before
 * @param {Pick<Timeline, "pending" | "messages">} after
 * @param {{now: number, cut: boolean}} circumstances the time, and whether there is no connection
 * @returns {string[]}
 */
export function news(before, after, { now, cut }) {
  if (before.pending === after.pending) return [];
  const told = after.pending.flatMap((send) => {
    const was = before.pending.find(({ cid }) => cid === send.cid);
    if (send.state === "failed") return was?.state === "failed" ? [] : [`Not sent. ${send.reason}`];
    if (was) return [];
    const files = filesOf(send);
    if (cut) return [`Waiting to be sent${files ? `: ${files}` : ""}.`];
    return files ? [`Uploading ${files}.`] : [];
  });
  for (const send of before.pending) {
    if (after.pending.some(({ cid }) => cid === send.cid)) continue;
    const arrived = after.messages.findLast(({ cid }) => cid === send.cid);
    const files = filesOf(send);
    if (arrived && (files || now - send.at > LONG)) told.push(files ? `Sent, with ${files}.` : "Sent.");
  }
  return told;
}

/** @param {Pending} send */
function filesOf({ files }) {
  if (files.length === 0) return "";
  return files.length === 1 ? `“${files[0]?.name}”` : `${files.length} files`;
}
