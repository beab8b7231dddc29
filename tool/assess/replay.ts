/** One evidence bundle, appraised as the verifier would now. */
import { z } from 'zod';
import { EvidenceBundle } from '#protocol/evidence-bundle.ts';
import { policy } from '#protocol/policy.ts';
import { Refusal } from '#protocol/refusal.ts';
import { measuredText } from '../../assess/measures.ts';
import { nodeVision } from '../../test/actor/node-vision.ts';
import { appraise } from '../../worker/appraisal.ts';
import { openBundle } from '../../worker/bundle.ts';
import { seeFrames } from '../../worker/opened-frames.ts';
import { readJson, Unusable } from './unusable.ts';

/**
 * Lines that say how it was appraised. Whether the challenge was the verifier's own, only the verifier can tell.
 *
 * @throws Unusable
 */
export async function replay(file: string): Promise<string[]> {
  const { capture, opened } = await openBundle(readBundle(file), policy).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
    throw new Unusable(`${file}: ${error.code}: ${error.message}`, { cause: error });
  });
  const { eyes } = await nodeVision();
  const { verdict, causes, checks } = appraise(capture, await seeFrames(opened, capture, eyes), policy);
  return [
    `${verdict} ${causes.join(' ')}`,
    ...checks.map(
      ({ name, passed, measured }) =>
        `  ${passed ? 'passed' : 'FAILED'} ${name.padEnd(18)} ${measuredText(name, measured, 'en')}`,
    ),
  ];
}

function readBundle(file: string): EvidenceBundle {
  const bundle = EvidenceBundle.safeParse(readJson(file));
  if (!bundle.success) throw new Unusable(`${file}: ${z.prettifyError(bundle.error)}`);
  return bundle.data;
}
