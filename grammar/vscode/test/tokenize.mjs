// The grammar in the engine that the editor has.

import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const require = createRequire(import.meta.url);
const GRAMMAR = new URL("../syntaxes/flow.tmLanguage.json", import.meta.url);

async function load() {
  const wasm = await readFile(require.resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async (scope) =>
      scope === "source.flow"
        ? textmate.parseRawGrammar(await readFile(GRAMMAR, "utf8"), GRAMMAR.pathname)
        : null,
  });
  return registry.loadGrammar("source.flow");
}

const grammar = await load();

/** The tokens of each line, blanks left out: their text, and their scopes without `source.flow` and its ending. */
export function tokenize(source) {
  let stack = textmate.INITIAL;
  return source.split(/\r?\n/).map((line) => {
    const result = grammar.tokenizeLine(line, stack);
    stack = result.ruleStack;
    const tokens = result.tokens
      .map(({ startIndex, endIndex, scopes }) => ({
        text: line.slice(startIndex, endIndex),
        scopes: scopes.slice(1).map((scope) => scope.replace(/\.flow$/, "")),
      }))
      .filter(({ text }) => text.trim() !== "");
    return { line, tokens };
  });
}

/** All tokens of a text of one line or several. */
export function tokens(source) {
  return tokenize(source).flatMap((line) => line.tokens);
}
