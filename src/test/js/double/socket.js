/**
 * The browser's end of a WebSocket whose other end is the test.
 *
 * @import {ServerEvent} from "../../../../src-webapp/model/protocol.js"
 */
export class ScriptedSocket {
  binaryType = "blob";
  readyState = 1;
  /** @type {((event: any) => any) | null} */
  onopen = null;
  /** @type {((event: any) => any) | null} */
  onmessage = null;
  /** @type {((event: any) => any) | null} */
  onclose = null;
  /** What the client said. @type {any[]} */
  said = [];
  closed = false;

  /** @param {string} text */
  send(text) {
    this.said.push(JSON.parse(text));
  }

  close() {
    this.closed = true;
  }

  opens() {
    this.onopen?.({});
  }

  /** The server says something, in one frame. @param {...(ServerEvent | object)} events */
  says(...events) {
    this.frame(events.map((event) => JSON.stringify(event)).join("\n"));
  }

  /** @param {string} text */
  frame(text) {
    this.onmessage?.({ data: new TextEncoder().encode(text).buffer });
  }

  ends() {
    this.onclose?.({});
  }
}
