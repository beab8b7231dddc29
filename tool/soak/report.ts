/** What a run found, as a table and as JSON. */
import { quantile } from '../bench/statistics.ts';
import { moments } from './killer.ts';
import type { SoakReport } from './run.ts';

/** Plain data: what `--json` writes. */
export function summaryOf({ findings, counts, seed, seconds, workSeconds, ended, client, bare }: SoakReport) {
  const all = [...client.timings.values()].flat();
  const speed = speedOf(all, workSeconds);
  const bareSpeed = bare && speedOf(bare.times, bare.seconds);
  const at = (moment: string) => ended.filter((death) => death.isReached && death.at === moment).length;
  return {
    seed,
    seconds,
    kills: {
      all: ended.length,
      ...Object.fromEntries([...moments, 'time'].map((moment) => [moment, at(moment)])),
      'moment did not come': ended.filter(({ isReached }) => !isReached).length,
    },
    counts,
    requests: { answered: client.answered, repeated: client.repeated, ...Object.fromEntries(client.troubles) },
    writes: Object.fromEntries(
      [...client.timings].map(([name, times]) => [
        name,
        { count: times.length, medianMs: rounded(quantile(times, 0.5)), p99Ms: rounded(quantile(times, 0.99)) },
      ]),
    ),
    ...(bareSpeed && {
      casesPerMinute: rounded(((counts['cases'] ?? 0) / workSeconds) * 60),
      allWrites: speed,
      bareWrites: bareSpeed,
      overBare: { rate: speed.perSecond / bareSpeed.perSecond, p99: speed.p99Ms / bareSpeed.p99Ms },
    }),
    findings,
  };
}

const speedOf = (times: readonly number[], seconds: number) => ({
  count: times.length,
  perSecond: rounded(times.length / seconds),
  medianMs: rounded(quantile(times, 0.5)),
  p99Ms: rounded(quantile(times, 0.99)),
});

const rounded = (value = 0): number => Math.round(value * 10) / 10;

export function linesOf(report: SoakReport): string[] {
  const { seed, seconds, kills, counts, requests, writes, findings, ...speed } = summaryOf(report);
  const rows: (readonly [string, string | number])[] = [
    ['seed', seed],
    ['seconds', seconds],
    ...Object.entries(kills).map(([name, count]) => [`kills: ${name}`, count] as const),
    ...Object.entries(counts),
    ...Object.entries(requests).map(([name, count]) => [`requests ${name}`, count] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...Object.entries(writes).map(
      ([name, { count, medianMs, p99Ms }]) =>
        `${name.padEnd(width)}  ${count} times, median ${medianMs} ms, p99 ${p99Ms} ms`,
    ),
    ...Object.entries(speed).map(([name, value]) => `${name.padEnd(width)}  ${JSON.stringify(value)}`),
    ...(findings.length > 0 ? findings.map((finding) => `FOUND: ${finding}`) : ['nothing lost, nothing twice']),
  ];
}
