/** Colours in code. The library that knows the languages is only loaded when the first code that has some comes into view. */
import DOMPurify from "dompurify";

const SOURCE = new URL("../vendor/highlightjs/highlight.min.js", import.meta.url).href;

/** So far beyond the edge of the page code counts as in view; pixels. */
const AHEAD = "300px";

/** Longer code stays plain: telling its parts apart would stop the page. Characters. */
const TOO_LONG = 20_000;

/** Of code without a language at least so many lines are worth a guess, of at most so many characters. */
const GUESSED_FROM = 4;
const GUESSED_TO = 6_000;

/**
 * What is used of highlight.js.
 *
 * @typedef {object} Highlighter
 * @property {(name: string) => object | undefined} getLanguage
 * @property {(code: string, how: {language: string, ignoreIllegals: boolean}) => {value: string}} highlight
 * @property {(code: string) => {value: string, relevance: number}} highlightAuto
 */

/** @type {Promise<Highlighter> | null} */
let loading = null;

const inView = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      inView.unobserve(target);
      colour(target).catch(() => {}); // it stays plain
    }
  },
  { rootMargin: AHEAD },
);

/** Colours the code in an element once it is seen. @param {Element} within */
export function watchCode(within) {
  for (const code of within.querySelectorAll("pre > code")) if (isWorthIt(code)) inView.observe(code);
}

/** @param {Element} within */
export function unwatchCode(within) {
  for (const code of within.querySelectorAll("pre > code")) inView.unobserve(code);
}

/** @param {Element} code */
function languageOf(code) {
  return code.getAttribute("data-language");
}

/** @param {Element} code */
function isWorthIt(code) {
  if (code.classList.contains("coloured")) return false;
  const text = code.textContent ?? "";
  if (languageOf(code)) return text.length <= TOO_LONG;
  return text.length <= GUESSED_TO && text.split("\n").length > GUESSED_FROM;
}

/** @param {Element} code */
async function colour(code) {
  loading ??= load();
  const highlighter = await loading;
  const text = code.textContent ?? "";
  const coloured = parts(highlighter, text, languageOf(code));
  if (coloured === null || !code.isConnected) return;
  const nodes = DOMPurify.sanitize(coloured, {
    ALLOWED_TAGS: ["span"],
    ALLOWED_ATTR: ["class"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
  if (nodes.textContent !== text) return;
  code.replaceChildren(nodes);
  code.classList.add("coloured");
}

/** @param {Highlighter} highlighter @param {string} text @param {string | null} language @returns {string | null} */
function parts(highlighter, text, language) {
  if (language) {
    const known = highlighter.getLanguage(language) !== undefined;
    return known ? highlighter.highlight(text, { language, ignoreIllegals: true }).value : null;
  }
  const { value, relevance } = highlighter.highlightAuto(text);
  return relevance > 5 ? value : null;
}

/** A classic script: it is one file of a third of the size that its modules have. @returns {Promise<Highlighter>} */
function load() {
  return new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = SOURCE;
    script.onload = () => resolve(/** @type {any} */ (globalThis).hljs);
    script.onerror = () => {
      script.remove();
      loading = null;
      reject(new Error("not loaded"));
    };
    document.head.append(script);
  });
}
