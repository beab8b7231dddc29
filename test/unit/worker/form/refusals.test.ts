/** What stops a form from leaving. */
import { describe, expect, it } from 'vitest';
import type { FormCode } from '#protocol/filing/form/finding.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { prepareForm, type FormRequest } from '../../../../worker/form/release.ts';
import { unit } from '../../protocol/filing/example.ts';
import { greyPortrait, requestOf, toolsWith } from './example.ts';

const tools = await toolsWith();
const portrait = await greyPortrait();

const codesOf = async (request: FormRequest, with_ = tools): Promise<FormCode[]> =>
  (await prepareForm(request, with_)).findings!.map(({ code }) => code);

describe('a form is not released', () => {
  const named = (name: string): FilingRecord => ({ ...unit, organiser: { ...unit.organiser, name } });

  it('with a character that the font lacks, which it names', async () => {
    const { findings } = await prepareForm(requestOf(named('某𠮷شركة')), tools);
    expect(findings!.map(({ code }) => code)).toEqual(['form-character-missing']);
    expect(findings![0]!.facts.characters).toEqual(['𠮷', 'ش', 'ر', 'ك', 'ة']);
    expect(findings![0]!.message['zh-CN']).toContain('𠮷 (U+20BB7)');
  });

  it('with a character whose glyph is blank', async () => {
    const { font } = tools;
    const glyph = font.glyphOf('某'.codePointAt(0)!)!;
    const blank = { ...font, contoursOf: (each: number) => (each === glyph ? [] : font.contoursOf(each)) };
    expect(await codesOf(requestOf(unit), { ...tools, font: blank })).toEqual(['form-character-missing']);
  });

  it.each([
    ['of no kind', new TextEncoder().encode('not a picture')],
    ['that is a PNG', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a)],
    ['that is empty', new Uint8Array(0)],
    ['that is cut off', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 4)],
    ['that is progressive', undefined],
  ])('with a portrait %s', async (_, given) => {
    const frame = portrait.findIndex((byte, n) => byte === 0xff && portrait[n + 1] === 0xc0);
    const bytes = given ?? portrait.with(frame + 1, 0xc2);
    expect(await codesOf(requestOf(unit, 0, { portrait: bytes }))).toEqual(['portrait-malformed']);
    // The decoder that failed is replaced, so that the next portrait is read.
    expect((await prepareForm(requestOf(unit, 0, { portrait }), tools)).findings).toBeUndefined();
  });

  it('without the portrait that electronic collection took', async () => {
    expect(await codesOf(requestOf(unit, 0, { specimen: false }))).toEqual(['portrait-missing']);
  });

  it('for a service that the record does not have', async () => {
    expect(await codesOf({ ...requestOf(unit), service: 7 })).toEqual(['service-unknown']);
  });

  it('on more pages than anybody reads', async () => {
    const domains = Array.from(
      { length: 1_000 },
      (_, n) => `${'long-label-'.repeat(5)}${n}.${'middle-'.repeat(8)}x.${'tail-'.repeat(12)}x.cn`,
    );
    const record = { ...unit, services: [{ ...unit.services[0]!, domains }] };
    const many = {
      ...record,
      services: [{ ...record.services[0]!, domains: domains.flatMap((each) => [each, `a.${each}`, `b.${each}`]) }],
    };
    expect(await codesOf(requestOf(many))).toEqual(['form-too-long']);
  });

  it('with everything that is wrong said at once', async () => {
    const request = requestOf(named('某𠮷'), 0, { portrait: new Uint8Array(3) });
    const items = request.items.filter(({ item }) => item !== 'mobile');
    expect(await codesOf({ ...request, items })).toEqual([
      'item-missing',
      'portrait-malformed',
      'form-character-missing',
    ]);
  });
});
