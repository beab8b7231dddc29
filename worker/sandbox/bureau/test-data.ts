/**
 * Data by which the simulated bureau answers otherwise (docs/sandbox.md). A domain `sandbox-1005.cn` makes the record's result 1005, and
 * likewise with every code of its tables. Example data can be filed any number of times.
 */
import { sceneNumberOf } from '../authority/test-number.ts';
import { dataWords, informative } from './codes.ts';

/** The result that a domain asks for. */
export function resultOfDomain(domain: string): number | undefined {
  const code = Number(/^sandbox-(\d{4})\./.exec(domain)?.[1]);
  return dataWords[code] === undefined || informative.includes(code) ? undefined : code;
}

/** Domains of the examples, which belong to nobody or to those who write examples. */
const exampleDomains: readonly string[] = [
  'example.cn',
  'example.com',
  'example.com.cn',
  'example.net',
  'example.org',
  '例子.中国',
  'xn--fsqu00a.xn--fiqs8s',
];

export const isExampleDomain = (domain: string): boolean =>
  exampleDomains.includes(domain) || resultOfDomain(domain) !== undefined;

/** Numbers of the demo’s organisers: the example of GB 11643-1999, and a unit that does not exist. */
const exampleDocuments: readonly string[] = ['11010519491231002X', '91110105MA0000007L'];

export const isExampleDocument = (number: string): boolean =>
  exampleDocuments.includes(number) || sceneNumberOf(number) !== undefined;
