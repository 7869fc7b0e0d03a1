// What the grammar makes of every example and of the tricky places, against snapshots that a person can read.
// `UPDATE=1 npm test` writes them anew.

import assert from "node:assert/strict";
import { mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { tokenize } from "./tokenize.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = join(HERE, "../../..");
const EXAMPLES = join(ROOT, "examples");
const FIXTURES = join(HERE, "fixtures");
const SNAPSHOTS = join(HERE, "snapshots");
const WIDTH = 28;

async function flowsIn(folder) {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".flow"));
  return names.sort().map((name) => join(folder, name));
}

async function examples() {
  const folders = (await readdir(EXAMPLES, { withFileTypes: true })).filter((entry) => entry.isDirectory());
  return (await Promise.all(folders.map(({ name }) => flowsIn(join(EXAMPLES, name))))).flat();
}

/** Each line of the source behind a `|`, and below it a line for each token. */
function render(source) {
  return tokenize(source.replace(/\n$/, ""))
    .map(({ line, tokens }) =>
      [`| ${line}`.trimEnd(), ...tokens.map(({ text, scopes }) => `  ${text.trim().padEnd(WIDTH)} ${scopes.join(" ")}`.trimEnd())].join("\n"),
    )
    .join("\n")
    .concat("\n");
}

async function holds(path, snapshot) {
  const rendered = render(await readFile(path, "utf8"));
  if (process.env.UPDATE) {
    await mkdir(SNAPSHOTS, { recursive: true });
    await writeFile(snapshot, rendered);
  }
  const expected = await readFile(snapshot, "utf8").catch(() => "");
  assert.equal(rendered, expected, `${basename(snapshot)} differs; UPDATE=1 npm test writes it anew`);
}

const flows = [...(await examples()), ...(await flowsIn(FIXTURES))];
const snapshotOf = (path) => `${basename(path, ".flow")}.txt`;

for (const path of flows) {
  test(`the tokens of ${basename(path)}`, () => holds(path, join(SNAPSHOTS, snapshotOf(path))));
}

test("every snapshot belongs to a flow", async () => {
  assert.deepEqual((await readdir(SNAPSHOTS)).sort(), flows.map(snapshotOf).sort());
});

test("nothing in a flow that compiles is called a mistake", async () => {
  const fixture = join(ROOT, "compiler/syntax/tests/fixtures/whole_language.flow");
  for (const path of [...(await examples()), ...(await flowsIn(join(ROOT, "tests/end_to_end/flows"))), fixture]) {
    for (const { line, tokens } of tokenize(await readFile(path, "utf8"))) {
      const illegal = tokens.filter(({ scopes }) => scopes.some((scope) => scope.startsWith("invalid")));
      assert.deepEqual(illegal, [], `${basename(path)}: ${line}`);
    }
  }
});

test("no line is slow", () => {
  const line = 'let a = f(b, c.d ?? "x{y}z") and key in [1, 2] '.repeat(200);
  const begin = performance.now();
  tokenize(line);
  assert.ok(performance.now() - begin < 5000);
});
