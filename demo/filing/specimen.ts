/**
 * Pictures of documents, drawn by the page from the fields, so that no real document is needed. 样本 SPECIMEN stands across
 * each. They have the fields of a document, but not its emblem or security pattern, so that none can pass for a real one.
 */
import type { DocumentKind } from '#protocol/case/document.ts';

interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly paper: readonly [from: string, to: string];
  /** Where the person's picture stands: left, top and height. Its width is four fifths of the height. */
  readonly picture?: readonly [number, number, number];
  /** Fields in the order of the sheet, with their Chinese labels. */
  readonly rows: readonly (readonly [field: string, label: string])[];
}

const card = { width: 856, height: 540 };
const page = { width: 1000, height: 707 };
const white = ['#ffffff', '#f3f1e8'] as const;

const face = {
  width: 640,
  height: 800,
  paper: ['#dfe5ec', '#c6d0da'],
  picture: [120, 160, 500],
  rows: [],
} as const;

const sheets: Readonly<Record<DocumentKind, Sheet>> = {
  'unit-document': {
    ...page,
    title: '营业执照',
    paper: ['#fffdf5', '#f6ecd2'],
    rows: [
      ['number', '统一社会信用代码'],
      ['name', '名称'],
      ['legalRepresentative', '法定代表人'],
      ['address', '住所'],
      ['validUntil', '营业期限至'],
    ],
  },
  'person-document-front': {
    ...card,
    title: '居民身份证件 · 人像面',
    paper: ['#eaf3fb', '#d7e6f2'],
    picture: [590, 110, 270],
    rows: [
      ['name', '姓名'],
      ['address', '住址'],
      ['number', '公民身份号码'],
    ],
  },
  'person-document-back': {
    ...card,
    title: '居民身份证件 · 国徽面',
    paper: ['#f2f7ee', '#dfeadb'],
    rows: [
      ['validFrom', '有效期自'],
      ['validUntil', '有效期至'],
    ],
  },
  approval: { ...page, title: '审批文件', paper: white, rows: [['number', '文号']] },
  undertaking: { ...page, title: '互联网信息服务承诺书', paper: white, rows: [] },
  authorisation: { ...page, title: '授权书', paper: white, rows: [] },
  'on-site-photo': { ...face, title: '现场照片' },
  'ministry-portrait': { ...face, title: '部小程序照片' },
};

export const specimenSize = (kind: DocumentKind): { readonly width: number; readonly height: number } => sheets[kind];

const fonts = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif";

export function drawSpecimen(
  context: CanvasRenderingContext2D,
  kind: DocumentKind,
  fields: Readonly<Record<string, string>>,
): void {
  const sheet = sheets[kind];
  const { width, height, picture } = sheet;
  const paper = context.createLinearGradient(0, 0, width, height);
  paper.addColorStop(0, sheet.paper[0]);
  paper.addColorStop(1, sheet.paper[1]);
  context.fillStyle = paper;
  context.fillRect(0, 0, width, height);
  context.strokeStyle = '#8a97a5';
  context.lineWidth = 4;
  context.strokeRect(14, 14, width - 28, height - 28);
  context.fillStyle = '#1b2733';
  context.textBaseline = 'alphabetic';
  context.textAlign = 'center';
  context.font = `600 34px ${fonts}`;
  context.fillText(sheet.title, width / 2, 76);
  if (picture) drawFigure(context, ...picture);
  drawRows(context, sheet, fields);
  drawMark(context, width, height);
}

/** Labels, and values that are wrapped at the picture or at the edge. */
function drawRows(
  context: CanvasRenderingContext2D,
  { rows, width, picture }: Sheet,
  fields: Readonly<Record<string, string>>,
): void {
  const left = 50;
  context.textAlign = 'left';
  let y = 140;
  for (const [field, label] of rows) {
    const value = fields[field];
    if (value === undefined) continue;
    context.fillStyle = '#4a6785';
    context.font = `22px ${fonts}`;
    context.fillText(label, left, y);
    context.fillStyle = '#101820';
    context.font = `30px ${fonts}`;
    for (const line of wrapped(value, (text) => context.measureText(text).width, (picture?.[0] ?? width) - left - 40)) {
      y += 40;
      context.fillText(line, left, y);
    }
    y += 54;
  }
}

/** The lines of a text that is broken between any two characters, as Chinese text is. */
export function wrapped(text: string, widthOf: (text: string) => number, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const character of text) {
    if (line !== '' && widthOf(line + character) > width) {
      lines.push(line);
      line = '';
    }
    line += character;
  }
  return [...lines, line];
}

/** A figure with a face of plain shapes: nobody's portrait. */
function drawFigure(context: CanvasRenderingContext2D, left: number, top: number, height: number): void {
  const width = height * 0.8;
  const middle = left + width / 2;
  context.save();
  context.beginPath();
  context.rect(left, top, width, height);
  context.clip();
  context.fillStyle = '#f4f7fa';
  context.fillRect(left, top, width, height);
  const ellipse = (x: number, y: number, rx: number, ry: number, colour: string) => {
    context.fillStyle = colour;
    context.beginPath();
    context.ellipse(x, y, rx, ry, 0, 0, 2 * Math.PI);
    context.fill();
  };
  ellipse(middle, top + height * 1.02, width * 0.48, height * 0.32, '#5b7894');
  ellipse(middle, top + height * 0.4, width * 0.27, height * 0.29, '#4b3a30');
  ellipse(middle, top + height * 0.45, width * 0.22, height * 0.24, '#e6bb98');
  ellipse(middle - width * 0.085, top + height * 0.42, width * 0.025, height * 0.014, '#2a211c');
  ellipse(middle + width * 0.085, top + height * 0.42, width * 0.025, height * 0.014, '#2a211c');
  ellipse(middle, top + height * 0.56, width * 0.06, height * 0.012, '#b5646a');
  context.restore();
}

function drawMark(context: CanvasRenderingContext2D, width: number, height: number): void {
  context.save();
  context.translate(width / 2, height / 2);
  context.rotate(-Math.atan2(height, width) * 0.8);
  context.textAlign = 'center';
  context.fillStyle = 'rgba(190, 30, 30, 0.3)';
  context.font = `700 ${Math.round(width / 9)}px ${fonts}`;
  context.fillText('样本 SPECIMEN', 0, width / 27);
  context.restore();
}
