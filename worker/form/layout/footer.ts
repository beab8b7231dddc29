/** What stands at the foot of every page, and what a specimen, or a form of the sandbox, has across it and above. */
import { generate } from 'lean-qr';
import type { Font } from '../font/font.ts';
import { momentOf, sandboxMark } from '../printed.ts';
import type { Box, CodeMark, Field, Page, TextMark } from './page.ts';
import { fit } from './text.ts';

const size = 6.5;
const qrBox: Box = { x: 499, y: 790, width: 42, height: 42 };

/** What a page's foot says of the document that it belongs to. */
export interface Footing {
  readonly specimen: boolean;
  readonly sandbox?: true;
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
  const code = checkUrl ? qrMark(checkUrl) : undefined;
  return pages.map((page, n) => {
    const place = `第 ${n + 1} 页，共 ${pages.length} 页`;
    return {
      background: backgroundOf(of),
      marks: [...page.marks, ...(code ? [code] : [])],
      fields: [
        ...page.fields,
        ...(of.sandbox ? [sandboxField(n, font)] : []),
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

/** Above everything else of the page. The first one is named as the data has it, so that the last check misses it (agree.ts). */
function sandboxField(n: number, font: Font): Field {
  const box: Box = { x: 54, y: 5, width: 487, height: 11 };
  const marks = fit(sandboxMark, box, { size: 8, minSize: 8 }, font);
  if (!marks) throw new Error('the mark of the sandbox does not fit');
  return { name: n === 0 ? 'sandbox' : `sandbox.${n}`, text: sandboxMark, box, marks };
}

function backgroundOf({ specimen, sandbox }: Footing): TextMark[] {
  if (specimen) return watermark('样张');
  return sandbox ? watermark('沙箱') : [];
}

/** All over the page, light enough to read through. */
function watermark(text: string): TextMark[] {
  return [0, 1, 2].map((n) => ({
    kind: 'text',
    text,
    x: 110 + 50 * n,
    baseline: 300 + 230 * n,
    size: 150,
    shade: 0.86,
    turn: 30,
  }));
}

function qrMark(url: string): CodeMark {
  const code = generate(url);
  const runs: { row: number; column: number; length: number }[] = [];
  for (let row = 0; row < code.size; row += 1) {
    for (let column = 0; column < code.size; column += 1) {
      let end = column;
      while (code.get(end, row)) end += 1;
      if (end > column) runs.push({ row, column, length: end - column });
      column = end;
    }
  }
  return { kind: 'code', box: qrBox, size: code.size, runs };
}
