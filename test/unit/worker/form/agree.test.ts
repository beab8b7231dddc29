/** The check before release, part by part: each notices one changed character. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkData, checkDrawn, checkJpeg, checkPdf } from '../../../../worker/form/agree.ts';
import { pageSize, type Field, type Mark, type Page, type TextMark } from '../../../../worker/form/layout/page.ts';
import { formPages } from '../../../../worker/form/form-pages.ts';
import { writePdf } from '../../../../worker/form/pdf/write.ts';
import { blockDifference, maxBlockDifference } from '../../../../worker/form/picture/compare-ink.ts';
import { drawPage, encodePage } from '../../../../worker/form/picture/page-picture.ts';
import type { Raster } from '../../../../worker/form/picture/drawing.ts';
import { prepareForm, type FormTools } from '../../../../worker/form/release.ts';
import { unit } from '../../protocol/filing/example.ts';
import { requestOf, toolsWith } from './example.ts';

let tools: FormTools;
beforeAll(async () => {
  tools = await toolsWith();
});

const line = (text: string, baseline: number): TextMark => ({ kind: 'text', text, x: 100, baseline, size: 8.5 });

const field = (name: string, text: string, baseline: number): Field => ({
  name,
  text,
  box: { x: 98, y: baseline - 10, width: 220, height: 14 },
  marks: [line(text, baseline)],
});

const watermark: Mark = { kind: 'text', text: '样张', x: 90, baseline: 160, size: 150, shade: 0.86, turn: 30 };
const rule: Mark = { kind: 'fill', box: { x: 90, y: 112, width: 300, height: 0.5 }, shade: 0 };

const page: Page = {
  background: [watermark],
  marks: [rule, line('证件号码', 80)],
  fields: [field('number', '110105199003070017', 106), field('name', '王已', 130), field('tick', '□√', 150)],
};

/** The page with other words drawn for a field, or with another mark. */
const drawn = (name: string, text: string): Page => ({
  ...page,
  fields: page.fields.map((each) =>
    each.name === name ? { ...each, marks: each.marks.map((mark) => ({ ...mark, text })) } : each,
  ),
});

const withMark = (mark: Mark): Page => ({ ...page, marks: [...page.marks, mark] });

const placesOf = (findings: readonly { readonly facts: { readonly at?: string } }[]) =>
  findings.map(({ facts }) => facts.at);

/** One character for the one that is most like it, a character more, and one less. */
const changes = [
  ['number', '110105199003070011'],
  ['number', '110105199003070017 8'],
  ['name', '王己'],
  ['tick', '□'],
] as const;

describe('the data', () => {
  const data = new Map([
    ['number', '110105199003070017'],
    ['name', '王已'],
  ]);

  it('agrees with the fields, whose pieces are put together', () => {
    expect(checkData(data, [page])).toEqual([]);
    const pieces = [field('name#1', '王', 130), field('name#2', '已', 140)];
    expect(checkData(data, [{ ...page, fields: [page.fields[0]!, ...pieces] }])).toEqual([]);
  });

  it('does not agree with another character, or with a field that is not there', () => {
    expect(placesOf(checkData(new Map([...data, ['name', '王己']]), [page]))).toEqual(['name']);
    expect(placesOf(checkData(new Map([...data, ['domains', 'example.cn']]), [page]))).toEqual(['domains']);
  });
});

describe('the PDF', () => {
  const written = (of: Page) => writePdf([of], { title: '样张', madeAtMs: 0 }, tools.font);

  it('agrees with the fields, in spite of a watermark behind them', async () => {
    expect(await checkPdf([page], await written(page))).toEqual([]);
  });

  it.each(changes)('does not agree if %s reads %s', async (name, text) => {
    expect(placesOf(await checkPdf([page], await written(drawn(name, text))))).toEqual([name]);
  });

  it('does not agree with a word of the form in a field, or with a page that is missing', async () => {
    const over = await written(withMark(line('错', 130)));
    expect(placesOf(await checkPdf([page], over))).toEqual(['name']);
    expect(placesOf(await checkPdf([page, page], await written(page)))).toEqual(['number', 'name', 'tick']);
  });
});

