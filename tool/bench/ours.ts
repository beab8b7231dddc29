/**
 * The widget's bridge and vision thread. The query is `?mesh`, `?attention`, or `?traced` (attention mesh, JPEG and
 * hash chain).
 */
import { Vision } from '../../widget/vision/bridge.ts';
import { offer, time } from './subject.ts';

const how = location.search.slice(1);
// Below `plain/` the attention mesh is not served, so the thread keeps the plain one.
const base = `${location.origin}/${how === 'mesh' ? 'plain/' : ''}`;
const vision = new Vision(base);
const challenge = 'bench.bench.bench';
const limits = { longestMs: 60_000, maxRecords: 1_200, frameBytes: Infinity };
/** Number of frames after which a new trace is begun, before the old one is full. */
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
