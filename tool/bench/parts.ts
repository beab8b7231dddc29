/** The page that measures the parts of our tracker's time for a frame. The query is `?mesh` or `?attention`. */
import { transfer, wrap } from 'comlink';
import type { PartsApi } from './parts-thread.ts';
import { offer } from './subject.ts';

const thread = wrap<PartsApi>(new Worker(`/bench/parts-thread.js${location.search}`));

offer({
  load: () => thread.load(),
  async see(canvas) {
    const startedMs = performance.now();
    const picture = await createImageBitmap(canvas);
    const sentMs = performance.now();
    const { at, parts } = await thread.see(transfer(picture, [picture]));
    const endedMs = performance.now();
    const spentMs = Object.values(parts).reduce((sum, ms) => sum + ms, 0);
    const thereMs = at - performance.timeOrigin - sentMs;
    const all = { bitmap: sentMs - startedMs, there: thereMs, ...parts, back: endedMs - sentMs - thereMs - spentMs };
    return { ms: endedMs - startedMs, found: true, parts: all };
  },
});
