/** Rows of label and value that flow over as many pages as they need. */
import type { Font } from '../font/font.ts';
import type { Field, Mark, Page } from './page.ts';
import { lineWidth, wrap } from './text.ts';

/** One line of the table. */
export interface Entry {
  readonly name: string;
  readonly label: string;
  readonly value: string;
}

export interface Section {
  readonly heading: string;
  readonly entries: readonly Entry[];
}

/** Where the table lies on each page. */
const area = { left: 54, right: 541, top: 60, bottom: 786 } as const;
const valueLeft = 160;
/** A longer label is printed smaller. */
const labelWidth = valueLeft - area.left - 8;

const size = 8.5;
const pitch = 11;
const headingSize = 10;
/** Ems of text on a page: a fuller page has no JPEG of 150 KB that can be read. */
const maxEms = 1_200;
/** Blank above and below the lines of an entry. */
const padding = 2.5;

/** The table as pages. @param firstTop where it starts on the first page */
export function flow(sections: readonly Section[], firstTop: number, font: Font): Page[] {
  const pages: { readonly marks: Mark[]; readonly fields: Field[] }[] = [{ marks: [], fields: [] }];
  let y = firstTop;
  let ems = 0;
  const emsOf = (line: string) => lineWidth(line, 1, font);
  const page = () => pages.at(-1)!;
  const rule = (at: number, thick: number) =>
    page().marks.push({
      kind: 'fill',
      box: { x: area.left, y: at, width: area.right - area.left, height: thick },
      shade: thick > 0.5 ? 0 : 0.6,
    });
  const turn = () => {
    pages.push({ marks: [], fields: [] });
    y = area.top;
    ems = 0;
    rule(y, 0.72);
  };

  for (const { heading, entries } of sections) {
    if (area.bottom - y < 60) turn();
    page().marks.push({
      kind: 'text',
      text: heading,
      x: area.left + 4,
      baseline: y + 16,
      size: headingSize,
      outline: 0.25,
    });
    y += 22;
    rule(y, 0.72);
    for (const { name, label, value } of entries) {
      const lines = wrap(value, area.right - valueLeft - 4, size, font);
      for (let done = 0; done < lines.length;) {
        const left = Math.floor((area.bottom - y - 2 * padding) / pitch);
        const room = Math.min(left, linesWithin(lines.slice(done, done + left), maxEms - ems, emsOf));
        // A page's last lines are left blank where they would hold only the start of a long value.
        if (room < Math.min(lines.length - done, 3)) {
          turn();
          continue;
        }
        const here = lines.slice(done, done + room);
        const isWhole = here.length === lines.length;
        const labelled = done === 0 ? label : `${label}（续）`;
        page().marks.push({
          kind: 'text',
          text: labelled,
          x: area.left + 4,
          baseline: y + padding + size,
          size: Math.min(size, (size * labelWidth) / lineWidth(labelled, size, font)),
          shade: 0.25,
        });
        page().fields.push(pieceOf(isWhole ? name : `${name}#${pages.length}`, here, y + padding, font));
        ems += [labelled, ...here].reduce((sum, line) => sum + emsOf(line), 0);
        y += here.length * pitch + 2 * padding;
        rule(y, 0.3);
        done += here.length;
      }
    }
    y += 6;
  }
  return pages.map(({ marks, fields }) => ({ background: [], marks, fields }));
}

/** How many of the lines have at most this many ems together. */
function linesWithin(lines: readonly string[], most: number, emsOf: (line: string) => number): number {
  let sum = 0;
  const over = lines.findIndex((line) => (sum += emsOf(line)) > most);
  return over === -1 ? lines.length : over;
}

/** Lines of one value as a field. A line that ends in a blank was broken there, so the value is the lines put together. */
function pieceOf(name: string, lines: readonly string[], top: number, font: Font): Field {
  return {
    name,
    text: lines.join(''),
    box: {
      x: valueLeft,
      y: top - 1,
      width: Math.max(...lines.map((line) => lineWidth(line, size, font))) + 1,
      height: lines.length * pitch,
    },
    marks: lines.map((text, n) => ({ kind: 'text', text, x: valueLeft, baseline: top + n * pitch + size, size })),
  };
}
