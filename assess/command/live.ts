/**
 * Plays trials through the widget in Chromium and the worker in workerd. Forged traces are sent to the worker directly.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { schedule } from '#protocol/policy/schedule.ts';
import { policy as current } from '#protocol/policy/registry.ts';
import type { Forge } from '../actor/forge.ts';
import { installActor } from '../actor/live.ts';
import { nodeVision } from '../actor/node-vision.ts';
import { joinMjpeg } from '../clip/mjpeg.ts';
import { shootReel } from '../actor/play.ts';
import { readBundle, readSession, runTrial, type Trial as Played } from '../actor/trial.ts';
import { startServer, type Server } from '../../tool/dev-server.ts';
import { servedSite } from '../synthetic/served-site.ts';
import { revealForm, readyFiler } from '../synthetic/filer.ts';
import { sandboxKeys } from '../../worker/tenant/sandbox-tenants.ts';
import { browserFlags, ensureBrowser, fakeCameraFlags } from '../../tool/browser.ts';
import { presentationOf, type PlannedTrial } from './planned-trials.ts';
import { framesOf, type Clip } from './clips.ts';
import { isCollision } from './offline.ts';
import { InputError } from '../../tool/command-line.ts';
import { picturesOf, withPictures } from '../report/pictures.ts';
import { conclusionOf, trialBroken, unanswered, type Presentation, type Trial } from '../count/trial.ts';

/**
 * Time limit of a trial: twice the time that a person takes. Attacks get less, because many of them never get into
 * position.
 */
const timeoutMs = { 'bona-fide': 90_000, attack: 40_000 };

const launch = (flags: readonly string[] = []) =>
  chromium.launch({ executablePath: ensureBrowser(), args: [...browserFlags, ...flags] });

export class LiveStage {
  readonly #server: Server;
  #browser: Browser;

  private constructor(server: Server, browser: Browser) {
    this.#server = server;
    this.#browser = browser;
  }

  /** Builds the files that are out of date, then starts a server and a browser. */
  static async start(): Promise<LiveStage> {
    await import('../../tool/build/build.ts');
    const server = await startServer();
    return new LiveStage(server, await launch());
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
  }

  /** Plays a planned trial: an injected stream answers the challenge. */
  play(planned: PlannedTrial): Promise<Trial> {
    return this.#guarded(presentationOf(planned), () => this.#play(planned));
  }

  /** Plays a clip through the browser's fake camera. The clip's seed draws the challenge. @throws InputError */
  show(clip: Clip): Promise<Trial> {
    return this.#guarded(clip.presentation, () => this.#show(clip));
  }

  /** Counts a trial that breaks as unfinished, so that the next trials are still played. */
  async #guarded(presentation: Presentation, trial: () => Promise<Trial>): Promise<Trial> {
    try {
      return await trial();
    } catch (error) {
      if (error instanceof InputError) throw error;
      console.error(error);
      if (!this.#browser.isConnected()) this.#browser = await launch();
      return { ...presentation, way: 'live', ...unanswered(trialBroken) };
    }
  }

  async #play(planned: PlannedTrial): Promise<Trial> {
    const { player, seed, policy = current, lateMs = 0 } = planned;
    const presentation = presentationOf(planned);
    if (player.forge) return this.#forge(planned, player.forge);
    const reel = await player.reel(seed);
    const options = { ...player.options, lagMs: (player.options.lagMs ?? 0) + lateMs, seed };
    const played = await runTrial(this.#browser, {
      origin: this.#server.origin,
      policy: policy.name,
      prepare: (context) => installActor(context, reel, options),
      timeoutMs: timeoutMs[presentation.label],
    });
    const trial = await trialOf(presentation, played, this.#server.origin);
    const asks = trial.windows.map(({ ask }) => ask);
    return isCollision(planned, asks) ? { ...trial, isCollision: true } : trial;
  }

  async #show(clip: Clip): Promise<Trial> {
    const { presentation } = clip;
    const frames = framesOf(clip);
    const folder = await mkdtemp(join(tmpdir(), 'beihe-clip-'));
    const film = join(folder, 'clip.mjpeg');
    await writeFile(film, joinMjpeg(frames));
    const browser = await launch(fakeCameraFlags(film));
    try {
      const { seed, label } = presentation;
      const clipMs = (frames.length * 1000) / 30;
      const options = { origin: this.#server.origin, seed, timeoutMs: timeoutMs[label] + clipMs };
      return await trialOf(presentation, await runTrial(browser, options), this.#server.origin);
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Sends a forged trace with a separate client. Its key and hashes are valid. */
  async #forge(planned: PlannedTrial, forge: Forge): Promise<Trial> {
    const { player, seed, policy = current } = planned;
    const reel = await shootReel(await player.reel(seed));
    const { origin } = this.#server;
    const filer = await readyFiler(servedSite(origin), { policy: policy.name }, sandboxKeys.assessor);
    const challenge = await filer.challenge();
    const capture = await filer.capture(challenge, (asks) => forge(reel, schedule(asks, policy), seed));
    const reveal = await filer.spend(capture);
    await filer.expect('POST', '/attestations', { form: revealForm(capture, reveal) });
    const read = await readSession(origin, filer.session.id);
    return trialOf(
      presentationOf(planned),
      { ...read, session: filer.session.id, code: undefined, causes: [] },
      origin,
    );
  }
}

/** @param origin from which the evidence bundle is read if the trial failed */
async function trialOf(
  presentation: Presentation,
  played: Pick<Played, 'session' | 'challenge' | 'appraisal' | 'code' | 'causes'>,
  origin: string,
): Promise<Trial> {
  const { appraisal, code, causes } = played;
  if (!appraisal) return { ...presentation, way: 'live', ...unanswered(code, causes) };
  const trial: Trial = { ...presentation, way: 'live', ...conclusionOf(appraisal) };
  return withPictures(trial, async () => {
    const { faceReader } = await nodeVision();
    return picturesOf(await readBundle(origin, played), faceReader.reencode);
  });
}
