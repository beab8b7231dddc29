/**
 * The page of `thread.ts`: the unchanged package or the raw model. The query is `?package-mesh`, `?floor-attention`,
 * ...
 */
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
  // For the raw model only its run is timed, without the page and the transfer to the thread.
  see: (canvas) => (how.startsWith('floor') ? see(canvas) : time(async () => (await see(canvas)).found)),
});
