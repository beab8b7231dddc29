/** Serves a drawn face to Chromium's fake camera, and single frames of it to the tests. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faceNames } from '../../assess/actor/drawn/faces.ts';
import { drawnSource } from '../../assess/actor/drawn/source.ts';

const source = drawnSource(faceNames[0]);

/** A short film of the neutral face, which Chromium's fake camera repeats. @returns its path */
export async function cameraFilm(folder) {
  const path = join(folder, 'widget-camera.mjpeg');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, Buffer.concat([...(await source.frames('neutral', 1)), ...(await source.frames('pause', 1))]));
  return path;
}

/** Serves `/test-frames/<segment>/<n>.jpg`. */
export async function serveFrames(context, next) {
  const [, name, n] = /^\/test-frames\/([a-z-]+)\/(\d+)\.jpg$/.exec(context.path) ?? [];
  if (!name) return next();
  const frames = await source.frames(name, 1);
  context.type = 'image/jpeg';
  context.body = Buffer.from(frames[Number(n) % frames.length]);
}
