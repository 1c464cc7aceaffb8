/**
 * The pages for somebody who is not signed in: which fields each has, and what its problems mean.
 *
 * @typedef {object} Field
 * @property {string} name
 * @property {string} label
 * @property {string} [hint]
 * @property {"text" | "password" | "email" | "code"} [kind]
 * @property {string} [autocomplete]
 *
 * @typedef {object} Fault what the server said no to
 * @property {string} code
 * @property {string} message
 * @property {number | null} [after] seconds
 */

/** @type {Field} */
const NAME = { name: "name", label: "Your name", hint: "What others see, as you like it.", autocomplete: "name" };
/** @type {Field} */
const HANDLE = {
  name: "handle",
  label: "Sign-in name",
  hint: "Small letters, digits, dots and dashes. Others mention you by it: @name",
  autocomplete: "username",
};
/** @type {Field} */
const NEW_PASSWORD = {
  name: "password",
  label: "Password",
  hint: "At least 8 characters. Length is what counts: several words are good.",
  kind: "password",
  autocomplete: "new-password",
};

/** Where a name is enough. @type {readonly Field[]} */
export const OPEN = [{ name: "name", label: "Your name", autocomplete: "username" }];

/** @type {readonly Field[]} */
export const SIGN_IN = [
  { name: "login", label: "Sign-in name or e-mail address", autocomplete: "username webauthn" },
  { name: "password", label: "Password", kind: "password", autocomplete: "current-password" },
];

/** @type {Field} */
export const CODE = {
  name: "code",
  label: "Code",
  hint: "From your authenticator app, or one of your recovery codes.",
  kind: "code",
  autocomplete: "one-time-code",
};

/** @type {readonly Field[]} */
export const ACCOUNT = [NAME, HANDLE, NEW_PASSWORD];

/** With an address where it must be one of certain domains. @type {readonly Field[]} */
export const REGISTER = [
  NAME,
  HANDLE,
  { name: "email", label: "E-mail address", kind: "email", autocomplete: "email" },
  NEW_PASSWORD,
];

/** @type {readonly Field[]} */
export const RESET = [{ ...NEW_PASSWORD, label: "New password" }];

/** @type {readonly Field[]} */
export const FIRST_CODE = [{ name: "code", label: "One-time code", autocomplete: "off" }];

/** Which field a problem is about, by its code. @type {{[code: string]: string}} */
const FIELDS = {
  "bad-name": "name",
  "bad-password": "password",
  "wrong-credentials": "password",
  "code-needed": "code",
};

/** Many a text begins with the member that it is about. */
const ABOUT = /^(handle|name|email|password|login|code): (.+)$/s;

/**
 * @param {Fault} fault
 * @param {readonly Field[]} shown
 * @returns {{words: string, field: string | null, fields: readonly Field[]}} for the reader, the field that is meant, and
 *   those to be shown from now on
 */
export function explain({ code, message, after = null }, shown) {
  const asked = shown.some(({ name }) => name === "code");
  if (code === "code-needed" && !asked) {
    return { words: "", field: "code", fields: [...shown, CODE] };
  }
  const [, about = FIELDS[code], told = message] = ABOUT.exec(message) ?? [];
  const field = shown.find(({ name }) => name === about) ?? null;
  const words = field && told !== message ? `${field.label}: ${told}.` : message;
  return { words: wordsFor(code, words, after), field: field?.name ?? null, fields: shown };
}

/** @param {string} code @param {string} message @param {number | null} after */
function wordsFor(code, message, after) {
  if (code === "code-needed") return "That code is not right, or was used before. Type the one that is shown now.";
  if (code === "slow-down" && after !== null) return `Too many tries. Wait ${waitOf(after)}, then try again.`;
  return message;
}

/** @param {number} seconds */
function waitOf(seconds) {
  if (seconds < 90) return seconds === 1 ? "a second" : `${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}
