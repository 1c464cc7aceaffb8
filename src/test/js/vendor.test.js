import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";

const root = new URL("../../../", import.meta.url);

test("every library the document names is unpacked where it says", () => {
  const text = readFileSync(new URL("src/docs/vendor.md", root), "utf8");
  const map = /```json\n([\s\S]*?)```/.exec(text)?.[1] ?? "{}";
  const paths = Object.entries(JSON.parse(map).imports);

  assert.ok(paths.length > 5, `only ${paths.length} libraries are named`);
  for (const [name, path] of paths) {
    const places = ["src-webapp/", "target/"].map((folder) => new URL(`${folder}${path}`, root));
    assert.ok(places.some(existsSync), `${name}: nothing lies at ${path}`);
  }
});
