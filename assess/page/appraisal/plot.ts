/** Plots of the measures over time. */
import { html, svg, type TemplateResult } from 'lit';
import type { Signal } from '#protocol/measure/sample.ts';
import type { AppraisalRecord } from '#protocol/capture/appraisal-record.ts';
import type { Locale } from '#protocol/locale.ts';
import { appraisalWords, askedText } from '../../report/appraisal-words.ts';

/** Size and margins of one plot, in its own units. */
const box = { width: 640, height: 96, top: 8, bottom: 6 };

interface Row {
  readonly signal: Signal;
  readonly label: string;
  /** The smallest range that is shown. Without it, noise would fill the plot of a constant signal. */
  readonly least: readonly [low: number, high: number];
  readonly digits: number;
}

/** One small plot for each signal of a challenge. The windows are shaded. */
export function plot({ samples, windows }: AppraisalRecord, locale: Locale): TemplateResult {
  const { signals, seconds } = appraisalWords[locale];
  const rows: Row[] = [
    { signal: 'eyeAspectRatio', label: signals.eyes, least: [0, 0.4], digits: 2 },
    { signal: 'mouthAperture', label: signals.mouth, least: [0, 0.5], digits: 2 },
    { signal: 'yawDegrees', label: signals.yaw, least: [-25, 25], digits: 0 },
    { signal: 'pitchDegrees', label: signals.pitch, least: [-20, 20], digits: 0 },
  ];
  const endMs = Math.max(1, samples.at(-1)?.atMs ?? 1);
  const x = (ms: number) => (ms / endMs) * box.width;
  return html`
    <div class="plots">
      <div class="asked" aria-hidden="true">
        ${windows.map(
          ({ ask, startMs, endMs: lastMs, done }) =>
            html`<span style="left: ${(startMs / endMs) * 100}%; width: ${((lastMs - startMs) / endMs) * 100}%"
              >${done ? '✓' : '✕'} ${askedText(ask, locale)}</span
            >`,
        )}
      </div>
      ${rows.map((row) => figure(row))}
      <p class="axis"><span>0</span><span>${(endMs / 1000).toFixed(1)} ${seconds}</span></p>
    </div>
  `;

  function figure({ signal, label, least, digits }: Row): TemplateResult {
    const values = samples.flatMap((sample) => sample[signal] ?? []);
    const low = Math.min(least[0], ...values);
    const high = Math.max(least[1], ...values);
    const y = (value: number) => box.top + ((high - value) / (high - low)) * (box.height - box.top - box.bottom);
    return html`
      <figure>
        <figcaption>${label} <small>${low.toFixed(digits)} … ${high.toFixed(digits)}</small></figcaption>
        <svg viewBox="0 0 ${box.width} ${box.height}" preserveAspectRatio="none" role="img" aria-label=${label}>
          ${windows.map(
            ({ startMs, endMs: lastMs }) =>
              svg`<rect class="window" x=${x(startMs)} width=${x(lastMs) - x(startMs)} y="0" height=${box.height} />`,
          )}
          ${low < 0 ? svg`<path class="zero" d="M0 ${y(0)} H${box.width}" />` : ''}
          <path class="line" d=${line(samples, signal, x, y)} />
        </svg>
      </figure>
    `;
  }
}

/** A path through the samples. It is interrupted where the signal could not be measured. */
function line(
  samples: AppraisalRecord['samples'],
  signal: Signal,
  x: (ms: number) => number,
  y: (value: number) => number,
): string {
  let isConnected = false;
  return samples
    .map((sample) => {
      const value = sample[signal] ?? undefined;
      if (value === undefined) {
        isConnected = false;
        return '';
      }
      const step = `${isConnected ? 'L' : 'M'}${x(sample.atMs).toFixed(1)} ${y(value).toFixed(1)}`;
      isConnected = true;
      return step;
    })
    .join('');
}
