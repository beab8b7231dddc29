import { setTimeout as sleep } from 'node:timers/promises';
import type { Site } from './filer.ts';

/** The site of a server at `origin`. Its clock is real time. */
export const servedSite = (origin: string): Site => ({
  origin,
  app: { request: (url, init) => fetch(url, init) },
  clock: {
    get nowMs() {
      return Date.now();
    },
  },
  waitUntil: async (nowMs) => {
    await sleep(Math.max(0, nowMs - Date.now()));
  },
});
