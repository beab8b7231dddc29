/**
 * `@vladmandic/human` on the page's thread: detector and mesh, with its own cache. The query `?iris` adds the irises.
 */
import { Human } from '@vladmandic/human';
import { offer, time } from './subject.ts';

const off = { enabled: false };
const human = new Human({
  backend: 'wasm',
  wasmPath: '/vision/',
  modelBasePath: '/human/models/',
  cacheModels: false,
  debug: false,
  warmup: 'none',
  filter: off,
  gesture: off,
  body: off,
  hand: off,
  object: off,
  segmentation: off,
  face: {
    enabled: true,
    detector: { maxDetected: 1 },
    mesh: { enabled: true },
    iris: { enabled: location.search === '?iris' },
    description: off,
    emotion: off,
    antispoof: off,
    liveness: off,
  },
});

offer({
  async load() {
    await human.load();
  },
  see: (canvas) => time(async () => (await human.detect(canvas)).face.some(({ mesh }) => mesh.length > 0)),
});
