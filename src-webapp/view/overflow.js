/**
 * What in a message is too large for its place: tables that scroll can be reached by the Tab key, so that the arrow keys
 * scroll them; long texts are folded.
 */

/** A folded text has this height, in rem; the style says the same. */
const FOLDED = 24;

/** Only what is so much higher is folded: to hide two lines is not worth a press. */
const WORTH_IT = 1.3;

/** Called by the page before it is drawn, so nothing is seen to move. */
const resized = new ResizeObserver((entries) => {
  const limit = FOLDED * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  // First all are looked at, then all are changed: the page is laid out once.
  const changes = entries.map(({ target }) => look(/** @type {HTMLElement} */ (target), limit));
  for (const change of changes) change();
});

/** @param {HTMLElement} element @param {number} limit pixels @returns {() => void} */
function look(element, limit) {
  if (element.matches(".clip")) {
    const long = element.scrollHeight > limit * WORTH_IT;
    return () => element.dispatchEvent(new CustomEvent("long", { detail: long }));
  }
  const scrolls = element.scrollWidth > element.clientWidth;
  return () => {
    if (scrolls) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  };
}

/** @param {Iterable<Element>} elements `.clip` hears "long" with whether it is to be folded; others scroll */
export function watch(elements) {
  for (const element of elements) resized.observe(element);
}

/** @param {Iterable<Element>} elements */
export function unwatch(elements) {
  for (const element of elements) resized.unobserve(element);
}
