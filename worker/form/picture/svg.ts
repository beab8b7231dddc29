/** Draws a page as SVG. Text is drawn as the font's outlines, so that the rasteriser needs no font and wraps nothing. */
import { base64 } from '#protocol/base64.ts';
import type { Font } from '../font/font.ts';
import { pageSize, type FillMark, type LineMark, type Mark, type PictureMark, type TextMark } from '../layout/page.ts';
import { placeCharacters } from '../layout/text.ts';

/** White paper with these marks. */
export function svgOf(marks: readonly Mark[], font: Font): string {
  const used = new Map<number, string>();
  const drawn = marks.map((mark) => {
    if (mark.kind === 'text') return text(mark, font, used);
    if (mark.kind === 'fill') return fill(mark);
    return mark.kind === 'line' ? line(mark) : picture(mark);
  });
  const glyphs = [...used].map(([glyph, path]) => `<path id="g${glyph}" d="${path}"/>`);
  const { width, height } = pageSize;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">`,
    `<defs>${glyphs.join('')}</defs><rect width="${width}" height="${height}" fill="#fff"/>`,
    ...drawn,
    '</svg>',
  ].join('');
}

const grey = (shade: number): string =>
  `#${Math.round(shade * 255)
    .toString(16)
    .padStart(2, '0')
    .repeat(3)}`;
const round = (value: number): number => Math.round(value * 1_000) / 1_000;

function text(mark: TextMark, font: Font, used: Map<number, string>): string {
  const { x, baseline, size, shade = 0, outline, turn } = mark;
  const scale = size / font.unitsPerEm;
  const glyphs = placeCharacters(mark, font).flatMap(({ character, x: at }) => {
    const glyph = font.glyphOf(character.codePointAt(0)!);
    const path = glyph === undefined ? '' : font.outlineOf(glyph);
    if (glyph === undefined || path === '') return [];
    used.set(glyph, path);
    return [`<use href="#g${glyph}" x="${round(at / scale)}"/>`];
  });
  const stroke = outline === undefined ? '' : ` stroke="${grey(shade)}" stroke-width="${round(outline / scale)}"`;
  const place = `translate(${round(x)} ${round(baseline)})${turn === undefined ? '' : ` rotate(${-turn})`}`;
  return `<g fill="${grey(shade)}"${stroke} transform="${place} scale(${scale} ${-scale})">${glyphs.join('')}</g>`;
}

const fill = ({ box: { x, y, width, height }, shade }: FillMark): string =>
  `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${grey(shade)}"/>`;

function line({ points, width, shade, dash }: LineMark): string {
  const path = points.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ');
  const dashes = dash ? ` stroke-dasharray="${dash.join(' ')}"` : ' stroke-linecap="round" stroke-linejoin="round"';
  return `<polyline points="${path}" fill="none" stroke="${grey(shade)}" stroke-width="${width}"${dashes}/>`;
}

const picture = ({ box: { x, y, width, height }, picture: { jpeg } }: PictureMark): string =>
  `<image x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" preserveAspectRatio="none" href="data:image/jpeg;base64,${base64(jpeg)}"/>`;
