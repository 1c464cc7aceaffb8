/**
 * Puts a text where it can be pasted from. (The newer way is there only over https.)
 *
 * @param {string} text
 * @returns {boolean} whether it was done
 */
export function copy(text) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "copied";
  area.setAttribute("aria-hidden", "true");
  const focused = deepest();
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  return done;
}

/** The element that has the focus, within whatever elements. */
function deepest() {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
}
