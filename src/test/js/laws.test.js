import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const webapp = fileURLToPath(new URL("../../../src-webapp/", import.meta.url));

/** What a layer of the client may import of the others; libraries are the view's alone. @type {{[layer: string]: string[]}} */
const LAYERS = {
  model: ["model"],
  net: ["net", "model"],
  style: ["style", "lit"],
  view: ["view", "style", "model", "net", "lit", "dompurify", "markdown-it"],
};

/** @param {string} layer */
const files = (layer) =>
  readdirSync(join(webapp, layer))
    .filter((name) => name.endsWith(".js"))
    .map((name) => join(webapp, layer, name));

/** @param {string} file @returns {string[]} layers and libraries */
const imports = (file) =>
  [...readFileSync(file, "utf8").matchAll(/^import\s(?:[^"]*?\sfrom\s)?"([^"]+)";/gm)].map(([, from = ""]) => {
    const name = from.startsWith(".") ? relative(webapp, normalize(join(dirname(file), from))) : from;
    return name.split("/")[0] ?? name;
  });

test("model_knows_nobody_and_net_knows_no_view", () => {
  for (const [layer, allowed] of Object.entries(LAYERS)) {
    assert.ok(files(layer).length > 2, layer);
    for (const file of files(layer)) {
      for (const other of imports(file))
        assert.ok(allowed.includes(other), `${relative(webapp, file)} imports ${other}`);
    }
  }
});

test("the_import_map_is_the_only_inline_script_and_nothing_is_styled_or_handled_inline", () => {
  const page = readFileSync(join(webapp, "index.html"), "utf8");
  const inline = [...page.matchAll(/<script(?![^>]*\ssrc=)([^>]*)>/g)].map(([, attributes]) => attributes);
  assert.deepEqual(inline, [' type="importmap"']);
  assert.doesNotMatch(page, /\s(style|on\w+)=|<style|(href|src)="\//);
  const source = Object.keys(LAYERS).flatMap(files).concat(join(webapp, "app.js"));
  for (const file of source) {
    const text = readFileSync(file, "utf8");
    assert.doesNotMatch(text, /innerHTML|unsafeHTML|insertAdjacentHTML|\beval\(|new Function|\sstyle="|styleMap/, file);
    // Web Locks have their home, and something to do without them
    const foreign = file.endsWith("net/tabs.js") ? text.replace("navigator?.locks", "") : text;
    assert.doesNotMatch(
      foreign,
      /randomUUID|crypto\.subtle|navigator\??\.(clipboard|locks|serviceWorker)/,
      `${file} needs https`,
    );
  }
});
