import { describe, expect, it } from 'vitest';
import { shownFacts } from '../../../demo/filing/timeline-facts.ts';

const entry = (facts: Record<string, string>) => ({ n: 1, atMs: 0, by: 'verifier', event: 'opened' as const, facts });

describe('the facts of the timeline', () => {
  it('are words where the value is a code of ours, also where it is several', () => {
    expect(shownFacts(entry({ causes: 'document-expired comparison-mismatch' }), 'zh-CN')).toEqual([
      { name: '原因', value: '证件已过期、权威库比对不一致', isCode: false },
    ]);
    expect(shownFacts(entry({ accepted: 'true' }), 'en')).toEqual([{ name: 'accepted', value: 'yes', isCode: false }]);
  });

  it('are as they are where the value is an id, a digest or a number, or has no word', () => {
    expect(shownFacts(entry({ sequence: '1001', causes: 'document-expired new-cause' }), 'en')).toEqual([
      { name: 'data sequence', value: '1001', isCode: true },
      { name: 'causes', value: 'document-expired new-cause', isCode: true },
    ]);
    expect(shownFacts(entry({ constructor: 'toString' }), 'en')).toEqual([
      { name: 'constructor', value: 'toString', isCode: true },
    ]);
  });

  it('are none where the entry has none', () => {
    expect(shownFacts({ n: 1, atMs: 0, by: 'filer', event: 'submitted' }, 'en')).toEqual([]);
  });
});
