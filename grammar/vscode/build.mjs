// Bundles the extension into one file, and beside it the licences of what is bundled with it.

import { readFile, readdir, writeFile } from "node:fs/promises";

import { build } from "esbuild";

const { metafile } = await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  metafile: true,
  platform: "node",
  target: "node20",
  format: "cjs",
  external: ["vscode"],
});

const folders = Object.keys(metafile.inputs).map((input) => /^node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(input)?.[0]);
const licences = [...new Set(folders)].filter((folder) => folder !== undefined).sort().map(licence);
await writeFile("dist/THIRD-PARTY-LICENSES.txt", (await Promise.all(licences)).join("\n\n"));

async function licence(folder) {
  const { name, version } = JSON.parse(await readFile(`${folder}/package.json`, "utf8"));
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e(\.|$)/i.test(entry));
  if (file === undefined) {
    throw new Error(`${name} is bundled and has no licence`);
  }
  const text = await readFile(`${folder}/${file}`, "utf8");
  return `${name} ${version}\n\n${text.trim()}\n`;
}
