/** Links in messages that lead to a place in this very page are followed in it. */

/** @param {MouseEvent} event @returns {boolean} whether it was such a link */
export function followWithin(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const fragment = placeIn(link.href);
  if (fragment === null) return false;
  event.preventDefault();
  // The same address again leads there again.
  if (location.hash === fragment) window.dispatchEvent(new Event("hashchange"));
  else location.hash = fragment;
  return true;
}

/** The fragment for an address of this Parley, as it is copied or as it stands in the page's address. @param {string} address */
function placeIn(address) {
  const { baseURI } = document;
  const url = new URL(address, baseURI);
  const home = new URL(".", baseURI);
  if (url.origin !== home.origin || !url.pathname.startsWith(home.pathname)) return null;
  const path = url.pathname.slice(home.pathname.length);
  if (path === "" && url.hash.startsWith("#/c/")) return url.hash;
  return path.startsWith("c/") ? `#/${path}` : null;
}
