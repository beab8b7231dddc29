import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FailureReport } from '#protocol/session/failure-report.ts';
import { version } from '../../../../package.json';
import { syntheticReport } from '../../../../assess/synthetic/failure-report.ts';

interface Schema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
}

/** The schema of every single value in a schema, with its path. */
function leavesOf(schema: Schema, path = ''): [path: string, leaf: Schema][] {
  if (schema.type === 'object') {
    expect(schema.additionalProperties, path).toBe(false);
    return Object.entries(schema.properties!).flatMap(([name, inner]) => leavesOf(inner, `${path}.${name}`));
  }
  if (schema.type === 'array') {
    expect(schema.maxItems, path).toBeLessThanOrEqual(4);
    return leavesOf(schema.items!, `${path}[]`);
  }
  return [[path, schema]];
}

describe('FailureReport', () => {
  it('accepts a complete report', () => {
    expect(FailureReport.parse(syntheticReport())).toEqual(syntheticReport());
  });

  it('contains only closed lists and bounded whole numbers', () => {
    const leaves = leavesOf(z.toJSONSchema(FailureReport) as Schema);
    expect(leaves.length).toBeGreaterThan(20);
    const open = leaves.filter(([, leaf]) => {
      const isClosed = leaf.const !== undefined || leaf.enum !== undefined;
      const isBounded = leaf.type === 'integer' && leaf.minimum === 0 && leaf.maximum! <= 86_400_000;
      return !isClosed && !isBounded;
    });
    // The widget's version: three numbers of up to three digits.
    expect(open.map(([path, { pattern }]) => [path, pattern])).toEqual([
      ['.widget', String.raw`^\d{1,3}\.\d{1,3}\.\d{1,3}$`],
    ]);
  });

  it('accepts the present version of the widget', () => {
    expect(FailureReport.safeParse(syntheticReport({ widget: version })).success).toBe(true);
  });
});
