/** Beijing time, as the ministry's files have it: 2026-11-30 15:04:05. */
export const beijingTime = (atMs: number): string =>
  new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ');
