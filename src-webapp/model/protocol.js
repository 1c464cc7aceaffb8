/**
 * The shapes of protocol 1 (src/docs/protocol.md) as types; nothing here runs.
 *
 * @typedef {{id: string, name: string}} Person
 * @typedef {{id: string, name: string, state: "online" | "offline" | "unknown"}} Seen
 * @typedef {{id: string, name?: string, type?: string, size: number}} Attachment
 * @typedef {{id: string, kind: string, name: string, head: number, n: number, read: number}} Channel
 * @typedef {{text: number, frame: number, inFlight: number, inFlightBytes: number}} Limits
 *
 * @typedef {object} MessageState what a message looks like at `revision`
 * @property {number} seq of the event that posted it: its name in the channel
 * @property {number} n ordinal among the channel's messages
 * @property {string} from id of its author
 * @property {number} at milliseconds since 1970
 * @property {string} text Markdown
 * @property {number} revision seq of its last change
 * @property {readonly Attachment[]} files
 *
 * @typedef {MessageState & {mark: string, cid: string}} Message
 * @typedef {Message & {type: "message", channel: string}} MessageEvent
 * @typedef {{type: "edited", channel: string, seq: number, mark: string, at: number, cid: string,
 *   message: MessageState}} EditedEvent
 * @typedef {MessageEvent | EditedEvent} LastingEvent an event that counts in the channel's `seq`
 *
 * @typedef {{type: "welcome", me: string, version: number, channels: Channel[], people: Person[],
 *   limits: Limits}} Welcome
 * @typedef {{type: "gap", channel: string, to: string}} Gap
 * @typedef {{type: "live", channel: string}} Live
 * @typedef {{type: "sent", cid: string, channel: string, seq: number}} Sent
 * @typedef {{type: "refused", cid?: string | null, code: string, text: string, retry: boolean}} Refused
 * @typedef {{type: "typing", channel: string, from: string}} Typing
 * @typedef {{type: "presence", people: Seen[]}} Presence
 * @typedef {{type: "heads", channels: {[channel: string]: number}}} Heads
 * @typedef {{type: "goaway", after: number}} GoAway
 *
 * @typedef {LastingEvent | Welcome | Gap | Live | Sent | Refused | Typing | Presence | Heads | GoAway} ServerEvent
 *
 * @typedef {object} HistoryPage the answer of `GET api/v1/channels/{channel}/messages`
 * @property {MessageEvent[]} messages oldest first, in their present state
 * @property {Person[]} people their authors
 * @property {string | null} [earlier] cursor of the page before it; absent at the channel's beginning
 */
export {};
