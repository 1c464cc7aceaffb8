/**
 * Where sends lie until they are at the server: the browser's database, which survives the page. One for each path that
 * Parley is mounted at (the origin is the browser's doing); each send belongs to a person, and is in the care of a tab.
 * What an operation changes is changed wholly or not at all, and is on the disk when its promise is fulfilled.
 *
 * @typedef {object} KeptFile a file without its bytes, which lie beside it under its `key`
 * @property {string} key
 * @property {string} name
 * @property {string} type
 * @property {number} size
 * @property {number} [width]
 * @property {number} [height]
 * @property {string} alt
 * @property {string} [id] the server's name for its upload
 * @property {"waiting" | "uploaded" | "failed" | "cancelled"} state
 * @property {string} [reason] of `failed`
 *
 * @typedef {object} Entry
 * @property {number} [order] counts up as they are added
 * @property {string} person
 * @property {string} tab
 * @property {string} channel
 * @property {string} cid
 * @property {string} text
 * @property {number} at
 * @property {boolean} [loud] it may call many people at once
 * @property {string | null} reason why it failed; null: it did not
 * @property {readonly KeptFile[]} files
 */

const VERSION = 1;

/** Survives the machine's crash too, where the browser knows the word. @type {IDBTransactionOptions} */
const STRICT = { durability: "strict" };

export class Shelf {
  #db;

  /** @param {IDBDatabase} db */
  constructor(db) {
    this.#db = db;
    // Another tab has a newer page, which needs another form of this: what waits goes on from there.
    db.onversionchange = () => db.close();
  }

  /**
   * @param {IDBFactory} factory
   * @param {string} path that Parley is mounted at
   * @returns {Promise<Shelf>}
   */
  static open(factory, path) {
    const request = factory.open(`parley:${path}`, VERSION);
    request.onupgradeneeded = () => {
      const sends = request.result.createObjectStore("sends", { keyPath: "order", autoIncrement: true });
      sends.createIndex("person", "person");
      sends.createIndex("cid", ["person", "cid"], { unique: true });
      request.result.createObjectStore("files");
    };
    return new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(new Shelf(request.result));
      request.onerror = () => reject(request.error);
      // It comes when the other page has let go; until then the caller has no patience.
      request.onblocked = () => {};
    });
  }

  /** All of a person, in the order they were added. @param {string} person @returns {Promise<Entry[]>} */
  async all(person) {
    const request = this.#db.transaction("sends").objectStore("sends").index("person").getAll(person);
    const entries = /** @type {Entry[]} */ (await answer(request));
    return entries.sort((a, b) => (a.order ?? 0) - (b.order ?? 0));
  }

  /** @param {Entry} entry @param {ReadonlyMap<string, Blob>} blobs of its files, by key */
  async add(entry, blobs) {
    const changes = this.#changes();
    changes.objectStore("sends").add(entry);
    for (const [key, blob] of blobs) changes.objectStore("files").put(blob, key);
    await done(changes);
  }

  /**
   * Changes what is there.
   *
   * @param {string} person
   * @param {string} cid
   * @param {(entry: Entry) => Entry | null} change gives the entry itself when nothing shall change, null to take it
   *   away; one without an `order` is put at the end
   * @returns {Promise<void>}
   */
  async change(person, cid, change) {
    const changes = this.#changes();
    const sends = changes.objectStore("sends");
    const request = sends.index("cid").get([person, cid]);
    request.onsuccess = () => {
      const before = /** @type {Entry | undefined} */ (request.result);
      if (!before) return;
      const after = change(before);
      if (after === before) return;
      const left = new Set(after?.files.map(({ key }) => key));
      for (const { key } of before.files) if (!left.has(key)) changes.objectStore("files").delete(key);
      if (after?.order === undefined) sends.delete(before.order ?? 0);
      if (after) sends.put(after);
    };
    await done(changes);
  }

  /**
   * Changes all of a person at once.
   *
   * @param {string} person
   * @param {(entry: Entry) => Entry | null} change as above
   */
  async changeAll(person, change) {
    const changes = this.#changes();
    const request = changes.objectStore("sends").index("person").openCursor(person);
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      const before = /** @type {Entry} */ (cursor.value);
      const after = change(before);
      if (after === null) {
        for (const { key } of before.files) changes.objectStore("files").delete(key);
        cursor.delete();
      } else if (after !== before) {
        cursor.update(after);
      }
      cursor.continue();
    };
    await done(changes);
  }

  /** @param {string} key of a file @returns {Promise<Blob | undefined>} */
  file(key) {
    return answer(this.#db.transaction("files").objectStore("files").get(key));
  }

  close() {
    this.#db.close();
  }

  #changes() {
    return this.#db.transaction(["sends", "files"], "readwrite", STRICT);
  }
}

/** @template T @param {IDBRequest<T>} request @returns {Promise<T>} */
function answer(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** @param {IDBTransaction} transaction @returns {Promise<void>} */
function done(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
    // without which a failed request would be an error of the page, too
    transaction.onerror = (event) => event.preventDefault();
  });
}
