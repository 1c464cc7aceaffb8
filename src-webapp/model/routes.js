/**
 * Where one is, as the fragment of the page's address: no server and no log ever sees it, so secrets of links may stand
 * in it too.
 *
 * @typedef {{page: "home"}} Home
 * @typedef {{page: "channel", channel: string, seq: number | null}} InChannel
 * @typedef {{page: "directory"}} Directory
 * @typedef {{page: "people"}} PeoplePage
 * @typedef {{page: "settings", part: string}} SettingsPage
 * @typedef {{page: "admin", part: string}} AdminPage
 * @typedef {{page: "setup" | "invite" | "reset", secret: string}} Door a page for somebody who is not signed in
 * @typedef {{page: "register"}} Register
 * @typedef {Home | InChannel | Directory | PeoplePage | SettingsPage | AdminPage | Door | Register} Route
 */

export const SETTINGS = ["profile", "security", "sign-ins", "passkeys", "tokens"];
export const ADMIN = ["people", "invites", "audit"];

/** @param {string} fragment with or without its sign @returns {Route} */
export function routeOf(fragment) {
  const [first = "", second = "", third = ""] = fragment
    .replace(/^#?\/?/, "")
    .split("/")
    .map(decoded);
  switch (first) {
    case "c":
      return second ? { page: "channel", channel: second, seq: seqOf(third) } : { page: "home" };
    case "directory":
    case "people":
    case "register":
      return { page: first };
    case "settings":
      return { page: first, part: SETTINGS.includes(second) ? second : "profile" };
    case "admin":
      return { page: first, part: ADMIN.includes(second) ? second : "people" };
    case "setup":
    case "invite":
    case "reset":
      return second ? { page: first, secret: second } : { page: "home" };
    default:
      return { page: "home" };
  }
}

/** @param {string} channel @param {number | null} [seq] */
export function channelAddress(channel, seq = null) {
  return `#/c/${encodeURIComponent(channel)}${seq === null ? "" : `/${seq}`}`;
}

/** What is sent to others; the server leads from there into the page. @param {string} base of the page @param {string} channel @param {number} seq */
export function permalink(base, channel, seq) {
  return new URL(`c/${encodeURIComponent(channel)}/${seq}`, base).href;
}

/** @param {string} part */
function decoded(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return "";
  }
}

/** @param {string} text */
function seqOf(text) {
  return /^[1-9]\d{0,15}$/.test(text) ? Number(text) : null;
}
