/** The filing record's page, less its rendering: what the form stands for, where findings stand, and the XML for reading. */
import { describe, expect, it } from 'vitest';
import { checkRecord } from '#protocol/filing/check-record.ts';
import { recordFinding } from '#protocol/filing/finding.ts';
import { profiles } from '#protocol/filing/profile.ts';
import { locales } from '#protocol/locale.ts';
import { Claims } from '../../../demo/record/claims.ts';
import { valueAt, withEntry, withoutEntry, withValue } from '../../../demo/record/edit.ts';
import { exampleNames, examples } from '../../../demo/record/examples.ts';
import {
  asBusiness,
  asKind,
  asServiceKind,
  blankAccess,
  blankService,
  originOf,
  recordOf,
} from '../../../demo/record/form.ts';
import { outcomeOf } from '../../../demo/record/outcome.ts';
import { wordings } from '../../../demo/record/wording.ts';
import { referencesIn, xmlLines } from '../../../demo/record/xml-lines.ts';
import { decodeGbk } from '../../../worker/bureau/gbk.ts';
import { checkUpload } from '../../../worker/bureau/v3/elements.ts';
import { parseXml } from '../../../worker/bureau/xml.ts';
import { context, nowMs } from '../protocol/filing/example.ts';

const { individual, unit, faulty } = examples;
const codesOf = (form: typeof unit) => outcomeOf(form, nowMs).faults.map(({ code, path }) => `${code} ${path}`);

describe('the examples', () => {
  it.each(['individual', 'unit'] as const)('%s gives a valid upload, with its person', (name) => {
    const { faults, upload } = outcomeOf(examples[name], nowMs);
    expect(faults).toEqual([]);
    const root = parseXml(decodeGbk(upload!.bytes));
    expect(checkUpload(root)).toEqual([]);
    expect(upload!.text).toBe(decodeGbk(upload!.bytes));
  });

  it('are valid records as they stand, apart from the one with faults', () => {
    for (const name of exampleNames) {
      const { record } = checkRecord(recordOf(examples[name]), context);
      expect(record === undefined, name).toBe(name === 'faulty');
    }
  });

  it('with faults shows one of each part, and no upload', () => {
    expect(codesOf(faulty)).toEqual([
      'check-digit-wrong /organiser/document/number',
      'mobile-malformed /organiser/personInCharge/mobile',
      'field-missing /organiser/personInCharge/officePhone',
      'domain-is-subdomain /services/0/domains/0',
      'home-url-foreign /services/0/homeUrl',
      'ip-range-backwards /services/0/access/0/ips/0',
      'fingerprint-malformed /services/1/platforms/0/fingerprint',
    ]);
    expect(outcomeOf(faulty, nowMs).warnings.map(({ code }) => code)).toContain('name-needs-approval');
    expect(outcomeOf(faulty, nowMs).upload).toBeUndefined();
  });
});

describe('recordOf', () => {
  it('makes an individual the person in charge everywhere', () => {
    const { organiser, services } = recordOf(individual);
    const { address: _, ...document } = individual.organiser!.document!;
    const person = { ...individual.organiser!.personInCharge, name: '张示例', document };
    expect(organiser?.personInCharge).toEqual(person);
    expect(services?.[0]?.personInCharge).toEqual(person);
  });

  it('gives a service without a person the organiser’s, and leaves another its own', () => {
    const { organiser, services } = recordOf(unit);
    expect(services?.[0]?.personInCharge).toEqual(organiser?.personInCharge);
    expect(services?.[1]?.personInCharge?.name).toBe('李示例');
  });
});

describe('findings', () => {
  it('stand once, where the form asks for the value', () => {
    expect(codesOf(withValue(individual, ['organiser', 'document', 'number'], '110105194912310021'))).toEqual([
      'check-digit-wrong /organiser/document/number',
    ]);
    expect(codesOf(withValue(unit, ['organiser', 'personInCharge', 'mobile'], '1'))).toEqual([
      'text-too-short /organiser/personInCharge/mobile',
      'mobile-malformed /organiser/personInCharge/mobile',
    ]);
    expect(originOf(unit, '/services/1/personInCharge/name')).toBe('/services/1/personInCharge/name');
    expect(originOf(unit, '/organiser/legalRepresentative')).toBe('/organiser/legalRepresentative/name');
    expect(originOf(individual, '/services/0/personInCharge/mobile')).toBe('/organiser/personInCharge/mobile');
  });

  it('are each given to one place: a field first, then the groups around it', () => {
    const [ofField, ofEntry, ofOther] = [
      recordFinding('text-blank', ['services', 0, 'name']),
      recordFinding('ip-overlap', ['services', 0, 'access', 0, 'ips', 1]),
      recordFinding('list-empty', ['services', 1]),
    ];
    const claims = new Claims([ofField!, ofEntry!, ofOther!]);
    expect(claims.at('/services/0')).toEqual([]);
    expect(claims.at('/services/0/name')).toEqual([ofField]);
    expect(claims.under('/services/0')).toEqual([ofEntry]);
    expect(claims.under('/services/0')).toEqual([]);
    expect(claims.under('')).toEqual([ofOther]);
  });
});

