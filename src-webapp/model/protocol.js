/**
 * The shapes of protocol 1 (src/docs/protocol.md) as types; nothing here runs.
 *
 * @typedef {{emoji?: string | null, text?: string | null, until?: number | null}} Status `until` in milliseconds since 1970
 *
 * @typedef {object} Person
 * @property {string} id
 * @property {string} name
 * @property {string | null} [handle] what `@…` mentions
 * @property {string | null} [avatar] names the picture: another one has another name
 * @property {Status | null} [status]
 * @property {string | null} [role] `guest` or absent
 * @property {boolean | null} [inactive] who cannot sign in any more
 * @property {boolean | null} [secondFactor] for administrators: an authenticator app is asked for
 *
 * @typedef {{id: string, name: string, state: "online" | "offline" | "unknown"}} Seen
 *
 * @typedef {object} Attachment
 * @property {string} id
 * @property {string} [name]
 * @property {string} [type] by its content
 * @property {number} size bytes
 * @property {number} [width] of a picture, upright, in pixels
 * @property {number} [height]
 * @property {boolean} [thumbnail] whether there is a smaller one of it
 * @property {string} [alt] what it shows, in its sender's words
 * @property {string} [state] absent: it can be had; `held`: not yet; `infected`: never
 * @property {number | null} [checked] seq of the event that told so
 *
 * @typedef {object} Channel one of mine, as I see it
 * @property {string} id
 * @property {string} kind `public`, `private` or `direct`
 * @property {string} name "" for `direct`
 * @property {string | null} [topic]
 * @property {boolean | null} [archived]
 * @property {string | null} [posting] `everyone` (or absent) or `admins`
 * @property {readonly string[] | null} [with] of `direct`: who else is in it
 * @property {number} head
 * @property {number} n of its newest message
 * @property {number} read `n` that was read up to
 * @property {number} [mentions] of me that I have not read; absent where the server does not know what was read
 * @property {string | null} [level] `everything` (or absent), `mentions` or `nothing`
 * @property {boolean | null} [muted]
 *
 * @typedef {object} Limits
 * @property {number} text bytes of UTF-8 in a message
 * @property {number} frame characters in what is sent at once
 * @property {number} inFlight
 * @property {number} inFlightBytes
 * @property {number} [file] bytes in one file
 * @property {number} [files] in one message
 * @property {number} [alt] characters in the words for a picture
 * @property {number | null} [edit] milliseconds in which one may edit and delete what one posted; absent: always
 *
 * @typedef {object} MessageState what a message looks like at `revision`
 * @property {number} seq of the event that posted it: its name in the channel
 * @property {number} n ordinal among the channel's messages
 * @property {string} from id of its author
 * @property {number} at milliseconds since 1970
 * @property {string} text Markdown
 * @property {number} revision seq of its last change
 * @property {number | null} [edited] seq of the last change of what it says
 * @property {readonly Attachment[]} files
 * @property {readonly string[] | null} [mentions] ids of people, `channel`, `here`
 * @property {boolean | null} [deleted]
 *
 * @typedef {MessageState & {mark: string, cid: string}} Message
 * @typedef {Message & {type: "message", channel: string}} MessageEvent
 * @typedef {{type: "edited", channel: string, seq: number, mark: string, at: number, cid: string,
 *   message: MessageState}} EditedEvent
 * @typedef {Omit<EditedEvent, "type" | "cid"> & {type: "files", cid?: string}} FilesEvent a message's files can be had, or
 *   will never be
 * @typedef {Omit<EditedEvent, "type" | "cid"> & {type: "deleted", by?: string, cid?: string}} DeletedEvent
 *
 * @typedef {{name?: string, kind?: string, topic?: string | null, description?: string | null, archived?: boolean | null,
 *   posting?: string | null}} Shape what is told of a channel itself
 * @typedef {{channel: string, seq: number, mark: string, at: number, by: string, cid?: string}} Happening
 * @typedef {Happening & {type: "joined", person: string}} JoinedEvent
 * @typedef {Happening & {type: "left", person: string}} LeftEvent
 * @typedef {Happening & {type: "channel", now: Shape, was?: Shape | null}} ChannelEvent
 * @typedef {JoinedEvent | LeftEvent | ChannelEvent} LineEvent shown as a line between messages
 *
 * @typedef {MessageEvent | EditedEvent | FilesEvent | DeletedEvent | LineEvent} LastingEvent an event that counts in the
 *   channel's `seq`
 *
 * @typedef {{type: "welcome", me: string, version: number, channels: Channel[], people: Person[],
 *   limits: Limits}} Welcome
 * @typedef {{type: "gap", channel: string, to: string}} Gap
 * @typedef {{type: "live", channel: string}} Live
 * @typedef {{type: "sent", cid: string, channel: string, seq: number}} Sent
 * @typedef {{type: "refused", cid?: string | null, code: string, text: string, retry: boolean}} Refused
 * @typedef {{type: "typing", channel: string, from: string}} Typing
 * @typedef {{type: "typists", channel: string, others: number}} Typists who type beside those who are named
 * @typedef {{type: "presence", people: Seen[]}} Presence
 * @typedef {{type: "crowd", channel: string, online: number}} Crowd so many are here that they are not named; 0: they are again
 * @typedef {{type: "people", people: Person[]}} Faces people who were changed, whole
 * @typedef {{type: "heads", channels: {[channel: string]: number}}} Heads
 * @typedef {{type: "you", version: number, channels?: Channel[] | null, gone?: string[] | null}} You `gone`:
 *   channels that one is in no more
 * @typedef {{type: "goaway", after: number}} GoAway
 *
 * @typedef {LastingEvent | Welcome | Gap | Live | Sent | Refused | Typing | Typists | Presence | Crowd |
 *   Faces | Heads | You | GoAway} ServerEvent
 *
 * @typedef {object} HistoryPage the answer of `GET api/v1/channels/{channel}/messages`
 * @property {MessageEvent[]} messages oldest first, in their present state
 * @property {LastingEvent[]} [events] what else happened between them
 * @property {Person[]} people their authors
 * @property {string | null} [earlier] cursor of the page before it; absent at the channel's beginning
 * @property {string | null} [later] of a page around a message: cursor of its end; absent where it ends at the newest
 */
export {};
