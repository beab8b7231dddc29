/** Whose signatures a form needs. */
import { describe, expect, it } from 'vitest';
import type { FormContent } from '#protocol/filing/form/form.ts';
import type { Evidence } from '#protocol/filing/form/item.ts';
import type { FormRole } from '#protocol/filing/form/signature.ts';
import { prepareForm, releaseForm, type FormRequest } from '../../../../worker/form/release.ts';
import { unit } from '../../protocol/filing/example.ts';
import { createSigner, greyPortrait, requestOf, signed, toolsWith } from './example.ts';

const tools = await toolsWith();
const portrait = await greyPortrait();

describe('signatures', () => {
  const ready = async () => (await prepareForm(requestOf(unit, 0, { portrait, specimen: false }), tools)).value!;

  it.each(['person-in-charge', 'checker'] as const)('must be there: %s', async (role) => {
    const prepared = await ready();
    const { signatures, keys } = await signed(prepared);
    const { findings } = await releaseForm(
      prepared,
      signatures.filter((each) => each.role !== role),
      keys,
      tools,
    );
    expect(findings).toMatchObject([{ code: 'signature-missing', facts: { role } }]);
  });

  it('must be of this form, these strokes, this name and the key that is known', async () => {
    const prepared = await ready();
    const other = await ready();
    const { signatures, keys } = await signed(prepared);
    const [person, checker] = [signatures[0]!, signatures[1]!];
    const stranger = await createSigner();
    const wrong = [
      (await signed(other)).signatures[0]!,
      {
        ...person,
        strokes: [[[0, 0] as const, [1, 1] as const]].map((stroke) =>
          stroke.map(([x, y]) => [x, y] as [number, number]),
        ),
      },
      { ...person, name: '他人' },
      { ...person, atMs: person.atMs + 1 },
      { ...person, value: person.value.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) },
      await stranger.sign('person-in-charge', person.name, prepared.content.recordDigest),
    ];
    for (const bad of wrong) {
      const { findings } = await releaseForm(prepared, [bad, checker], keys, tools);
      expect(findings).toMatchObject([{ code: 'signature-invalid', facts: { role: 'person-in-charge' } }]);
    }
    const { findings } = await releaseForm(prepared, [person, person, checker], keys, tools);
    expect(findings).toMatchObject([{ code: 'signature-invalid' }]);
  });

  it('bind the record, the answers and evidence of every service, and the calls', async () => {
    const prepared = await ready();
    const { signatures, keys } = await signed(prepared);
    const { content } = prepared;
    const { items, review } = content;
    const [first, ...rest] = items;
    const changes: readonly (readonly [Partial<FormContent>, readonly FormRole[]])[] = [
      [{ recordDigest: content.subjectDigest }, ['person-in-charge', 'checker']],
      [{ items: rest }, ['checker']],
      [{ items: [{ ...first!, evidence: [] }, ...rest] }, ['checker']],
      [{ review: { ...review!, service: '2', others: { 1: review!.others['2']! } } }, ['checker']],
      [{ review: { ...review!, others: {} } }, ['checker']],
      [{ review: { ...review!, callBacks: review!.others['2']! } }, ['checker']],
      [{ review: undefined! }, ['checker']],
    ];
    for (const [change, wrong] of changes) {
      const altered = { ...prepared, content: { ...content, ...change } as FormContent };
      const { findings } = await releaseForm(altered, signatures, keys, tools);
      expect(findings).toMatchObject(wrong.map((role) => ({ code: 'signature-invalid', facts: { role } })));
    }
  });

  it('of a person whom the staff met may be made by hand on the printed form', async () => {
    const { items, ...request } = requestOf(unit, 0, { portrait, specimen: false });
    const met = items.map((each) =>
      each.item === 'portrait'
        ? { ...each, answer: 'in-person' as const, evidence: evidenceOfMeeting(each.evidence[0]!, request) }
        : each,
    );
    const prepared = (await prepareForm({ ...request, items: met }, tools)).value!;
    const { signatures, keys } = await signed(prepared);
    const [person, checker] = [signatures[0]!, signatures[1]!];
    expect((await releaseForm(prepared, [checker], keys, tools)).findings).toBeUndefined();
    const forged = await releaseForm(prepared, [{ ...person, name: '他人' }, checker], keys, tools);
    expect(forged.findings).toMatchObject([{ code: 'signature-invalid', facts: { role: 'person-in-charge' } }]);
  });
});

const evidenceOfMeeting = (evidence: Evidence, { recordDigest: of }: Pick<FormRequest, 'recordDigest'>): Evidence[] => [
  { ...evidence, kind: 'document', of },
  { ...evidence, kind: 'statement', of, by: 'k-1' },
];