describe('a change of the form', () => {
  it('of a value leaves the form that was given as it is', () => {
    const changed = withValue(unit, ['services', 0, 'name'], '另一个名称');
    expect(changed.services?.[0]?.name).toBe('另一个名称');
    expect(unit.services?.[0]?.name).toBe('示例科技');
    expect(changed.services?.[1]).toBe(unit.services?.[1]);
  });

  it('to undefined takes the field out, and to a place that is missing makes it', () => {
    const without = withValue(unit, ['services', 0, 'homeUrl'], undefined);
    expect(without.services?.[0]).not.toHaveProperty('homeUrl');
    expect(withValue(unit, ['existing', 'recordIds', 'organiser'], 7).existing).toEqual({
      recordIds: { organiser: 7 },
    });
  });

  it('of a list adds at the end and takes out one', () => {
    const more = withEntry(unit, ['services', 0, 'domains'], 'example.org.cn');
    expect(more.services?.[0]?.domains).toEqual(['example.com.cn', '例子.中国', 'example.org.cn']);
    expect(withoutEntry(more, ['services', 0, 'domains'], 0).services?.[0]?.domains).toEqual([
      '例子.中国',
      'example.org.cn',
    ]);
    expect(valueAt(unit, ['services', 9, 'domains'])).toBeUndefined();
  });

  it('to the other kind of organiser keeps the person and fits that kind', () => {
    const person = asKind(unit, 'individual');
    expect(person.organiser).toMatchObject({ kind: 'individual', natureId: 5, name: '陈示𠮷' });
    expect(codesOf(person)).toEqual([]);
    const company = asKind(person, 'unit');
    expect(recordOf(company).organiser?.personInCharge?.name).toBe('陈示𠮷');
    expect(codesOf(company)).toEqual(['text-blank /organiser/name', 'text-blank /organiser/document/number']);
  });

  it('to another business asks for the filing that it changes', () => {
    expect(codesOf(asBusiness(unit, 'change'))).toContain(
      'record-id-missing /existing/recordIds/services/service-1/id',
    );
    expect(codesOf(asBusiness(asBusiness(unit, 'change'), 'new-filing'))).toEqual([]);
    expect(codesOf(asBusiness(unit, 'new-service'))).toEqual([]);
  });

  it('to an app asks for a platform, and V3.0 refuses it', () => {
    const app = asServiceKind(unit, 0, 'app');
    expect(codesOf(app)).toContain('text-blank /services/0/platforms/0/packageName');
    expect(asServiceKind(app, 0, 'website')).toEqual(unit);
  });

  it('by a new service or access gives it an id of its own', () => {
    expect(blankService(unit)?.id).toBe('service-3');
    expect(blankAccess(unit).id).toBe('access-3');
    expect(blankAccess(withoutEntry(unit, ['services'], 0)).id).toBe('access-3');
  });
});

describe('xmlLines', () => {
  const { text } = outcomeOf(unit, nowMs).upload!;

  it('has every character of the upload, a line an element', () => {
    const lines = xmlLines(text);
    expect(lines.flatMap(({ parts }) => parts.map((part) => part.text)).join('')).toBe(text.replaceAll('\n', ''));
    const brief = lines
      .slice(0, 6)
      .map(({ depth, parts }) => `${' '.repeat(depth)}${parts.map((part) => part.text).join('')}`);
    expect(brief).toEqual([
      '<?xml version="1.0" encoding="GBK"?>',
      '<UploadData version="V.3.0">',
      ' <ICP>',
      '  <XZBA>',
      '   <Baxx>',
      '    <Zt_xx>',
    ]);
    expect(lines.at(-1)).toEqual({ depth: 0, parts: [{ text: '</UploadData>' }] });
  });

  it('sets references apart and says what they stand for', () => {
    expect(referencesIn(xmlLines(text))).toEqual([{ text: '&#x20BB7;', character: '𠮷' }]);
  });
});

it('the words of the page are complete in both languages, those of every province too', () => {
  for (const locale of locales) {
    const wording = wordings[locale];
    for (const profile of profiles) {
      for (const sentence of wording.profile(profile)) expect(sentence).toMatch(/[.。]$/);
    }
    expect(wording.profile(profiles.find(({ provinceId }) => provinceId === 320000)!)).toHaveLength(4);
  }
  expect(Object.keys(wordings.en.fields)).toEqual(Object.keys(wordings['zh-CN'].fields));
});
