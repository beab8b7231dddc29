/** What stands at the foot of every page, and what a specimen has across it. */
import { generate } from 'lean-qr';
import type { Font } from '../font/font.ts';
import { momentOf } from '../printed.ts';
import type { Box, FillMark, Mark, Page, TextMark } from './page.ts';
import { fit } from './text.ts';

const size = 6.5;
const qrBox = { x: 499, y: 790, size: 42 } as const;

/** What a page's foot says of the document that it belongs to. */
export interface Footing {
  readonly specimen: boolean;
  readonly number?: string;
  /** Name and version of the template. */
  readonly template: string;
  readonly madeAtMs: number;
  readonly recordDigest: string;
  readonly digest: string;
  /** For what the ministry has not published. */
  readonly note?: string;
}

/** @param checkUrl the public page that says whether a document is valid */
export function withFooters(pages: readonly Page[], of: Footing, checkUrl: string | undefined, font: Font): Page[] {
  return pages.map((page, n) => {
    const place = `第 ${n + 1} 页，共 ${pages.length} 页`;
    return {
      background: of.specimen ? watermark() : [],
      marks: [...page.marks, ...(checkUrl ? qrMarks(checkUrl) : [])],
      fields: [
        ...page.fields,
        ...linesOf(of, place, checkUrl).flatMap((text, line) => {
          const box: Box = { x: 54, y: 796 + line * 9, width: 436, height: 8.5 };
          const marks = fit(text, box, { size, minSize: 4.5 }, font);
          return marks ? [{ name: `footer.${n}.${line}`, text, box, marks }] : [];
        }),
      ],
    };
  });
}

const linesOf = (of: Footing, place: string, checkUrl: string | undefined): string[] => [
  of.specimen ? '样张：无编号、无签名，不具备效力' : `编号 ${of.number}${checkUrl ? `，查验 ${checkUrl}` : ''}`,
  `模板 ${of.template}，生成时间 ${momentOf(of.madeAtMs)}，${place}${of.note ? `；${of.note}` : ''}`,
  `备案信息摘要 ${of.recordDigest}，本文件摘要 ${of.digest}`,
];

/** 样张 all over the page, light enough to read through. */
function watermark(): TextMark[] {
  return [0, 1, 2].map((n) => ({
    kind: 'text',
    text: '样张',
    x: 110 + 50 * n,
    baseline: 300 + 230 * n,
    size: 150,
    shade: 0.86,
    turn: 30,
  }));
}

/** Dark runs of each row as one rectangle. */
function qrMarks(url: string): Mark[] {
  const code = generate(url);
  const module = qrBox.size / code.size;
  const marks: FillMark[] = [];
  for (let row = 0; row < code.size; row += 1) {
    for (let column = 0; column < code.size; column += 1) {
      let end = column;
      while (code.get(end, row)) end += 1;
      if (end === column) continue;
      const [x, y] = [qrBox.x + column * module, qrBox.y + row * module];
      marks.push({ kind: 'fill', box: { x, y, width: (end - column) * module, height: module }, shade: 0 });
      column = end;
    }
  }
  return marks;
}
