/** Links that say one thing and lead to another. */

/** Words that a reader would take for an address. */
const ADDRESS = /^(?:[a-z]+:\/\/)?(?:[^\s/@]*@)?((?:[\p{L}\p{N}_-]+\.)+[\p{L}\p{N}-]{2,})(?:[:/?#].*)?$/iu;

/** Letters of other scripts can look like Latin ones. */
const FOREIGN = /[^\p{Script=Latin}\p{Script=Common}]/u;

/**
 * The host that a link leads to, where its words tell of another one.
 *
 * @param {string} words that the reader sees
 * @param {string} address absolute
 * @returns {string | null} null when the words are not mistaken for another address
 */
export function hostBehind(words, address) {
  const told = ADDRESS.exec(words.trim())?.[1];
  if (told === undefined || !/^https?:/i.test(address)) return null;
  const host = hostOf(address);
  if (host === null) return null;
  const same = bare(host) === bare(hostOf(`http://${told}/`) ?? "");
  return same && !FOREIGN.test(told) ? null : host;
}

/** @param {string} host */
const bare = (host) => host.replace(/^www\./, "");

/** As it is asked for: foreign letters as `xn--…`. @param {string} address */
function hostOf(address) {
  try {
    return new URL(address).hostname;
  } catch {
    return null;
  }
}
