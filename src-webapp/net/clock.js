/**
 * Time as a port, so that a test can hold it.
 *
 * @typedef {object} Clock
 * @property {() => number} now milliseconds since 1970
 * @property {(milliseconds: number, action: () => void) => () => void} after runs the action once; the answer cancels
 */

/** @type {Clock} */
export const wallClock = {
  now: () => Date.now(),
  after(milliseconds, action) {
    const timer = setTimeout(action, milliseconds);
    return () => clearTimeout(timer);
  },
};
