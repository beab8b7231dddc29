/** The check of what was drawn, before it leaves. */
import { describe, expect, it } from 'vitest';
import { maxPictureBytes } from '../../../../worker/form/picture/page-picture.ts';
import { prepareForm, releaseForm, type FormTools } from '../../../../worker/form/release.ts';
import { unit } from '../../protocol/filing/example.ts';
import { requestOf, toolsWith } from './example.ts';

const tools = await toolsWith();

describe('the check before release', () => {
  /** A form made with one thing changed. */
  const findingsWith = async (changes: Partial<FormTools['drawing']>) => {
    const drawing = { ...tools.drawing, ...changes };
    const { value } = await prepareForm(requestOf(unit), tools);
    return (await releaseForm(value!, [], undefined, { ...tools, drawing })).findings ?? [];
  };

  it('refuses pictures in which the rasteriser leaves out a glyph, wherever it stands', async () => {
    const { drawing, font } = tools;
    const path = new RegExp(`(<path id="g${font.glyphOf('技'.codePointAt(0)!)}" d=")[^"]*`);
    const findings = await findingsWith({
      rasterise: (svg, width) => drawing.rasterise(svg.replace(path, '$1'), width),
    });
    expect(findings.map(({ code, facts }) => [code, facts.part, facts.at])).toEqual([
      ['form-disagrees', 'picture', 'organiser-name'],
      ['form-disagrees', 'picture', 'record.organiser.name'],
    ]);
  });

  it('refuses a JPEG that is another page', async () => {
    const { drawing } = tools;
    const other = await drawing.encode(
      { width: 1160, height: 1642, data: new Uint8ClampedArray(4 * 1160 * 1642).fill(255) },
      { quality: 40, grey: true },
    );
    const findings = await findingsWith({ encode: async () => other });
    expect(findings.length).toBeGreaterThan(10);
    expect(findings.every(({ code, facts }) => code === 'form-disagrees' && facts.part === 'picture')).toBe(true);
  });

  it('refuses a page that no quality makes small enough', async () => {
    const findings = await findingsWith({ encode: async () => new Uint8Array(maxPictureBytes + 1) });
    expect(findings).toMatchObject([{ code: 'picture-too-large', facts: { page: 1 } }]);
  });
});
