/**
 * How large pictures stand in a message, in CSS pixels: told before they are loaded, so that nothing moves when they are.
 *
 * @typedef {{width: number, height: number}} Size
 */

/** The most that one picture by itself takes. */
const ALONE = { width: 416, height: 320 };

/** Several stand in rows of one height; what is wider or narrower is cut. */
const ROW = { height: 160, narrowest: 96, widest: 288 };

/** Where nobody knows how large it is. */
const UNKNOWN = { width: 240, height: 160 };
const FILM = { width: 448, height: 252 };

/**
 * @param {Partial<Size>} picture its own size in pixels, upright
 * @param {boolean} alone whether it is the only one of its message
 * @returns {Size}
 */
export function placeOf({ width = 0, height = 0 }, alone) {
  if (!(width > 0 && height > 0)) return UNKNOWN;
  return alone ? within({ width, height }, ALONE) : inRow(width / height);
}

/** As large as it is or as fits. @param {Size} picture @param {Size} most @returns {Size} */
function within({ width, height }, most) {
  const scale = Math.min(1, most.width / width, most.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** @param {number} ratio @returns {Size} */
function inRow(ratio) {
  const width = Math.round(Math.min(ROW.widest, Math.max(ROW.narrowest, ROW.height * ratio)));
  return { width, height: ROW.height };
}

/** @param {Partial<Size>} film @returns {Size} */
export function placeOfFilm({ width = 0, height = 0 }) {
  if (!(width > 0 && height > 0)) return FILM;
  const scale = Math.min(FILM.width / width, ALONE.height / height);
  return { width: Math.round(width * scale), height: Math.max(1, Math.round(height * scale)) };
}
