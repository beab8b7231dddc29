/** The first page of a verification form: the ministry's blank form, filled in. */
import type { SignedForm } from '#protocol/filing/form/form.ts';
import type { Signature } from '#protocol/filing/form/signature.ts';
import { strokeScale } from '#protocol/filing/form/strokes.ts';
import type { Font } from '../font/font.ts';
import { dayOf, domainNames, portraitRemark, ticksOf } from '../printed.ts';
import type { Choice, DateLine, Label, Row, Slot, Template } from '../template/template.ts';
import type { Box, Field, FillMark, LineMark, Mark, Page, TextMark } from './page.ts';
import { baselineIn, fit, lineWidth, paragraph } from './text.ts';

/** The smallest size of a value: 13 pixels on the JPEG. A value that needs less goes to the annex. */
export const minSize = 6;

/** Greys of the ministry's blank form, from 0 (black) to 1 (white). */
const shades = { black: 0, frame: 0.376, bar: 0.4, edge: 0.753, white: 1 } as const;

/** Where the frame's inner lines end. */
const inner = { left: 54.96, right: 539.04 } as const;

export interface FilledPage {
  readonly page: Page;
  /** Names of the values that did not fit and are printed in the annex. */
  readonly moved: readonly string[];
}

export function verificationPage(form: SignedForm, template: Template, font: Font): FilledPage {
  const ticks = ticksOf(form);
  const values = slotValues(form);
  const slots = template.rows.flatMap((row) => (row.slots ?? []).map((slot) => fillSlot(slot, row, values, font)));
  const fields = [
    ...slots.map(({ field }) => field),
    ...template.rows.flatMap((row) => (row.choices ?? []).map((choice) => choiceField(choice, row, ticks))),
    ...providerField(form, template, font),
    ...template.dates.flatMap((line, n) => dateFields(line, template.signatures[n]!.role, form.signatures, font)),
  ];
  return {
    page: {
      background: [],
      marks: [
        ...titleMarks(template, font),
        ...(template.note
          ? [text(template.note, inner.right - lineWidth(template.note, noteSize, font), 44, noteSize)]
          : []),
        ...frameMarks(template),
        ...template.rows.flatMap((row) => rowMarks(row, font)),
        ...template.paragraphs.flatMap(({ baseline, text }) =>
          paragraph(text, { x: 58.8, width: 476, baseline }, { size: 10.5, pitch: 16.05 }, font),
        ),
        ...template.texts.map((text): TextMark => ({ kind: 'text', size: 10.5, ...text })),
        ...template.signatures.flatMap((line) => [
          text(line.label, line.x, line.baseline, 10.5),
          ...strokesOf(form.signatures, line.role, {
            x: line.x + lineWidth(line.label, 10.5, font) + 4,
            y: line.baseline - 22,
            width: 100,
            height: 25,
          }),
        ]),
        ...template.dates.flatMap(dateMarks),
        {
          kind: 'line',
          points: [
            { x: template.dashes.from, y: template.dashes.y },
            { x: template.dashes.to, y: template.dashes.y },
          ],
          width: 0.6,
          shade: 0,
          dash: [6, 6],
        },
      ],
      fields: fields.filter(({ text: value }) => value !== ''),
    },
    moved: slots.flatMap(({ field, moved }) => (moved ? [field.name] : [])),
  };
}

const text = (value: string, x: number, baseline: number, size: number, shade: number = shades.black): TextMark => ({
  kind: 'text',
  text: value,
  x,
  baseline,
  size,
  shade,
});

const fill = (x: number, y: number, width: number, height: number, shade: number): FillMark => ({
  kind: 'fill',
  box: { x, y, width, height },
  shade,
});

/** The title's characters stand at equal distances, so that a longer word only starts further left. */
function titleMarks({ title: { text: value, x, pitch, baseline } }: Template, font: Font): TextMark[] {
  const characters = [...value];
  return characters.map((character, n) => ({
    kind: 'text',
    text: character,
    x: x + (n + (12 - characters.length) / 2) * pitch + (18 - lineWidth(character, 18, font)) / 2,
    baseline,
    size: 18,
    outline: 0.7,
  }));
}

