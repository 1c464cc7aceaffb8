/**
 * As much of WebSocket (RFC 6455) as a test double needs: text frames in, binary frames out.
 *
 * @import {IncomingMessage} from "node:http"
 * @import {Duplex} from "node:stream"
 */
import { createHash } from "node:crypto";

/** What the handshake mixes into the key (RFC 6455, 1.3). */
const GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/** One peer of a WebSocket. */
export class Peer {
  #stream;
  #unread = Buffer.alloc(0);

  /**
   * Answers the upgrade.
   *
   * @param {IncomingMessage} request
   * @param {Duplex} stream
   * @param {{text: (text: string) => void, gone: () => void}} heard
   */
  constructor(request, stream, heard) {
    this.#stream = stream;
    const accept = createHash("sha1").update(`${request.headers["sec-websocket-key"]}${GUID}`).digest("base64");
    stream.write(
      [
        "HTTP/1.1 101 Switching Protocols",
        "Upgrade: websocket",
        "Connection: Upgrade",
        `Sec-WebSocket-Accept: ${accept}`,
        "Sec-WebSocket-Protocol: parley.1.binary",
        "\r\n",
      ].join("\r\n"),
    );
    stream.on("data", (bytes) => {
      this.#unread = Buffer.concat([this.#unread, bytes]);
      for (let frame = this.#next(); frame; frame = this.#next()) {
        if (frame.opcode === 1) heard.text(frame.payload.toString("utf8"));
        if (frame.opcode === 8) this.cut();
      }
    });
    stream.on("error", () => {});
    stream.on("close", heard.gone);
  }

  #next() {
    const bytes = this.#unread;
    if (bytes.length < 6) return null;
    const short = (bytes[1] ?? 0) & 0x7f;
    const header = short === 127 ? 10 : short === 126 ? 4 : 2;
    if (bytes.length < header + 4) return null;
    const length = short === 127 ? Number(bytes.readBigUInt64BE(2)) : short === 126 ? bytes.readUInt16BE(2) : short;
    if (bytes.length < header + 4 + length) return null;
    const mask = bytes.subarray(header, header + 4);
    const payload = Buffer.from(bytes.subarray(header + 4, header + 4 + length));
    for (let i = 0; i < length; i++) payload[i] = (payload[i] ?? 0) ^ (mask[i % 4] ?? 0);
    this.#unread = bytes.subarray(header + 4 + length);
    return { opcode: (bytes[0] ?? 0) & 0x0f, payload };
  }

  /** @param {...object} events leave in one frame */
  say(...events) {
    if (this.#stream.destroyed) return;
    const payload = Buffer.from(events.map((event) => JSON.stringify(event)).join("\n"));
    const header = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65536 ? 4 : 10);
    header[0] = 0x82;
    if (payload.length < 126) header[1] = payload.length;
    else if (payload.length < 65536) header.writeUInt16BE(payload.length, 2);
    else header.writeBigUInt64BE(BigInt(payload.length), 2);
    if (payload.length >= 126) header[1] = payload.length < 65536 ? 126 : 127;
    this.#stream.write(Buffer.concat([header, payload]));
  }

  /** Ends without a word, as a broken network does. */
  cut() {
    this.#stream.destroy();
  }
}
