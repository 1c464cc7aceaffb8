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

/**
 * @template T
 * @param {Clock} clock
 * @param {number} milliseconds
 * @param {Promise<T>} promise
 * @returns {Promise<T | null>} what it comes to, or null where that takes longer
 */
export async function within(clock, milliseconds, promise) {
  let cancel = () => {};
  /** @type {Promise<null>} */
  const tooLate = new Promise((resolve) => {
    cancel = clock.after(milliseconds, () => resolve(null));
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    cancel();
  }
}
