/** Programs that npm does not install: Chromium, which tests and assessments control, and ffmpeg, which reads films. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const places = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of an installed Chromium; undefined if there is none. The environment variable CHROMIUM takes precedence. */
export const findBrowser = (): string | undefined => places.find((place) => place && existsSync(place));

/**
 * Flags of every browser that is started here: no window, no sandbox (it fails in containers), no background traffic.
 */
export const browserFlags = [
  '--headless=new',
  '--no-sandbox',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--disable-dev-shm-usage',
];

/** Flags for the fake camera: no permission prompt, and this file of JPEGs, played in a loop at 30 frames a second. */
export const fakeCameraFlags = (mjpeg?: string): string[] => [
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  ...(mjpeg ? [`--use-file-for-fake-video-capture=${mjpeg}`] : []),
];

/**
 * Install the Debian packages whose program is missing.
 *
 * @throws if apt-get cannot be used; the message says what to install by hand
 */
export function installPrograms(wanted: readonly { readonly program: string; readonly packages: readonly string[] }[]) {
  const missing = wanted.filter(({ program }) => !existsSync(program)).flatMap(({ packages }) => packages);
  if (missing.length === 0) return;
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    throw new Error(`Please install: ${missing.join(', ')} (apt-get is missing, or it needs root).`);
  }
  const options = { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } } as const;
  execFileSync('apt-get', ['update', '-qq'], options);
  execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...missing], options);
}

/** Path of Chromium. Installs it if it is missing, with a Chinese font for the pictures that tests take. */
export function ensureBrowser(): string {
  if (!findBrowser()) installPrograms([{ program: places[1]!, packages: ['chromium', 'fonts-noto-cjk'] }]);
  return findBrowser()!;
}

/** Install ffmpeg if it is missing. */
export const ensureFfmpeg = (): void => installPrograms([{ program: '/usr/bin/ffmpeg', packages: ['ffmpeg'] }]);
