/**
 * Which files may go into a message, told before they are sent.
 *
 * @import {Limits} from "./protocol.js"
 */

import { sizeOf } from "./files.js";

/**
 * @template {{name: string, size: number}} F
 * @param {number} held how many the message has already
 * @param {readonly F[]} added in the order in which they were chosen
 * @param {Pick<Limits, "file" | "files">} limits
 * @returns {{taken: F[], problems: string[]}} those that fit, and for the writer why others do not
 */
export function choose(held, added, { file: largest = Number.POSITIVE_INFINITY, files: most = 0 }) {
  const fitting = added.filter(({ size }) => size <= largest);
  const taken = fitting.slice(0, Math.max(0, most - held));
  const problems = added
    .filter(({ size }) => size > largest)
    .map(({ name, size }) => `“${name}” has ${sizeOf(size)}, at most ${sizeOf(largest)} are allowed. It was left out.`);
  if (taken.length < fitting.length) problems.push(tooMany(fitting.slice(taken.length), most));
  return { taken, problems };
}

/** @param {readonly {name: string}[]} left @param {number} most */
function tooMany(left, most) {
  const names = left.length === 1 ? `“${left[0]?.name}” was` : `${left.length} files were`;
  return `A message takes at most ${most === 1 ? "one file" : `${most} files`}. ${names} left out: send the rest in another message.`;
}

/** A folder is no file, though it can be dropped like one. @param {readonly string[]} names */
export function foldersRefused(names) {
  if (names.length === 0) return [];
  const which = names.length === 1 ? `“${names[0]}” is a folder` : `${names.length} of them are folders`;
  return [`${which}, and folders cannot be sent. Pack it, or choose the files in it.`];
}