/** Three lines beside each other: light, grey, black. */
function frameMarks({ frame: { left, right, top, bottom }, breaks }: Template): FillMark[] {
  const width = right - left;
  const height = bottom - top;
  const ring = (inset: number, thick: number, shade: number) => [
    fill(left + inset, top + inset, width - 2 * inset, thick, shade),
    fill(left + inset, bottom - inset - thick, width - 2 * inset, thick, shade),
    fill(left + inset, top + inset, thick, height - 2 * inset, shade),
    fill(right - inset - thick, top + inset, thick, height - 2 * inset, shade),
  ];
  return [
    ...ring(0, 0.72, shades.edge),
    ...ring(0.72, 1.44, shades.frame),
    ...ring(2.16, 0.72, shades.black),
    ...breaks.flatMap((y) => [
      fill(inner.left, y, inner.right - inner.left, 1.44, shades.frame),
      fill(inner.left, y + 1.44, inner.right - inner.left, 0.72, shades.black),
    ]),
  ];
}

function rowMarks(row: Row, font: Font): Mark[] {
  const { top, bottom, bar, labels, columns = [], choices = [] } = row;
  const shade = bar ? shades.white : shades.black;
  const width = inner.right - inner.left;
  const [first, second] = labels;
  return [
    ...(bar ? [fill(inner.left, top, width, bottom - top, shades.bar)] : []),
    ...ruleMarks(row),
    ...columns.map((x) => fill(x, top - 0.5, 0.48, bottom - top + 0.5, shades.black)),
    // On a bar the note follows the title.
    ...(bar && first && second
      ? [
          ...labelMarks(first, row, shade, font),
          ...labelMarks({ ...second, x: endOf(first, font) - first.size / 2 }, row, shade, font),
        ]
      : labels.flatMap((each) => labelMarks(each, row, shade, font))),
    ...choices.map(({ x, text: word, size }) => text(word, x + size, baselineIn(top, bottom, size), size)),
  ];
}

const endOf = ({ x, text: value, size }: Label, font: Font) => x + lineWidth(value, size, font);

function ruleMarks({ bottom, rule }: Row): Mark[] {
  const line = (y: number) => fill(inner.left, y, inner.right - inner.left, 0.48, shades.black);
  if (rule === 'single') return [line(bottom)];
  if (rule === 'double') return [line(bottom), line(bottom + 0.96)];
  if (rule === 'none') return [];
  const dots: LineMark = {
    kind: 'line',
    points: [
      { x: inner.left, y: bottom + 0.24 },
      { x: inner.right, y: bottom + 0.24 },
    ],
    width: 0.6,
    shade: shades.black,
    dash: [1, 1],
  };
  return [dots];
}

/** Size of a note after a label. */
const noteSize = 7.5;

/** The label and its note on one line, both made smaller where they would not end in time. */
function labelMarks({ x, text: value, size, note = '', end }: Label, { top, bottom }: Row, shade: number, font: Font) {
  const width = lineWidth(value, size, font) + lineWidth(note, noteSize, font);
  const scale = end === undefined ? 1 : Math.min(1, (end - x) / width);
  const baseline = baselineIn(top, bottom, size);
  const marks = [text(value, x, baseline, size * scale, shade)];
  if (note === '') return marks;
  return [...marks, text(note, x + lineWidth(value, size * scale, font), baseline, noteSize * scale, shade)];
}

/** A box, and the tick that is written over it: one field, so that a stray tick is seen too. */
function choiceField({ x, name, size }: Choice, { top, bottom }: Row, ticks: ReadonlySet<string>): Field {
  const baseline = baselineIn(top, bottom, size);
  const box = { x, y: baseline - 0.88 * size, width: size, height: size };
  const isTicked = ticks.has(name);
  return {
    name,
    text: isTicked ? '□√' : '□',
    box,
    marks: [
      text('□', x, baseline, size),
      ...(isTicked ? [{ ...text('√', x + 0.02 * size, baseline, size), outline: 0.5 }] : []),
    ],
  };
}

