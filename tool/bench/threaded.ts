/** The page of `thread.ts`: the package as it is, or the raw model. `?package-mesh`, `?floor-attention`, ... */
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
  // The raw model's time is its run alone, without the page and the way to the thread.
  see: (canvas) => (how.startsWith('floor') ? see(canvas) : time(async () => (await see(canvas)).found)),
});
