/**
 * An actor in the page: plays recorded segments on a canvas, whose stream replaces the camera. Reports call this an
 * injected stream; the browser's own camera path is tested with Chromium's fake camera.
 */
import type { BrowserContext } from 'playwright-core';
import type { Ask } from '#protocol/action/action.ts';

/**
 * The JPEGs of each segment, 640×480, 30 a second. An actor that answers prompts needs `neutral`, `pause` and the
 * actions.
 */
export type Reel = Readonly<Partial<Record<string, readonly Uint8Array[]>>>;

/** The n-th film of the neutral face in a reel, from 0. */
export const neutralName = (n: number): string => (n === 0 ? 'neutral' : `neutral ${n + 1}`);

export interface LiveOptions {
  /** Play these segments repeatedly, whatever is asked. Without it, the actor answers the prompts. */
  readonly loop?: readonly string[];
  /** Answer each prompt with a movement that it does not ask. */
  readonly contrary?: boolean;
  /** Answer the n-th prompt with the n-th of these, whatever the prompt asks. The seed draws them. */
  readonly recorded?: (seed: number) => readonly Ask[];
  /** By how many milliseconds the actor answers later than a person at the screen. */
  readonly lagMs?: number;
  /** The slowest and the fastest speed at which the segments are played; the seed chooses one. Without it, 1. */
  readonly speeds?: readonly [slowest: number, fastest: number];
  /** Seeds the reaction times. */
  readonly seed: number;
}

const folder = '/test-actor/';

/** Put the actor in place of the camera in every page of this context. */
export async function installActor(context: BrowserContext, reel: Reel, options: LiveOptions): Promise<void> {
  await context.route(`**${folder}*`, async (route) => {
    const name = decodeURIComponent(new URL(route.request().url()).pathname.slice(folder.length));
    const frames = reel[name];
    if (frames) await route.fulfill({ body: pack(frames), contentType: 'application/octet-stream' });
    else await route.fulfill({ status: 404 });
  });
  const recorded = options.recorded?.(options.seed);
  await context.addInitScript(act, { ...options, recorded, folder, names: Object.keys(reel) });
}

/** Layout: for each frame, its length as uint32 LE, then its bytes. */
function pack(frames: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    frames.flatMap((frame) => {
      const length = Buffer.alloc(4);
      length.writeUInt32LE(frame.length);
      return [length, frame];
    }),
  );
}

/** The options that are passed to the page. */
interface PageOptions extends Omit<LiveOptions, 'recorded'> {
  readonly recorded: readonly Ask[] | undefined;
  readonly folder: string;
  readonly names: readonly string[];
}

/** Runs in the page, so it can use nothing that is defined outside of it. */
function act(options: PageOptions): void {
  let state = options.seed * 2654435761 + 1;
  const random = () => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 3266489917) >>> 0;
    return state / 2 ** 32;
  };
  const reels = new Map<string, Promise<Blob[]>>();
  const frames = (name: string): Promise<Blob[]> => {
    if (!reels.has(name)) reels.set(name, fetchFrames(name));
    return reels.get(name)!;
  };
  async function fetchFrames(name: string): Promise<Blob[]> {
    const packed = await (await fetch(options.folder + encodeURIComponent(name))).arrayBuffer();
    const view = new DataView(packed);
    const found: Blob[] = [];
    for (let offset = 0; offset < packed.byteLength;) {
      const length = view.getUint32(offset, true);
      found.push(new Blob([packed.slice(offset + 4, offset + 4 + length)], { type: 'image/jpeg' }));
      offset += 4 + length;
    }
    return found;
  }

  /** Segments to play next. When it is empty, the loop or the neutral face is played. */
  const queue: string[] = [];
  let turn = 0;
  const next = () => queue.shift() ?? (options.loop ? options.loop[turn++ % options.loop.length]! : 'neutral');

  const movements: readonly Ask[] = [
    { kind: 'blink', count: 3 },
    { kind: 'turn-head', direction: 'left' },
    { kind: 'turn-head', direction: 'right' },
    { kind: 'nod' },
    { kind: 'open-mouth' },
  ];
  const segmentsOf = (ask: Ask): string[] => {
    if (ask.kind === 'blink') return Array.from({ length: ask.count }, () => ['blink', 'pause']).flat();
    return [ask.kind === 'turn-head' ? `turn-${ask.direction}` : ask.kind];
  };
  const nameOf = (ask: Ask) => segmentsOf(ask)[0]!;
  /** What the prompt asks, read from the words on the screen. */
  const readPrompt = (): Ask | undefined => {
    const words = document.querySelector('beihe-verify')?.shadowRoot?.querySelector('[part~="prompt"]')?.textContent;
    const count = words?.match(/眨\D*(\d)/)?.[1];
    if (!words) return undefined;
    if (count) return { kind: 'blink', count: Number(count) };
    if (/左/.test(words)) return { kind: 'turn-head', direction: 'left' };
    if (/右/.test(words)) return { kind: 'turn-head', direction: 'right' };
    if (/点.*头/.test(words)) return { kind: 'nod' };
    return /张/.test(words) ? { kind: 'open-mouth' } : undefined;
  };
  let interrupted = false;
  let answered: string | undefined;
  let prompts = 0;
  const answerPrompt = () => {
    const ask = readPrompt();
    const text = ask && JSON.stringify(ask);
    if (text === answered) return;
    answered = text;
    if (!ask) return;
    const others = movements.filter((movement) => nameOf(movement) !== nameOf(ask));
    const done = options.contrary
      ? others[Math.floor(random() * others.length)]!
      : (options.recorded?.[prompts] ?? ask);
    prompts += 1;
    setTimeout(
      () => {
        queue.push(...segmentsOf(done));
        interrupted = true;
      },
      300 + random() * 600 + (options.lagMs ?? 0),
    );
  };
  if (!options.loop) setInterval(answerPrompt, 30);

  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [640, 480];
  const context = canvas.getContext('2d')!;
  const [slowest, fastest] = options.speeds ?? [1, 1];
  const frameMs = 1000 / 30 / (slowest + random() * (fastest - slowest));
  /** When playing is late by more than this, the remaining frames are played later, not faster. */
  const lateMs = 3 * frameMs;
  async function play(): Promise<never> {
    await Promise.all(options.names.map((name) => frames(name)));
    let dueMs = performance.now();
    let played = 0;
    let [dxPx, dyPx] = [0, 0];
    for (;;) {
      const name = next();
      interrupted = false;
      // A person's head is never at the same place twice, so each segment is drawn a pixel away from the one before.
      if (!options.loop) [dxPx, dyPx] = [(played % 3) - 1, (Math.floor(played / 3) % 3) - 1];
      played += 1;
      for (const blob of await frames(name)) {
        dueMs = Math.max(dueMs + frameMs, performance.now() - lateMs);
        // On a busy machine a camera delivers fewer frames, but the person does not move more slowly.
        if (performance.now() > dueMs + frameMs) continue;
        const bitmap = await createImageBitmap(blob);
        await new Promise((resolve) => setTimeout(resolve, dueMs - performance.now()));
        context.drawImage(bitmap, dxPx, dyPx, 640, 480);
        bitmap.close();
        if (interrupted && name === 'neutral') break;
      }
    }
  }
  // The blank page before the first one is not a secure context and has no camera.
  if (!navigator.mediaDevices) return;
  navigator.mediaDevices.getUserMedia = async () => {
    void play();
    return canvas.captureStream(30);
  };
}
