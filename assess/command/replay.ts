/** Appraises an evidence bundle again, under the policy that judged it. */
import { z } from 'zod';
import { EvidenceBundle } from '#protocol/capture/evidence-bundle.ts';
import type { Locale } from '#protocol/locale.ts';
import { policies } from '#protocol/policy/registry.ts';
import { Refusal } from '#protocol/refusal.ts';
import { appraisalWords, checkName } from '../report/appraisal-words.ts';
import { measuredText } from '../report/measures.ts';
import { nodeVision } from '../actor/node-vision.ts';
import { appraise, type Appraisal } from '../../worker/appraisal/appraise.ts';
import { replayPolicy, unwrapBundle } from '../../worker/capture/bundle.ts';
import { readRevealed } from '../../worker/capture/revealed-frames.ts';
import { readJson, InputError } from '../../tool/command-line.ts';

/**
 * Appraises the bundle of a file. It does not check who signed the challenge, because only the verifier can.
 *
 * @throws InputError
 */
export async function replay(file: string): Promise<Appraisal> {
  const bundle = readBundle(file);
  try {
    const policy = replayPolicy(bundle, policies);
    const { capture, revealed } = await unwrapBundle(bundle, policy);
    const { faceReader } = await nodeVision();
    return appraise(capture, await readRevealed(revealed, capture, faceReader), policy);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    throw new InputError(`${file}: ${error.code}: ${error.message}`, { cause: error });
  }
}

/** The verdict with its causes, then each check with its measures, as lines of text. */
export function replayLines(
  { verdict, causes, checks }: Pick<Appraisal, 'verdict' | 'causes' | 'checks'>,
  locale: Locale,
): string[] {
  const words = appraisalWords[locale];
  return [
    [`${verdict}: ${words.verdicts[verdict]}`, ...causes.map((cause) => words.causes[cause])].join(' · '),
    ...checks.map(({ name, passed, measured }) =>
      [
        passed ? words.passed.padEnd(10) : words.notPassed.padEnd(10),
        name.padEnd(18),
        [checkName(name, locale), measuredText(name, measured, locale)].filter(Boolean).join(': '),
      ].join('  '),
    ),
  ];
}

function readBundle(file: string): EvidenceBundle {
  const bundle = EvidenceBundle.safeParse(readJson(file));
  if (!bundle.success) throw new InputError(`${file}: ${z.prettifyError(bundle.error)}`);
  return bundle.data;
}
