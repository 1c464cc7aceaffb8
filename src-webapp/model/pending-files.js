/**
 * The files of a send that is on its way.
 *
 * @typedef {object} PendingFile never changed, only replaced
 * @property {string} key names it, in this browser alone
 * @property {string} name
 * @property {string} type as the browser takes it, "" where it does not know; the server looks for itself
 * @property {number} size bytes
 * @property {number} [width] of a picture, in pixels, where it was known when it was written
 * @property {number} [height]
 * @property {string} alt what it shows, in words; "" where nobody said
 * @property {string | null} preview object URL of a picture, good as long as the send is pending; else null
 * @property {FileState} state
 * @property {number} sent bytes that the server has
 * @property {string} [reason] of `failed`, for the reader
 * @property {string} [id] the server's name for it, once its upload has begun
 *
 * @typedef {"waiting" | "uploading" | "uploaded" | "failed" | "cancelled"} FileState `waiting`: for its turn or for the
 *   server; `uploading` also while a broken upload is about to go on; `failed`: for good, unless its writer tries again;
 *   `cancelled`: its writer stopped it, and may try again or remove it
 *
 * @typedef {Partial<Pick<PendingFile, "state" | "sent" | "reason" | "id" | "preview">>} FileChange
 */

/** Whether their message may go. @param {readonly PendingFile[]} files */
export function areUp(files) {
  return files.every(({ state }) => state === "uploaded");
}

/** Why their message cannot go before its writer has decided; null when it can. @param {readonly PendingFile[]} files */
export function fault(files) {
  for (const { name, state, reason } of files) {
    if (state === "cancelled") return `The upload of “${name}” was stopped.`;
    if (state === "failed") return `“${name}” could not be uploaded. ${reason ?? ""}`.trim();
  }
  return null;
}

/** @param {readonly PendingFile[]} files @param {string} key @param {FileChange} change */
export function changed(files, key, change) {
  return files.map((file) => (file.key === key ? { ...(change.state ? unblamed(file) : file), ...change } : file));
}

/** Those that failed or were stopped wait again. @param {readonly PendingFile[]} files */
export function restarted(files) {
  return files.map((file) => (isHeld(file) ? { ...unblamed(file), state: /** @type {const} */ ("waiting") } : file));
}

/** Whether its writer has to decide. @param {PendingFile} file */
export function isHeld({ state }) {
  return state === "failed" || state === "cancelled";
}

/** @param {PendingFile} file @returns {PendingFile} */
function unblamed({ reason, ...file }) {
  return file;
}
