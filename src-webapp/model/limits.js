/**
 * What the server would refuse, told before it is sent.
 *
 * @import {Limits} from "./protocol.js"
 */

/** Characters of a `send` command around its text, generously. */
const AROUND = 512;

/**
 * @param {string} text
 * @param {Limits} limits
 * @returns {string | null} what is wrong with a message of that text, for the writer
 */
export function excess(text, limits) {
  if (text.length * 3 <= limits.text && text.length * 6 + AROUND <= limits.frame) return null;
  const bytes = new TextEncoder().encode(text).length;
  if (bytes > limits.text) {
    return `This message has ${bytes.toLocaleString("en")} bytes, at most ${limits.text.toLocaleString("en")} are allowed. Shorten it or send it in parts.`;
  }
  if (JSON.stringify(text).length + AROUND > limits.frame) {
    return "This message has too many unusual characters to be sent at once. Send it in parts.";
  }
  return null;
}
