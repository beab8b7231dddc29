/** The forms beside the ministry's blank ones: every printed character stands where theirs does. */
import { existsSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { SignedForm } from '#protocol/filing/form/form.ts';
import { verificationPage } from '../../../../worker/form/layout/verification-page.ts';
import { placeCharacters } from '../../../../worker/form/layout/text.ts';
import { readPdf } from '../../../../worker/form/pdf/read.ts';
import { prepareForm, type FormTools } from '../../../../worker/form/release.ts';
import { verificationForm, type Variant } from '../../../../worker/form/template/verification-form.ts';
import { individual, unit } from '../../protocol/filing/example.ts';
import { requestOf, toolsWith } from './example.ts';

const folder = '../shared/reference/form';
const hasBlanks = existsSync(`${folder}/blank-unit.pdf`);

let tools: FormTools;
beforeAll(async () => {
  tools = await toolsWith();
});

interface Standing {
  readonly character: string;
  readonly x: number;
  readonly baseline: number;
}

/** What the page prints beside its values. */
async function printed(variant: Variant): Promise<Standing[]> {
  const record = variant.organiser === 'unit' ? unit : individual;
  const { value } = await prepareForm(requestOf(record), tools);
  const form: SignedForm = { ...value!.content, digest: value!.digest, signatures: [] };
  const { page } = verificationPage(form, verificationForm(variant), tools.font);
  return page.marks.flatMap((mark) =>
    mark.kind === 'text'
      ? placeCharacters(mark, tools.font).map(({ character, x }) => ({
          character,
          x: mark.x + x + (tools.font.advanceOf(tools.font.glyphOf(character.codePointAt(0)!)!) * mark.size) / 2,
          baseline: mark.baseline,
        }))
      : [],
  );
}

/** How far a character may stand from the blank's, in points: the fonts differ in their quotation marks and digits. */
const tolerance = { along: 14, upright: 3 };

describe.skipIf(!hasBlanks)('a form beside the ministry’s blank', () => {
  it.each([
    ['blank-unit.pdf', { kind: 'website', variant: 'national', organiser: 'unit' }],
    ['blank-individual.pdf', { kind: 'website', variant: 'national', organiser: 'individual' }],
    ['blank-guangdong-unit.pdf', { kind: 'website', variant: 'guangdong', organiser: 'unit' }],
  ] as const)('has all its characters, each in its place: %s', async (file, variant) => {
    const [blank] = await readPdf(readFileSync(`${folder}/${file}`));
    const own = await printed(variant);
    // Boxes are fields, dashes are a line, and the blank writes brackets in two widths.
    const theirs = blank!.characters.filter(({ character }) => !/[\s□()（）-]/u.test(character));
    expect(theirs.length).toBeGreaterThan(600);
    const missing = theirs.filter(
      ({ character, x, baseline }) =>
        !own.some(
          (each) =>
            each.character === character &&
            Math.abs(each.x - x) <= tolerance.along &&
            Math.abs(each.baseline - baseline) <= tolerance.upright,
        ),
    );
    // The blank gives no half em away before the last quotation of the note on access.
    expect(missing.map(({ character }) => character).join('').length).toBeLessThanOrEqual(8);
  });
});

describe('the variants', () => {
  const textOf = async (variant: Variant) => (await printed(variant)).map(({ character }) => character).join('');

  it('of Guangdong add the blacklist for units, and leave the individual’s paragraph blank', async () => {
    const national = await textOf({ kind: 'website', variant: 'national', organiser: 'unit' });
    const guangdong = await textOf({ kind: 'website', variant: 'guangdong', organiser: 'unit' });
    expect(national).not.toContain('列黑名单');
    expect(guangdong.replace('（列黑名单）', '')).toBe(national);
    const byHand = await textOf({ kind: 'website', variant: 'guangdong', organiser: 'individual' });
    expect(byHand).not.toContain('本人（本单位）已履行');
  });

  it('of individuals have no place for a seal', async () => {
    expect(await textOf({ kind: 'website', variant: 'national', organiser: 'unit' })).toContain('(单位盖章)');
    expect(await textOf({ kind: 'website', variant: 'national', organiser: 'individual' })).not.toContain('(单位盖章)');
  });

  it('of apps say APP wherever the other says website', async () => {
    const app = await textOf({ kind: 'app', variant: 'national', organiser: 'unit' });
    expect(app).not.toContain('网站');
    expect(app).toContain('APP备案信息真实性核验单');
  });
});
