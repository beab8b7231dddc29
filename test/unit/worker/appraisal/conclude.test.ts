import { describe, expect, it } from 'vitest';
import { conclude, type CheckResult } from '../../../../worker/appraisal/conclude.ts';

const passed: CheckResult = {
  name: 'light-enough',
  weight: 'mandatory',
  means: 'undetermined',
  passed: true,
  causes: [],
  measured: {},
};
const dark: CheckResult = { ...passed, passed: false, causes: ['too-dark'] };
const missed: CheckResult = { ...passed, name: 'actions-done', passed: false, causes: ['action-missed', 'too-dark'] };
const attack: CheckResult = { ...passed, name: 'frames-match', means: 'attack', passed: false, causes: [] };
const doubtful: CheckResult = { ...dark, name: 'pictures-agree', causes: ['evidence-unusable'] };
/** The product has no check with the weight `risk` yet: these are invented. */
const risk: CheckResult = { ...passed, weight: 'risk', means: 'attack', passed: false, causes: ['evidence-unusable'] };
const lowRisk: CheckResult = { ...risk, passed: true, causes: [] };

describe('conclude', () => {
  it.each([
    ['nothing failed', [passed, lowRisk], 'bona-fide', [], false],
    ['one mandatory check failed', [passed, dark], 'undetermined', ['too-dark'], false],
    ['two checks failed: each cause once', [dark, missed], 'undetermined', ['too-dark', 'action-missed'], false],
    ['one of the failed checks means an attack', [dark, attack], 'attack', ['evidence-unusable'], false],
    ['the evidence is doubtful', [dark, doubtful, missed], 'undetermined', ['evidence-unusable'], false],
    ['a risk check failed', [passed, risk], 'bona-fide', [], true],
    ['a risk check and a mandatory check failed', [dark, risk], 'undetermined', ['too-dark'], true],
    ['a risk check failed, and another check means an attack', [attack, risk], 'attack', ['evidence-unusable'], true],
  ] as const)('gives the right verdict if %s', (_name, results, verdict, causes, review) => {
    expect(conclude(results)).toEqual({ verdict, causes, review });
  });

  it('never lets a risk check change the verdict or the causes', () => {
    for (const mandatory of [[passed], [dark], [missed, dark], [attack, dark]]) {
      const { review: _before, ...alone } = conclude(mandatory);
      for (const means of ['attack', 'undetermined'] as const) {
        expect(conclude([...mandatory, { ...risk, means }])).toEqual({ ...alone, review: true });
      }
    }
  });

  it('lets nothing make up for a failed mandatory check', () => {
    expect(conclude([passed, lowRisk, dark, passed]).verdict).toBe('undetermined');
  });
});
