// The patterns by which the editor indents, continues comments and selects words.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const configuration = JSON.parse(await readFile(new URL("../language-configuration.json", import.meta.url), "utf8"));
const { increaseIndentPattern, decreaseIndentPattern, indentNextLinePattern } = configuration.indentationRules;

/** Every pattern with the place at which it stands. */
function* patterns(value, place = "") {
  for (const [key, inner] of Object.entries(value)) {
    const here = `${place}/${key}`;
    if (typeof inner === "object") {
      yield* patterns(inner, here);
    } else if (/pattern$|Text$|markers/i.test(here) && key !== "appendText") {
      yield [here, inner];
    }
  }
}

function holds(pattern, { yes, no }) {
  const expression = new RegExp(pattern);
  for (const line of yes) {
    assert.match(line, expression);
  }
  for (const line of no) {
    assert.doesNotMatch(line, expression);
  }
}

test("every pattern compiles", () => {
  const all = [...patterns(configuration)];
  assert.equal(all.length, 7);
  for (const [place, pattern] of all) {
    assert.doesNotThrow(() => new RegExp(pattern, "u"), place);
  }
});

test("a line that leaves something open indents the next one", () => {
  holds(increaseIndentPattern, {
    yes: [
      "workflow push {",
      '  trigger webhook POST "/orders/{id: int}" {',
      "    verify hmac { // as the partner signs",
      "  } catch e {",
      "  } else {",
      "  let list = [",
      "  let sum = total(",
      "  commits: [{",
      '    "failed" {',
      '  respond 200 json { note: "a } and a \\" too", more: {',
    ],
    no: [
      "fn f(a: int) -> int { a }",
      '  let a = "an open { only in text"',
      '  let a = "{b}"',
      "  // a comment with {",
      "  let a = 1 // and {",
      '  url "https://example.com/{"',
      "}",
      "  }",
      '  let text = """',
      "",
    ],
  });
});

test("a line that begins by closing goes back", () => {
  holds(decreaseIndentPattern, {
    yes: ["}", "  }", "  } else {", "    })", "  ]", "  ) -> text {"],
    no: ["  a }", "  // }", '  "}"', "workflow push {"],
  });
});

test("only the next line is indented behind an operator", () => {
  holds(indentNextLinePattern, {
    yes: ["let a =", '  "main" =>', "  let b = a.c ??", "  let c = a and", "  if a or "],
    no: ["let a = 1", "  // a comment with =", "  a ==", "  sand", "  let list = ["],
  });
});

test("no pattern is slow on a long line", () => {
  const line = `  let a = ${'"{b}" / ('.repeat(400)}"`;
  const begin = performance.now();
  for (const [, pattern] of patterns(configuration)) {
    new RegExp(pattern).test(line);
  }
  assert.ok(performance.now() - begin < 1000);
});

test("a doc comment goes on in the next line, a drawn line and a comment do not", () => {
  const [{ beforeText, action }] = configuration.onEnterRules;
  holds(beforeText, {
    yes: ["/// One row for each address.", "  ///", "  /// a "],
    no: ["// a comment", "//// drawn ////", "let a = 1 /// b", "collection a {"],
  });
  assert.deepEqual(action, { indent: "none", appendText: "/// " });
});

test("a word is a name or a number with its unit", () => {
  const words = (line) => line.match(new RegExp(configuration.wordPattern, "g"));
  assert.deepEqual(words("let row_2 = push.ref ?? 1.5"), ["let", "row_2", "push", "ref", "1.5"]);
  assert.deepEqual(words('timeout 500ms max_body 1_000kb "x-y"'), ["timeout", "500ms", "max_body", "1_000kb", "x", "y"]);
});

test("brackets and quotes are closed", () => {
  const pairs = configuration.autoClosingPairs.map(({ open, close }) => open + close);
  assert.deepEqual(pairs, ["{}", "[]", "()", '""', '""""""']);
  const braces = configuration.autoClosingPairs.find(({ open }) => open === "{");
  assert.equal(braces.notIn, undefined, "a `{` begins an interpolation inside a string");
});

test("regions fold", () => {
  const { start, end } = configuration.folding.markers;
  holds(start, { yes: ["// region orders", "  // #region"], no: ["// regional", "// endregion"] });
  holds(end, { yes: ["// endregion", "// #endregion orders"], no: ["// region"] });
});
