/** The upload for reading: one line an element, with the numeric references apart. Pure. */

export interface Part {
  readonly text: string;
  /** The character that the reference in `text` stands for. */
  readonly character?: string;
}

export interface Line {
  readonly depth: number;
  readonly parts: readonly Part[];
}

/** Splits a printed upload. Text has no "<" and no ">", since both are escaped. */
export function xmlLines(xml: string): Line[] {
  const lines: Line[] = [];
  let depth = 0;
  // A whole leaf, an opening tag, a closing tag, or the declaration.
  for (const [line] of xml.matchAll(/<\?[^>]*>|<([^/][^\s>]*)[^>]*>[^<]*<\/\1>|<[^>]*>/g)) {
    const isEnd = line.startsWith('</');
    if (isEnd) depth -= 1;
    lines.push({ depth, parts: partsOf(line) });
    if (!isEnd && !line.startsWith('<?') && !line.includes('</')) depth += 1;
  }
  return lines;
}

function partsOf(line: string): Part[] {
  return line
    .split(/(&#x[\dA-F]+;)/)
    .filter((text) => text !== '')
    .map((text) => {
      const digits = /^&#x([\dA-F]+);$/.exec(text)?.[1];
      return digits === undefined ? { text } : { text, character: String.fromCodePoint(Number.parseInt(digits, 16)) };
    });
}

/** The references of an upload, each once. */
export function referencesIn(lines: readonly Line[]): Required<Part>[] {
  const found = new Map<string, string>();
  for (const { text, character } of lines.flatMap(({ parts }) => parts)) {
    if (character !== undefined) found.set(text, character);
  }
  return [...found].map(([text, character]) => ({ text, character }));
}
