/** Writes pages as PDF/A-2b (ISO 19005-2): fonts and colour space inside, text that can be read back. */
import { ops, PDF, PdfArray, PdfDict, PdfName, PdfNumber, PdfStream, PdfString } from '@libpdf/core';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Font } from '../font/font.ts';
import {
  charactersOf,
  marksOf,
  pageSize,
  type CodeMark,
  type FillMark,
  type LineMark,
  type Page,
  type PictureMark,
  type TextMark,
} from '../layout/page.ts';
import { placeCharacters } from '../layout/text.ts';
import { addFont, type PdfFont } from './font.ts';
import { srgbProfile } from './srgb.ts';

export interface PdfProperties {
  readonly title: string;
  readonly madeAtMs: number;
}

const producer = 'Beihe';
/** Of the font among a page's resources. */
const fontName = 'F';

export async function writePdf(pages: readonly Page[], { title, madeAtMs }: PdfProperties, font: Font) {
  const pdf = PDF.create();
  const made = new Date(Math.floor(madeAtMs / 1000) * 1000);
  const creation = { creator: producer, producer, creationDate: made, modificationDate: made };
  pdf.setMetadata({ title, author: producer, language: 'zh-CN', ...creation });
  const embedded = addFont(pdf, charactersOf(pages), font);
  for (const page of pages) {
    const sheet = pdf.addPage({ ...pageSize });
    sheet.getResources().set('Font', PdfDict.of({ [fontName]: embedded.ref }));
    const operators = marksOf(page).flatMap((mark): Operators => {
      if (mark.kind === 'text') return text(mark, font, embedded);
      if (mark.kind === 'code') return code(mark);
      if (mark.kind !== 'picture') return shape(mark);
      return picture(mark, sheet.registerImage(pdf.embedJpeg(mark.picture.jpeg)));
    });
    sheet.drawOperators(withoutRepeats(operators));
  }
  declareArchival(pdf, title, made);
  return pdf.save();
}

type Operators = ReturnType<typeof ops.endText>[];

/** Operators that set what holds until it is set anew: shades, line width and join, render mode, font. */
const setting = new Set(['g', 'G', 'w', 'j', 'Tr', 'Tf']);

/** Without operators that set what is set already. Between `q` and `Q` all are kept, since `Q` takes them back. */
function withoutRepeats(operators: Operators): Operators {
  const set = new Map<string, string>();
  let isSaved = false;
  return operators.filter((operator) => {
    const op: string = operator.op;
    if (op === 'q' || op === 'Q') isSaved = op === 'q';
    if (isSaved || !setting.has(op)) return true;
    const value = operator.toString();
    const isRepeat = set.get(op) === value;
    set.set(op, value);
    return !isRepeat;
  });
}

/** PDF counts upward from the lower left corner. */
const up = (y: number): number => round(pageSize.height - y);
const round = (value: number): number => Math.round(value * 1_000) / 1_000;

/** Glyphs stand where layout put them: each difference from the font's own advance is written between them. */
function text(mark: TextMark, font: Font, { codeOf, advanceOf }: PdfFont): Operators {
  const { x, baseline, size, shade = 0, outline, turn = 0 } = mark;
  const run = new PdfArray();
  let codes = '';
  let natural = 0;
  const endCodes = () => {
    if (codes !== '') run.push(PdfString.fromHex(codes));
    codes = '';
  };
  for (const { character, x: at } of placeCharacters(mark, font)) {
    const shift = Math.round(((natural - at) / size) * 10_000) / 10;
    if (Math.abs(shift) > 0.1) {
      endCodes();
      run.push(PdfNumber.of(shift));
    }
    codes += codeOf(character);
    natural = at + advanceOf(character) * size;
  }
  endCodes();
  const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)].map(round);
  return [
    ops.setNonStrokingGray(shade),
    ...(outline === undefined ? [] : [ops.setStrokingGray(shade), ops.setLineWidth(outline), ops.setLineJoin(1)]),
    ops.beginText(),
    ops.setTextRenderMode(outline === undefined ? 0 : 2),
    ops.setFont(`/${fontName}`, round(size)),
    turn === 0
      ? ops.moveText(round(x), up(baseline))
      : ops.setTextMatrix(cos!, sin!, -sin!, cos!, round(x), up(baseline)),
    ops.showTextArray(run),
    ops.endText(),
  ];
}

function shape(mark: FillMark | LineMark): Operators {
  if (mark.kind === 'fill') {
    const { x, y, width, height } = mark.box;
    return [
      ops.setNonStrokingGray(mark.shade),
      ops.rectangle(round(x), up(y + height), round(width), round(height)),
      ops.fill(),
    ];
  }
  const { points, width, shade, dash } = mark;
  const round1 = dash ? 0 : 1;
  return [
    ops.pushGraphicsState(),
    ops.setStrokingGray(shade),
    ops.setLineWidth(width),
    ops.setLineCap(round1),
    ops.setLineJoin(round1),
    ...(dash ? [ops.setDashPattern(new PdfArray(dash.map((length) => PdfNumber.of(length))), 0)] : []),
    ...points.map(({ x, y }, n) => (n === 0 ? ops.moveTo : ops.lineTo)(round(x), up(y))),
    ops.stroke(),
    ops.popGraphicsState(),
  ];
}

/** In modules as units, which are short numbers. */
const code = ({ box, size, runs }: CodeMark): Operators => [
  ops.pushGraphicsState(),
  ops.concatMatrix(round(box.width / size), 0, 0, round(-box.height / size), round(box.x), up(box.y)),
  ops.setNonStrokingGray(0),
  ...runs.map(({ row, column, length }) => ops.rectangle(column, row, length, 1)),
  ops.fill(),
  ops.popGraphicsState(),
];

const picture = ({ box: { x, y, width, height } }: PictureMark, name: string): Operators => [
  ops.pushGraphicsState(),
  ops.concatMatrix(round(width), 0, 0, round(height), round(x), up(y + height)),
  ops.paintXObject(name),
  ops.popGraphicsState(),
];

/** The catalogue's entries that make a PDF an archive: metadata that says so, and the colour space. */
function declareArchival(pdf: PDF, title: string, made: Date): void {
  const profile = PdfStream.fromDict({ N: PdfNumber.of(3) }, srgbProfile());
  const name = PdfString.fromString('sRGB IEC61966-2.1');
  const intent = PdfDict.of({
    Type: PdfName.of('OutputIntent'),
    S: PdfName.of('GTS_PDFA1'),
    OutputConditionIdentifier: name,
    Info: name,
    DestOutputProfile: pdf.context.register(profile),
  });
  const metadata = PdfStream.fromDict(
    { Type: PdfName.of('Metadata'), Subtype: PdfName.of('XML') },
    utf8ToBytes(xmp(title, made)),
  );
  const catalog = pdf.getCatalog();
  catalog.set('OutputIntents', new PdfArray([intent]));
  catalog.set('Metadata', pdf.context.register(metadata));
}

const escape = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** The same as the document's information dictionary says (ISO 19005-2 §6.6.3). */
function xmp(title: string, made: Date): string {
  const date = made.toISOString().replace('.000Z', '+00:00');
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">${escape(title)}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>${producer}</rdf:li></rdf:Seq></dc:creator>
<xmp:CreatorTool>${producer}</xmp:CreatorTool><xmp:CreateDate>${date}</xmp:CreateDate><xmp:ModifyDate>${date}</xmp:ModifyDate>
<pdf:Producer>${producer}</pdf:Producer><pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>`;
}
