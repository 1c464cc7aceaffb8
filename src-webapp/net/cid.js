/**
 * Ids of one's own sends, unique per author for ever: 96 random bits in 16 characters.
 * (Over plain http there is no ready-made one.)
 *
 * @param {(bytes: Uint8Array<ArrayBuffer>) => void} [fill]
 */
export function freshCid(fill = (bytes) => crypto.getRandomValues(bytes)) {
  const bytes = new Uint8Array(12);
  fill(bytes);
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_");
}
