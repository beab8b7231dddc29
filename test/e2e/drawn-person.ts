/** A drawn person who does what is asked, in real pictures, which the verifier reads. For filers without a browser. */
import { freshSeed, people } from '../../assess/actor/cast.ts';
import { drawnSource } from '../../assess/actor/drawn/source.ts';
import { acting, shootReel } from '../../assess/actor/play.ts';
import type { Act } from '../../assess/synthetic/filer.ts';

const name = 'mei';

/** The variations of the neutral segment. They are those of the films, so that they are rendered once for both. */
const neutralVariations = [0, 1, 2];

/**
 * The reel has several neutral segments. If one short segment repeated over the unhurried windows, it would have fewer distinct
 * pictures than a camera gives.
 */
export async function drawnPerson(): Promise<Act> {
  const player = people.find((person) => person.name === `drawn ${name}`)!;
  const seed = freshSeed();
  const neutral: Uint8Array[] = [];
  for (const variation of neutralVariations) neutral.push(...(await drawnSource(name).frames('neutral', variation)));
  return acting(await shootReel({ ...(await player.reel(seed)), neutral }), { seed });
}
