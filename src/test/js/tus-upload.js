/**
 * Uploads random bytes by tus-js-client as it is, and says how far it is, so that a test can cut it and see it go on:
 * `node tus-upload.js <endpoint> <cookie> <bytes>`. Prints `sha256 …`, `progress <bytes>`…, and in the end `done <url>`.
 */
import { createHash, randomBytes } from "node:crypto";
import { Upload } from "tus-js-client";

const [endpoint = "", cookie = "", size = "0"] = process.argv.slice(2);
const content = randomBytes(Number(size));
console.log(`sha256 ${createHash("sha256").update(content).digest("hex")}`);

const upload = new Upload(content, {
  endpoint,
  headers: { Cookie: cookie },
  metadata: { filename: "random.bin", filetype: "application/x-random" },
  chunkSize: 4 << 20,
  // a server that is gone comes again, how busy its machine may be
  retryDelays: Array.from({ length: 100 }, () => 300),
  onChunkComplete: (_, accepted) => console.log(`progress ${accepted}`),
  onError: (error) => {
    console.log(`failed ${error}`);
    process.exitCode = 1;
  },
  onSuccess: () => console.log(`done ${upload.url}`),
});
upload.start();
