import { beforeAll, describe, expect, it } from 'vitest';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { readPdf } from '../../../../worker/form/pdf/read.ts';
import { letterDigest, prepareLetter, releaseLetter, type LetterContent } from '../../../../worker/form/letter.ts';
import type { FormTools } from '../../../../worker/form/release.ts';
import { letterKinds, type LetterKind } from '../../../../worker/form/template/letter.ts';
import { individual, unit } from '../../protocol/filing/example.ts';
import { createSigner, requestOf, toolsWith } from './example.ts';

let tools: FormTools;
beforeAll(async () => {
  tools = await toolsWith();
});

/** A unit whose legal representative is not the person in charge. */
const record: FilingRecord = { ...unit, organiser: { ...unit.organiser, legalRepresentative: { name: '李法人' } } };

const prepared = (kind: LetterKind, specimen: boolean, of = record): LetterContent =>
  prepareLetter(kind, { ...requestOf(of), specimen }, tools)!;

const textOf = async (pdf: Uint8Array) =>
  (await readPdf(pdf)).flatMap(({ characters }) => characters.map(({ character }) => character)).join('');

describe.each(letterKinds)('the letter %s', (kind) => {
  it('is read before it is signed, and carries the signature after, with the same words', async () => {
    const content = prepared(kind, false);
    const toRead = await releaseLetter(content, undefined, tools);
    const signer = await createSigner();
    const signature = await signer.sign(content.signer.role, content.signer.name, letterDigest(content));
    const signed = await releaseLetter(content, { signature, key: signer.thumbprint }, tools);
    expect([toRead.findings, signed.findings]).toEqual([undefined, undefined]);
    const [before, after] = [await textOf(toRead.value!.pdf), await textOf(signed.value!.pdf)];
    expect(after).toContain('2026 年 11 月 29 日');
    expect(before).not.toContain('2026 年');
    for (const text of content.paragraphs) expect(before).toContain(text.slice(0, 20));
  });

  it('takes the signature of its signer alone, on its own words', async () => {
    const content = prepared(kind, false);
    const signer = await createSigner();
    const other = await signer.sign(content.signer.role, content.signer.name, letterDigest(prepared(kind, false)));
    const { findings } = await releaseLetter(content, { signature: other, key: signer.thumbprint }, tools);
    expect(findings).toMatchObject([{ code: 'signature-invalid', facts: { role: content.signer.role } }]);
    const stranger = await signer.sign('checker', '他人', letterDigest(content));
    const foreign = await releaseLetter(content, { signature: stranger, key: signer.thumbprint }, tools);
    expect(foreign.findings).toMatchObject([{ code: 'signature-missing' }]);
  });

  it('as a specimen has no number and no signature', async () => {
    const content = prepared(kind, true);
    expect(content.number).toBeUndefined();
    const signer = await createSigner();
    const signature = await signer.sign(content.signer.role, content.signer.name, letterDigest(content));
    const { value } = await releaseLetter(content, { signature, key: signer.thumbprint }, tools);
    expect(await textOf(value!.pdf)).not.toContain('2026 年');
  });
});

it('the notice to an individual names him once', () => {
  const [first] = prepared('responsibility-notice', true, individual).paragraphs;
  expect(first).toBe(
    '王测试（居民身份证号码：110105199003070017）：您作为网站“象棋天地”的主办者和负责人，正在通过某某云计算有限公司核验备案信息。请阅读以下内容：',
  );
});

it('no letter authorises a person who is the legal representative, or an organiser without one', () => {
  const self = { ...record, organiser: { ...record.organiser, legalRepresentative: { name: '王测试' } } };
  expect(prepareLetter('authorisation', { ...requestOf(self), specimen: true }, tools)).toBeUndefined();
  expect(prepareLetter('authorisation', { ...requestOf(unit), specimen: true }, tools)).toBeUndefined();
});

it('a letter with a character that the font lacks is not made', async () => {
  const rare = { ...record, services: [{ ...record.services[0]!, name: '象棋𠮷' }] };
  const { findings } = await releaseLetter(prepared('undertaking', true, rare), undefined, tools);
  expect(findings).toMatchObject([{ code: 'form-character-missing', facts: { characters: ['𠮷'] } }]);
});
