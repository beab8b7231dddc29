/** The writer puts each field where the element table says. */
import { expect, it } from 'vitest';
import { elements } from '#protocol/filing/element.ts';
import type { FilingRecord } from '#protocol/filing/record.ts';
import { carry } from '../../../../worker/bureau/v3/carried.ts';
import { sequentialNumbers } from '../../../../worker/bureau/v3/numbers.ts';
import { uploadElement } from '../../../../worker/bureau/v3/write.ts';
import type { XmlElement } from '../../../../worker/bureau/xml.ts';
import { change, unit } from '../../protocol/filing/example.ts';

/** A website with every field that V3.0 knows. */
const full: FilingRecord = {
  ...unit,
  organiser: { ...unit.organiser, superior: '某某集团' },
  services: [
    {
      ...unit.services[0]!,
      domains: [{ id: 'first', name: 'example.cn' }],
      approvals: [{ typeId: 1, number: '网信备〔2026〕1号', file: '/9j/4AAQ' }],
      remark: '备注',
      access: [{ id: 'first', modeId: 5, placeId: 3, ips: [{ from: '47.0.0.1', to: '47.0.0.9' }] }],
    },
  ],
};

/** The element of the upload's first record. */
function recordElement(record: FilingRecord): XmlElement {
  const { carried } = carry(record);
  const upload = uploadElement(
    { providerId: 7, records: [{ carried: carried[0]!, key: 'record' }] },
    sequentialNumbers(),
  );
  return [0, 0, 0].reduce((parent, n) => parent.children[n] as XmlElement, upload);
}

const valueAt = (value: unknown, [step, ...rest]: readonly string[]): unknown => {
  if (step === undefined) return value;
  const member: unknown = Reflect.get(Object(value), step.replace('[]', ''));
  return valueAt(step.endsWith('[]') && Array.isArray(member) ? member[0] : member, rest);
};

const textAt = (parent: XmlElement | string | undefined, [step, ...rest]: readonly string[]): unknown =>
  typeof parent !== 'object'
    ? undefined
    : step === undefined
      ? parent.children[0]
      : textAt(
          parent.children.find((child) => typeof child === 'object' && child.name === step),
          rest,
        );

it.each(elements.filter(({ element }) => element !== undefined))('$path is in $element', ({ path, element }) => {
  const record: FilingRecord = path.startsWith('existing') ? { ...change, business: 'new-service' } : full;
  const value = valueAt(record, path.split('.'));
  const expected = { '47.0.0.1': '788529153', '47.0.0.9': '788529161' }[String(value)] ?? String(value);
  expect(value).toBeDefined();
  expect(textAt(recordElement(record), element!.split('/'))).toBe(expected);
});