/** Pixels without the lower part of these fields' texts. @param kept share of the text's height that stays */
function whiteIn({ width, height, data }: Raster, fields: readonly Field[], kept: number): Raster {
  const changed = data.slice();
  const [scaleX, scaleY] = [width / pageSize.width, height / pageSize.height];
  for (const { box, marks } of fields) {
    const last = marks.at(-1)!;
    const top = kept === 0 ? box.y : last.baseline + 0.12 * last.size - (1 - kept) * last.size;
    for (let y = Math.floor(top * scaleY); y < (box.y + box.height) * scaleY; y += 1) {
      const row = y * width;
      const [left, right] = [Math.floor(box.x * scaleX), Math.ceil((box.x + box.width) * scaleX)];
      changed.fill(255, 4 * (row + left), 4 * (row + right));
    }
  }
  return { width, height, data: changed };
}

describe('the picture', () => {
  /** Places that a picture of `shown` gets wrong of the page. */
  async function wrongIn(shown: Page): Promise<(string | undefined)[]> {
    const pixels = drawPage(shown, tools.font, tools.drawing);
    const jpeg = await encodePage(shown, pixels, tools.drawing);
    expect(await checkJpeg(shown, pixels, jpeg!, tools.drawing)).toEqual([]);
    return placesOf(checkDrawn(page, pixels, tools.font));
  }

  it('agrees with the fields', async () => {
    expect(await wrongIn(page)).toEqual([]);
  });

  it.each(changes)('does not agree if %s shows %s', async (name, text) => {
    expect(await wrongIn(drawn(name, text))).toEqual([name]);
  });

  it('does not agree if a line, a word or a stroke lies over a field', async () => {
    expect(await wrongIn(withMark({ ...rule, box: { x: 90, y: 128, width: 300, height: 0.5 } } as Mark))).toEqual([
      'name',
    ]);
    expect(await wrongIn(withMark(line('错', 106)))).toEqual(['number']);
    const points = [
      { x: 99, y: 143 },
      { x: 110, y: 150 },
    ];
    expect(await wrongIn(withMark({ kind: 'line', points, width: 1, shade: 0 }))).toEqual(['tick']);
  });

  it('does not agree if a field is blank', () => {
    const blank = { ...page, fields: [{ ...page.fields[0]!, marks: [line('　', 106)] }] };
    expect(placesOf(checkDrawn(blank, drawPage(blank, tools.font, tools.drawing), tools.font))).toEqual(['number']);
  });

  it.each([
    ['blank', 0],
    ['cut off at half its height', 0.5],
  ])('of a whole form does not agree if any one of its fields is %s', async (_, kept) => {
    const { content, digest } = (await prepareForm(requestOf(unit), tools)).value!;
    for (const whole of formPages({ ...content, digest, signatures: [] }, undefined, tools).pages) {
      const pixels = drawPage(whole, tools.font, tools.drawing);
      for (const turn of [0, 1]) {
        const spoiled = whole.fields.filter((_field, n) => n % 2 === turn);
        expect(placesOf(checkDrawn(whole, whiteIn(pixels, spoiled, kept), tools.font))).toEqual(
          spoiled.map(({ name }) => name),
        );
      }
    }
  });

  it('is the page that was drawn, also at the lowest quality; another page, or another size, is not', async () => {
    const pixels = drawPage(page, tools.font, tools.drawing);
    const low = (await tools.drawing.decode(await tools.drawing.encode(pixels, { quality: 25, grey: true })))!;
    expect(blockDifference(pixels, low)).toBeLessThan(maxBlockDifference);
    const other = drawPage({ ...page, fields: [] }, tools.font, tools.drawing);
    expect(blockDifference(other, low)).toBeGreaterThan(2 * maxBlockDifference);
    const cut = { ...low, height: low.height - 1, data: low.data.subarray(0, 4 * low.width * (low.height - 1)) };
    expect(blockDifference(pixels, cut)).toBe(1);
  });
});
