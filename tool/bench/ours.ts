/** The widget's own bridge and vision thread. `?mesh`, `?attention`, or `?traced`: with JPEG, hash and chain. */
import { Vision } from '../../widget/vision/bridge.ts';
import { offer, time } from './subject.ts';

const how = location.search.slice(1);
// Where the attention mesh is not served, the thread stays with the plain one.
const base = `${location.origin}/${how === 'mesh' ? 'plain/' : ''}`;
const vision = new Vision(base);
const challenge = 'bench.bench.bench';
const limits = { longestMs: 60_000, maxRecords: 1_200 };
/** A trace holds so many frames at most: it is begun anew before. */
const restartAfter = 150;
let traced = 0;

offer({
  async load() {
    await vision.load(() => undefined, 'wasm');
    if (how === 'mesh') return;
    await vision.begin(challenge, limits);
    if (how === 'attention') await vision.discard();
  },
  async see(canvas, timestampMs) {
    if (how === 'traced' && (traced += 1) % restartAfter === 0) await vision.begin(challenge, limits);
    return time(async () => (await vision.observe(await createImageBitmap(canvas), timestampMs)).faces > 0);
  },
});
