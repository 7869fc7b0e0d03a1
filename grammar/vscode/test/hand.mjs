// A hand that writes with what the server proposes: letters, and picks from the list, whose places it fills in.

import { offset } from "./editor.mjs";

export class Hand {
  /** How many letters were typed, and how many picks made. */
  typed = 0;
  picks = 0;
  cursor = 0;

  constructor(editor, name) {
    this.editor = editor;
    this.name = name;
  }

  get text() {
    return this.editor.text(this.name);
  }

  /** Types letters; behind a newline stands the indent that an editor puts there. */
  async type(letters) {
    this.typed += letters.length;
    for (const part of letters.split(/(\n)/)) {
      await this.insert(part === "\n" ? `\n${this.indent()}` : part);
    }
  }

  /** Moves the cursor behind a text, the last one of the file. */
  behind(text) {
    this.cursor = this.text.lastIndexOf(text) + text.length;
  }

  /** Picks what the list calls so, and fills in its places: by a text, by doing something there, or by leaving what is proposed. */
  async pick(label, ...places) {
    const answer = await this.editor.ask("completion", this.name, this.cursor);
    const items = answer.items ?? answer;
    const item = items.find((one) => one.label === label);
    if (item === undefined) {
      const line = this.text.slice(0, this.cursor).split("\n").at(-1);
      throw new Error(`nothing called ${label} is proposed behind ${JSON.stringify(line)}, but ${items.map((one) => one.label).join(", ")}`);
    }
    this.picks += 1;
    const { range, newText } = item.textEdit;
    const start = offset(this.text, range.start);
    const { text, stops } = snippet(newText.replaceAll("\n", `\n${this.indent()}`));
    await this.editor.replace(this.name, start, offset(this.text, range.end), text);
    for (const stop of stops) {
      stop.start += start;
      stop.end += start;
    }
    const last = stops.find(({ number }) => number === 0);
    const filled = stops.filter(({ number }) => number > 0).sort((a, b) => a.number - b.number);
    this.cursor = start + text.length;
    for (const stop of last === undefined ? filled : [...filled, last]) {
      await this.fill(stop, stops, places.shift());
    }
  }

  /** Fills in one place. */
  async fill(stop, stops, with_) {
    if (with_ === undefined || with_ === null) {
      this.cursor = stop.end;
      return;
    }
    const before = this.text.length;
    await this.editor.replace(this.name, stop.start, stop.end, "");
    this.cursor = stop.start;
    await (typeof with_ === "string" ? this.type(with_) : with_(this));
    const grown = this.text.length - before;
    for (const other of stops) {
      if (other !== stop && other.start >= stop.end) {
        other.start += grown;
        other.end += grown;
      } else if (other !== stop && other.start <= stop.start && stop.end <= other.end) {
        other.end += grown;
      }
    }
    stop.end += grown;
  }

  async insert(text) {
    await this.editor.replace(this.name, this.cursor, this.cursor, text);
    this.cursor += text.length;
  }

  /** The indent of the line, one level more behind a bracket. */
  indent() {
    const line = this.text.slice(0, this.cursor).split("\n").at(-1);
    const own = /^ */.exec(line)[0];
    return /[{([]\s*$/.test(line) ? `${own}  ` : own;
  }
}

/** A snippet of the protocol as its text with the places in it. */
function snippet(source) {
  let text = "";
  const stops = [];
  const open = [];
  for (let at = 0; at < source.length; at += 1) {
    const rest = source.slice(at);
    const place = /^\$(?:(\d+)|\{(\d+)(?:(:)|\|([^|]*)\|\}|\}))/.exec(rest);
    if (rest[0] === "\\") {
      at += 1;
      text += source[at];
    } else if (place) {
      const stop = { number: Number(place[1] ?? place[2]), start: text.length, end: text.length };
      stops.push(stop);
      if (place[3]) {
        open.push(stop);
      } else if (place[4] !== undefined) {
        text += place[4].split(",")[0];
        stop.end = text.length;
      }
      at += place[0].length - 1;
    } else if (rest[0] === "}" && open.length > 0) {
      open.pop().end = text.length;
    } else {
      text += rest[0];
    }
  }
  return { text, stops };
}
