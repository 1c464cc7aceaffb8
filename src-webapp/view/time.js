/** Times as the reader writes them, in the page's language and the zone that the reader has chosen. */
import { dayKey, zone } from "../model/zone.js";

/** English words, but the order and clock of the reader's region. */
const LOCALE = regional(navigator.language);

const DAY = 24 * 60 * 60_000;

/** Made anew when the zone has changed. */
let made = formatsIn(zone());

/** @param {string | undefined} timeZone */
function formatsIn(timeZone) {
  return {
    timeZone,
    time: new Intl.DateTimeFormat(LOCALE, { hour: "numeric", minute: "2-digit", timeZone }),
    short: new Intl.DateTimeFormat(LOCALE, { dateStyle: "medium", timeStyle: "medium", timeZone }),
    full: new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "short", timeZone }),
    day: new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long", timeZone }),
    dayOfYear: new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric", timeZone }),
  };
}

function formats() {
  if (made.timeZone !== zone()) made = formatsIn(zone());
  return made;
}

/** @param {string} language */
function regional(language) {
  try {
    const { region } = new Intl.Locale(language);
    return region ? `en-${region}` : "en";
  } catch {
    return "en";
  }
}

/** @param {number} at */
export const timeOf = (at) => formats().time.format(at);

/** The same where there is little room: without the half of the day. @param {number} at */
export function clockOf(at) {
  const parts = formats().time.formatToParts(at);
  const shown = parts.filter(({ type }) => type !== "dayPeriod");
  return shown
    .map(({ value }) => value)
    .join("")
    .trim();
}

/** @param {number} at */
export const momentOf = (at) => formats().full.format(at);

/** In a list of many, to the second. @param {number} at */
export const secondOf = (at) => formats().short.format(at);

/** @param {number} at */
export function dayOf(at, now = Date.now()) {
  const key = dayKey(at);
  if (key === dayKey(now)) return "Today";
  if (key === yesterday(now)) return "Yesterday";
  const { day, dayOfYear } = formats();
  return (key.slice(0, 4) === dayKey(now).slice(0, 4) ? day : dayOfYear).format(at);
}

/** Days may have 23 or 25 hours. @param {number} now */
function yesterday(now) {
  const key = dayKey(now - DAY);
  return key === dayKey(now) ? dayKey(now - 1.5 * DAY) : key;
}
