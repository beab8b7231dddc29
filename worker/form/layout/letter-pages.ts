/** A letter as pages: title, paragraphs, and the line for the signature. */
import type { Signature } from '#protocol/filing/form/signature.ts';
import type { Font } from '../font/font.ts';
import { dayOf } from '../printed.ts';
import type { Letter } from '../template/letter.ts';
import type { Field, Mark, Page, TextMark } from './page.ts';
import { lineWidth, paragraph } from './text.ts';
import { strokesOf } from './verification-page.ts';

const size = 12;
const pitch = 22;
const area = { left: 72, right: 523, top: 130, bottom: 770 } as const;
/** Height of the signature's block. */
const signatureHeight = 90;

export function letterPages(
  { title, paragraphs, signer }: Letter,
  signature: Signature | undefined,
  font: Font,
): Page[] {
  const pages: { readonly marks: Mark[]; readonly fields: Field[] }[] = [
    { marks: [titleMark(title, font)], fields: [] },
  ];
  let top: number = area.top;
  const turn = () => {
    pages.push({ marks: [], fields: [] });
    top = 72;
  };
  for (const [n, text] of paragraphs.entries()) {
    const place = { x: area.left, width: area.right - area.left, baseline: 0 };
    const lines = paragraph(text, place, { size, pitch }, font);
    for (let done = 0; done < lines.length;) {
      const room = Math.floor((area.bottom - top) / pitch);
      if (room === 0) {
        turn();
        continue;
      }
      const here = lines
        .slice(done, done + room)
        .map((line, k): TextMark => ({ ...line, baseline: top + size + k * pitch }));
      const name = here.length === lines.length ? `paragraph.${n}` : `paragraph.${n}#${pages.length}`;
      const box = { x: area.left, y: top, width: area.right - area.left + size, height: here.length * pitch };
      pages.at(-1)!.fields.push({ name, text: here.map((line) => line.text).join(''), box, marks: here });
      top += here.length * pitch;
      done += here.length;
    }
    top += 6;
  }
  if (area.bottom - top < signatureHeight) turn();
  pages.at(-1)!.marks.push(...signatureMarks(signer, signature, top + 40, font));
  return pages.map((page) => ({ background: [], ...page }));
}

const titleMark = (title: string, font: Font): TextMark => {
  const text = `《${title}》`;
  return { kind: 'text', text, x: (595 - lineWidth(text, 20, font)) / 2, baseline: 96, size: 20, outline: 0.6 };
};

function signatureMarks(signer: Letter['signer'], signature: Signature | undefined, y: number, font: Font): Mark[] {
  const x = 300;
  const width = lineWidth(signer.label, size, font);
  const day = signature && dayOf(signature.atMs);
  const date = day ? `${day.year} 年 ${day.month} 月 ${day.day} 日` : '        年    月    日';
  return [
    { kind: 'text', text: signer.label, x, baseline: y, size },
    ...strokesOf(signature ? [signature] : [], signer.role, { x: x + width + 4, y: y - 26, width: 120, height: 32 }),
    { kind: 'text', text: '日期：', x, baseline: y + 34, size },
    { kind: 'text', text: date, x: x + 44, baseline: y + 34, size },
  ];
}
