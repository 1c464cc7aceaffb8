/** What follows when one goes to another place of the page. */
import { LitElement } from "lit";

/**
 * One is elsewhere now: what stood above the other place is gone, and so may be what had the focus.
 *
 * @param {ParentNode} root of the whole
 * @param {Element | null} page where one is; null: in a channel, which sees to its focus itself
 */
export async function moved(root, page) {
  for (const { shadowRoot } of root.children) {
    const dialog = shadowRoot?.querySelector("dialog[open]");
    if (dialog instanceof HTMLDialogElement) dialog.close();
  }
  if (!(page instanceof LitElement)) return;
  await page.updateComplete;
  if (document.activeElement !== document.body) return;
  const heading = page.shadowRoot?.querySelector("h1");
  heading?.setAttribute("tabindex", "-1");
  heading?.focus({ preventScroll: true });
}
