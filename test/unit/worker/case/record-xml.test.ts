import { expect, it } from 'vitest';
import { decodeGbk } from '../../../../worker/bureau/gbk.ts';
import { parseXml } from '../../../../worker/bureau/xml.ts';
import { recordXml } from '../../../../worker/case/record-xml.ts';
import { allOf } from '../bureau/job/booked-bureau.ts';
import { individual } from '../../protocol/filing/example.ts';

const record = { ...individual, services: [{ ...individual.services[0]!, domains: ['example.cn'] }] };
const numbers = [
  { kind: 'organiser', id: '', number: 41 },
  { kind: 'service', id: 'site', number: 42 },
  { kind: 'domain', id: 'site#0', number: 43 },
  { kind: 'access', id: 'first', number: 44 },
  { kind: 'ip', id: 'first#0', number: 45 },
] as const;

const numbersIn = (xml: Uint8Array) =>
  ['IspZtid', 'IspWzid', 'IspYmid', 'IspJrid', 'IspIpid', 'Qqdwid'].map((name) =>
    Number(allOf(parseXml(decodeGbk(xml)), name)[0]!.children[0]),
  );

it('has the account’s numbers, and without an account numbers from 1', () => {
  expect(numbersIn(recordXml(record, { providerId: 9, numbers }))).toEqual([41, 42, 43, 44, 45, 9]);
  expect(numbersIn(recordXml(record))).toEqual([1, 1, 1, 1, 1, 1]);
});

it('mixes no number of the account with one that is not its own', () => {
  expect(numbersIn(recordXml(record, { providerId: 9, numbers: numbers.slice(1) }))).toEqual([1, 1, 1, 1, 1, 9]);
});
