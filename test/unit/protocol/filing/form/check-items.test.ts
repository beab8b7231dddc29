import { describe, expect, it } from 'vitest';
import { checkItems, type ItemContext } from '#protocol/filing/form/check-items.ts';
import { formFindings } from '#protocol/filing/form/finding.ts';
import {
  evidenceKinds,
  itemNames,
  itemTable,
  type EvidenceKind,
  type Item,
  type ItemName,
} from '#protocol/filing/form/item.ts';
import { individual, nowMs, unit } from '../example.ts';

const [recordDigest, subjectDigest] = ['r'.repeat(43), 's'.repeat(43)];

const evidence = (kind: EvidenceKind): Item['evidence'][number] => ({
  kind,
  digest: 'e'.repeat(43),
  of: kind === 'attestation' ? subjectDigest : recordDigest,
  atMs: nowMs,
  by: 'staff-7',
});

const context = (record = unit): ItemContext => ({
  record,
  service: record.services[0]!,
  recordDigest,
  subjectDigest,
  nowMs,
});

/** Every item of a unit's website, proved. */
const items: readonly Item[] = itemNames.map((item) => {
  const answer = item === 'portrait' ? 'electronic' : item === 'approvals' ? 'no' : 'yes';
  return { item, answer, evidence: itemTable[item].answers[answer]!.map(([kind]) => evidence(kind!)) };
});

const changed = (name: ItemName, change: (item: Item) => Item | readonly Item[]): Item[] =>
  items.flatMap((item) => (item.item === name ? change(item) : item));

const codesOf = (given: readonly Item[], of = context()) => checkItems(given, of).map(({ code }) => code);

describe('items', () => {
  it('that are all proved have no finding', () => {
    expect(checkItems(items, context())).toEqual([]);
  });

  it.each(itemNames)('block the release without %s, which the finding names', (name) => {
    const [finding, ...more] = checkItems(
      items.filter(({ item }) => item !== name),
      context(),
    );
    expect(more).toEqual([]);
    expect(finding).toMatchObject({ code: 'item-missing', facts: { item: name } });
  });

  it.each(itemNames)('block the release if %s has no evidence, and say which kind it needs', (name) => {
    const findings = checkItems(
      changed(name, (item) => ({ ...item, evidence: [] })),
      context(),
    );
    expect(findings.length).toBeGreaterThan(0);
    for (const { code, facts } of findings) {
      expect([code, facts.item]).toEqual(['evidence-missing', name]);
      expect(facts.needed!.length).toBeGreaterThan(0);
    }
  });

  it('need the document and the authority’s comparison for the numbers, not one of them', () => {
    for (const kind of ['document', 'comparison'] as const) {
      const alone = changed('document-numbers', (item) => ({ ...item, evidence: [evidence(kind)] }));
      expect(codesOf(alone)).toEqual(['evidence-missing']);
    }
  });

  it.each(itemNames.flatMap((name) => evidenceKinds.map((kind) => [name, kind] as const)))(
    'accept for %s of kind %s only what the table admits',
    (name, kind) => {
      const item = items.find((each) => each.item === name)!;
      const { answers, admits = [] } = itemTable[name];
      const admitted = [...answers[item.answer]!.flat(), ...admits].includes(kind);
      const given = changed(name, (each) => ({ ...each, evidence: [...each.evidence, evidence(kind)] }));
      expect(codesOf(given)).toEqual(admitted ? [] : ['evidence-inadmissible']);
    },
  );

  it('are never proved by a contact’s own statement', () => {
    for (const name of ['mobile', 'office-phone', 'email', 'postal-address'] as const) {
      const stated = changed(name, (item) => ({ ...item, evidence: [evidence('statement')] }));
      expect(codesOf(stated)).toEqual(['evidence-inadmissible', 'evidence-missing']);
    }
  });

  it('are answered once', () => {
    expect(codesOf(changed('mobile', (item) => [item, item]))).toEqual(['item-repeated']);
  });

  it.each([
    ['mobile', 'no'],
    ['portrait', 'yes'],
    ['portrait', 'no'],
    ['domains', 'electronic'],
  ] as const)('%s answered %s are not released', (name, answer) => {
    expect(codesOf(changed(name, (item) => ({ ...item, answer })))).toEqual(['item-negative']);
  });

  it('say of approvals what the record says', () => {
    const yes = changed('approvals', (item) => ({ ...item, answer: 'yes', evidence: [evidence('document')] }));
    expect(codesOf(yes)).toEqual(['item-contradicts-record']);
  });

  it('take evidence of this record alone', () => {
    for (const name of ['mobile', 'portrait', 'document-numbers'] as const) {
      const foreign = changed(name, (item) => ({
        ...item,
        evidence: item.evidence.map((one) => ({ ...one, of: 'x'.repeat(43) })),
      }));
      expect(new Set(codesOf(foreign))).toEqual(new Set(['evidence-foreign']));
    }
    // What the person consented to is another digest than the record's.
    const swapped = changed('portrait', (item) => ({
      ...item,
      evidence: item.evidence.map((one) => ({ ...one, of: recordDigest })),
    }));
    expect(new Set(codesOf(swapped))).toEqual(new Set(['evidence-foreign']));
  });

  it('name who called or stated', () => {
    const anonymous = (name: ItemName) =>
      changed(name, (item) => ({ ...item, evidence: item.evidence.map(({ by: _by, ...one }) => one) }));
    expect(codesOf(anonymous('mobile'))).toEqual(['evidence-unattributed']);
    expect(codesOf(anonymous('access'))).toEqual(['evidence-unattributed']);
    expect(codesOf(anonymous('document-copies'))).toEqual([]);
  });

  it('have no evidence from the future', () => {
    const later = changed('email', (item) => ({
      ...item,
      evidence: item.evidence.map((one) => ({ ...one, atMs: nowMs + 1 })),
    }));
    expect(codesOf(later)).toEqual(['evidence-in-future']);
  });

  it('of an individual have no document of units, and a landline only where one is filed', () => {
    const of = context(individual);
    expect(codesOf(items, of)).toContain('item-not-asked');
    const asked = items.filter(({ item }) => item !== 'unit-document');
    const { officePhone: _, ...person } = individual.services[0]!.personInCharge;
    const without = { ...of, service: { ...of.service, personInCharge: person } };
    expect(codesOf(asked, without)).toEqual(['item-not-asked']);
    expect(
      codesOf(
        asked.filter(({ item }) => item !== 'office-phone'),
        without,
      ),
    ).toEqual([]);
  });
});

it('every finding has a sentence in both languages, with nothing left to fill in', () => {
  for (const [code, { en, 'zh-CN': zh }] of Object.entries(formFindings)) {
    expect(en, code).toMatch(/\.$/);
    expect(zh, code).toMatch(/。$/);
  }
  const [finding] = checkItems(
    changed('mobile', (item) => ({ ...item, evidence: [] })),
    context(),
  );
  expect(finding!.message).toEqual({
    'zh-CN': '核验项“手机号码”缺少依据，须有其一：电话回访。',
    en: 'Item mobile lacks evidence of one of these kinds: call-back.',
  });
});
