/** What runs in the bench's own thread: the package as it is, or the bare model. `?package-mesh`, `?floor-attention`, ... */
import { transfer, wrap } from 'comlink';
import { offer, time } from './subject.ts';
import type { ThreadApi } from './thread.ts';

const how = location.search.slice(1);
const thread = wrap<ThreadApi>(new Worker(`/bench/thread.js?${how}`));
const see = async (canvas: HTMLCanvasElement) => {
  const picture = await createImageBitmap(canvas);
  return thread.see(transfer(picture, [picture]));
};

offer({
  load: () => thread.load(),
  // Of the bare model only its run: neither the page nor the way to the thread counts.
  see: (canvas) => (how.startsWith('floor') ? see(canvas) : time(async () => (await see(canvas)).found)),
});
