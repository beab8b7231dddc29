/** Trials through the real widget in Chromium and the real worker in workerd; forged traces go straight to the worker. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { schedule } from '#protocol/policy/schedule.ts';
import { policy } from '#protocol/policy/registry.ts';
import { installActor } from '../actor/live.ts';
import { joinMjpeg } from '../clip/mjpeg.ts';
import { shootReel } from '../actor/play.ts';
import { readBundle, readSession, runTrial, type Trial as Played } from '../actor/trial.ts';
import { startServer, type Server } from '../../tool/dev-server.ts';
import { servedSite } from '../../assess/synthetic/served-site.ts';
import { revealForm, readyFiler } from '../synthetic/filer.ts';
import { sandboxKeys } from '../../worker/tenant/tenant.ts';
import { browserFlags, ensureBrowser, fakeCameraFlags } from '../../tool/browser.ts';
import { presentationOf, type PlannedTrial } from './planned-trials.ts';
import { framesOf, type Clip } from './clips.ts';
import { isCollision } from './offline.ts';
import { InputError } from '../../tool/command-line.ts';
import { picturesOf, withPictures } from '../report/pictures.ts';
import { concluded, trialBroken, unanswered, type Presentation, type Trial } from '../count/trial.ts';

/** A person who answers is done in half the time; a face that never stands well never begins. */
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

  /** Builds what is out of date, then serves it and opens a browser. */
  static async open(): Promise<LiveStage> {
    await import('../../tool/build/build.ts');
    const server = await startServer();
    return new LiveStage(server, await launch());
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
  }

  /** An injected stream answers the challenge that comes. */
  play(part: PlannedTrial): Promise<Trial> {
    return this.#counted(presentationOf(part), () => this.#play(part));
  }

  /** A clip is the browser's own fake camera, and the challenge is drawn by its seed. @throws InputError */
  show(clip: Clip): Promise<Trial> {
    return this.#counted(clip.presentation, () => this.#show(clip));
  }

  /** A trial that breaks counts as unfinished, and does not end the others. */
  async #counted(presentation: Presentation, trial: () => Promise<Trial>): Promise<Trial> {
    try {
      return await trial();
    } catch (error) {
      if (error instanceof InputError) throw error;
      console.error(error);
      if (!this.#browser.isConnected()) this.#browser = await launch();
      return { ...presentation, way: 'live', ...unanswered(trialBroken) };
    }
  }

  async #play(part: PlannedTrial): Promise<Trial> {
    const { player, seed } = part;
    const presentation = presentationOf(part);
    if (player.forge) return this.#forge(part);
    const reel = await player.reel(seed);
    const played = await runTrial(this.#browser, {
      origin: this.#server.origin,
      prepare: (context) => installActor(context, reel, { ...player.options, seed }),
      timeoutMs: timeoutMs[presentation.label],
    });
    const trial = await ended(presentation, played, this.#server.origin);
    const asks = trial.windows.map(({ ask }) => ask);
    return isCollision(part, asks) ? { ...trial, isCollision: true } : trial;
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
      return await ended(presentation, await runTrial(browser, options), this.#server.origin);
    } finally {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** A client of its own, with a right key and right hashes. */
  async #forge(part: PlannedTrial): Promise<Trial> {
    const { player, seed } = part;
    const reel = await shootReel(await player.reel(seed));
    const { origin } = this.#server;
    const filer = await readyFiler(servedSite(origin), {}, sandboxKeys.assessor);
    const challenge = await filer.challenge();
    const capture = await filer.capture(challenge, (asks) => player.forge!(reel, schedule(asks, policy), seed));
    const open = await filer.spend(capture);
    await filer.expect('POST', '/attestations', { form: revealForm(capture, open) });
    const read = await readSession(origin, filer.session.id);
    return ended(presentationOf(part), { ...read, session: filer.session.id, code: undefined, causes: [] }, origin);
  }
}

/** @param origin where the bundle is read from, should the trial have failed */
async function ended(
  presentation: Presentation,
  played: Pick<Played, 'session' | 'challenge' | 'appraisal' | 'code' | 'causes'>,
  origin: string,
): Promise<Trial> {
  const { appraisal, code, causes } = played;
  if (!appraisal) return { ...presentation, way: 'live', ...unanswered(code, causes) };
  const trial: Trial = { ...presentation, way: 'live', ...concluded(appraisal) };
  return withPictures(trial, async () => picturesOf(await readBundle(origin, played)));
}
