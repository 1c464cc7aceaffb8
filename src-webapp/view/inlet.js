/**
 * Files that are dropped anywhere on the page, or pasted. What is dropped beside every target would otherwise take the
 * place of the page.
 */

/**
 * @typedef {object} Wishes
 * @property {(over: boolean) => void} over files are held over the page, or no longer
 * @property {(files: File[], folders: string[]) => void} bring files, and the names of folders, which are none
 */

/** @param {Wishes} wishes @param {AbortSignal} signal ends it */
export function openInlet({ over, bring }, signal) {
  /** Whether what is dragged comes from this very page. */
  let own = false;
  window.addEventListener("dragstart", () => (own = true), { signal });
  window.addEventListener("dragend", () => (own = false), { signal });
  const dragged = (/** @type {DragEvent} */ event) => {
    if (own || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    over(true);
  };
  window.addEventListener("dragenter", dragged, { signal });
  window.addEventListener("dragover", dragged, { signal });
  window.addEventListener("dragleave", ({ relatedTarget }) => relatedTarget === null && over(false), { signal });
  const dropped = (/** @type {DragEvent} */ event) => {
    over(false);
    if (own || !event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    const { files, folders } = contentOf(event.dataTransfer);
    bring(files, folders);
  };
  window.addEventListener("drop", dropped, { signal });
  const pasted = (/** @type {ClipboardEvent} */ event) => {
    const { clipboardData } = event;
    if (!clipboardData || clipboardData.files.length === 0 || isText(clipboardData)) return;
    event.preventDefault();
    bring([...clipboardData.files], []);
  };
  window.addEventListener("paste", pasted, { signal });
}

/** Word processors and spreadsheets put a picture of the text beside it: the text is what was meant. @param {DataTransfer} data */
function isText({ types }) {
  return types.includes("text/plain") && types.includes("text/html");
}

/** @param {DataTransfer} data @returns {{files: File[], folders: string[]}} */
function contentOf({ items }) {
  const files = [];
  const folders = [];
  for (const item of items) {
    if (item.kind !== "file") continue;
    const entry = item.webkitGetAsEntry?.();
    const file = item.getAsFile();
    if (entry?.isDirectory) folders.push(entry.name);
    else if (file) files.push(file);
  }
  return { files, folders };
}
