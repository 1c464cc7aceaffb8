/** Times as the reader writes them, in the page's language. */
import { dayKey } from "../model/layout.js";

/** English words, but the order and clock of the reader's region. */
const LOCALE = regional(navigator.language);

const time = new Intl.DateTimeFormat(LOCALE, { hour: "numeric", minute: "2-digit" });
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: "full", timeStyle: "short" });
const day = new Intl.DateTimeFormat(LOCALE, { weekday: "long", day: "numeric", month: "long" });
const dayOfYear = new Intl.DateTimeFormat(LOCALE, { day: "numeric", month: "long", year: "numeric" });

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
export const timeOf = (at) => time.format(at);

/** @param {number} at */
export const momentOf = (at) => full.format(at);

/** @param {number} at */
export function dayOf(at, now = Date.now()) {
  const key = dayKey(at);
  if (key === dayKey(now)) return "Today";
  const yesterday = new Date(now);
  yesterday.setDate(yesterday.getDate() - 1);
  if (key === dayKey(yesterday.getTime())) return "Yesterday";
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return (sameYear ? day : dayOfYear).format(at);
}
