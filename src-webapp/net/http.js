/**
 * Requests whose progress is seen, which `fetch` does not tell.
 *
 * @typedef {object} Asked
 * @property {string} method
 * @property {string} url relative to the page
 * @property {{[name: string]: string}} headers
 * @property {Blob} [body]
 * @property {(bytes: number) => void} [sent] told how many bytes of the body have left
 * @property {AbortSignal} [signal]
 *
 * @typedef {{status: number, header: (name: string) => string | null, text: string}} Answer
 * @typedef {(asked: Asked) => Promise<Answer>} Ask rejects with a `Problem` of status 0 where no answer comes
 */

import { Problem } from "./api.js";

/** A request in which nothing moves for so long is given up; milliseconds. */
const STILL = 60_000;

/** @param {string} base address of the page @returns {Ask} */
export function askBy(base) {
  return ({ method, url, headers, body, sent, signal }) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, new URL(url, base).href);
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      let timer;
      const moves = () => {
        clearTimeout(timer);
        timer = setTimeout(() => request.abort(), STILL);
      };
      request.upload.onprogress = ({ loaded }) => {
        moves();
        sent?.(loaded);
      };
      request.onloadend = () => {
        clearTimeout(timer);
        const { status, responseText: text } = request;
        if (status > 0) resolve({ status, header: (name) => request.getResponseHeader(name), text });
        else reject(new Problem(0, "unreachable", "The server does not answer."));
      };
      signal?.addEventListener("abort", () => request.abort());
      if (signal?.aborted) reject(new Problem(0, "unreachable", "It was stopped."));
      else {
        moves();
        request.send(body);
      }
    });
}
