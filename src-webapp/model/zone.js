/** The time zone in which the reader wants times: the chosen one, or the browser's. */

/** @type {string | undefined} undefined: the browser's */
let chosen;

/** @type {Intl.DateTimeFormat} */
let calendar = calendarIn(chosen);

/** @param {string | null | undefined} zone such as Europe/Berlin; null, or one that this browser does not know: its own */
export function useZone(zone) {
  if ((zone ?? undefined) === chosen) return;
  try {
    calendar = calendarIn(zone ?? undefined);
    chosen = zone ?? undefined;
  } catch {
    calendar = calendarIn(undefined);
    chosen = undefined;
  }
}

/** What formats of times are made with. */
export const zone = () => chosen;

/** The calendar day there. @param {number} at */
export const dayKey = (at) => calendar.format(at);

/** @param {string | undefined} timeZone */
function calendarIn(timeZone) {
  // this language writes 2027-01-31
  return new Intl.DateTimeFormat("en-CA", { year: "numeric", month: "2-digit", day: "2-digit", timeZone });
}
