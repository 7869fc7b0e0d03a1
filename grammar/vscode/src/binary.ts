// Where the program of the language server is.

import { accessSync, constants, statSync } from "node:fs";
import { delimiter, extname, isAbsolute, resolve } from "node:path";

/** What finding a program depends on. */
export interface Surroundings {
  /** The folder in which a relative path begins, if one is open. */
  readonly folder: string | undefined;
  readonly environment: NodeJS.ProcessEnv;
  readonly platform: NodeJS.Platform;
}

/** The file that `path` means: a path, or a name that is looked for on the `PATH`. */
export function findBinary(path: string, around: Surroundings): string | undefined {
  const written = path.trim();
  return written === "" ? undefined : places(written, around).flatMap((place) => spellings(place, around)).find(isProgram);
}

function places(written: string, { folder, environment, platform }: Surroundings): string[] {
  if (isAbsolute(written)) {
    return [written];
  }
  const isPath = written.includes("/") || (platform === "win32" && written.includes("\\"));
  if (isPath) {
    return folder === undefined ? [] : [resolve(folder, written)];
  }
  const folders = environment["PATH"] ?? environment["Path"] ?? "";
  // An empty part would be the current folder, which may hold anything.
  return folders
    .split(delimiter)
    .filter((part) => part !== "")
    .map((part) => resolve(part, written));
}

/** Windows lets the ending of a program be left out. */
function spellings(place: string, { environment, platform }: Surroundings): string[] {
  if (platform !== "win32" || extname(place) !== "") {
    return [place];
  }
  const endings = (environment["PATHEXT"] ?? ".EXE").split(";").filter((ending) => /^\.(exe|com)$/i.test(ending));
  return endings.map((ending) => place + ending.toLowerCase());
}

function isProgram(place: string): boolean {
  try {
    accessSync(place, constants.X_OK);
    return statSync(place).isFile();
  } catch {
    return false;
  }
}