/** The text of a slot, and what stands there where it does not fit. */
interface SlotValue {
  readonly text: string;
  readonly otherwise: (fits: (text: string) => boolean) => string;
}

function slotValues(form: SignedForm): Readonly<Record<string, SlotValue>> {
  const domains = domainNames(form);
  return {
    'organiser-name': { text: form.organiser.name, otherwise: () => '（见附页）' },
    domains: {
      text: domains.join('、'),
      otherwise: (fits) => {
        const some = (count: number) =>
          `${domains.slice(0, count).join('、')} 等共 ${domains.length} 个，全部域名见附页`;
        let count = Math.min(domains.length - 1, 20);
        while (count > 0 && !fits(some(count))) count -= 1;
        return count > 0 ? some(count) : `共 ${domains.length} 个，见附页`;
      },
    },
    'portrait-remark': { text: portraitRemark(form), otherwise: () => portraitRemark(form) },
  };
}

function fillSlot(
  { name, x, width, size }: Slot,
  { top, bottom }: Row,
  values: Readonly<Record<string, SlotValue>>,
  font: Font,
): { readonly field: Field; readonly moved: boolean } {
  const box = { x, y: top + 0.3, width, height: bottom - top - 0.6 };
  const { text: value, otherwise } = values[name]!;
  const fitted = (each: string) => fit(each, box, { size, minSize }, font);
  const whole = fitted(value);
  if (whole) return { field: { name, text: value, box, marks: whole }, moved: false };
  const instead = otherwise((each) => fitted(each) !== undefined);
  return { field: { name, text: instead, box, marks: fitted(instead) ?? [] }, moved: true };
}

/** The provider's name stands where a seal would. */
function providerField({ provider }: SignedForm, template: Template, font: Font): Field[] {
  const box: Box = { ...template.provider, y: template.provider.top };
  const marks = fit(provider, box, { size: 9, minSize }, font);
  return marks ? [{ name: 'provider', text: provider, box, marks }] : [];
}

function dateMarks({ label: [first, second], marks, baseline }: DateLine): TextMark[] {
  const [year, month, day] = marks;
  return [
    text('日', first, baseline, 10.5),
    text('期：', second, baseline, 10.5),
    text('年', year, baseline, 10.5),
    text('月', month, baseline, 10.5),
    text('日', day, baseline, 10.5),
  ];
}

/** The day of a signature. Without one, the date stays blank. */
function dateFields(
  { name, marks, baseline }: DateLine,
  role: Signature['role'],
  signatures: readonly Signature[],
  font: Font,
): Field[] {
  const signature = signatures.find((each) => each.role === role);
  if (!signature) return [];
  const { year, month, day } = dayOf(signature.atMs);
  return [year, month, day].map((value, n) => {
    const width = lineWidth(value, 10.5, font);
    const x = marks[n]! - width - 3;
    const box = { x, y: baseline - 0.88 * 10.5, width, height: 10.5 };
    return {
      name: `${name}:${['year', 'month', 'day'][n]}`,
      text: value,
      box,
      marks: [text(value, x, baseline, 10.5)],
    };
  });
}

/** A signature's strokes in a box. */
export function strokesOf(signatures: readonly Signature[], role: Signature['role'], box: Box): LineMark[] {
  const signature = signatures.find((each) => each.role === role);
  return (signature?.strokes ?? []).map((stroke) => ({
    kind: 'line',
    points: stroke.map(([x, y]) => ({
      x: box.x + (x / strokeScale) * box.width,
      y: box.y + (y / strokeScale) * box.height,
    })),
    width: 1,
    shade: 0.1,
  }));
}
