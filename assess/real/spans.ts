/** What the labels say of each part of a clip, and the windows in which the clip is judged. */
import type { ClipLabels } from './labels.ts';

/** From the first moment to the last, in milliseconds since the clip's start. */
export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * What a person does in a window without a deliberate action. `unlabelled`: the clip labels neither words nor actions, so they
 * may be in it.
 */
export const spanKinds = ['rest', 'silent', 'talking', 'unlabelled'] as const;
export type SpanKind = (typeof spanKinds)[number];

export interface KnownSpan extends Span {
  readonly kind: SpanKind;
}

/** Labels are exact to 200 ms; a word is seen on the lips a little before and after it is heard. */
const wordMarginMs = 300;

/** A labelled action is over this long before and after its peak: as long as the longest window of any policy waits for one. */
const actionMarginMs = 2_000;

/** Parts of the clip that are shorter say too little. */
const leastMs = 500;

const ms = (seconds: number): number => Math.round(seconds * 1000);

/** The labelled rest; otherwise as much of the clip's start as a lead-in lasts. */
export const leadInOf = ({ rest }: ClipLabels, leadInMs: number): Span =>
  rest ? { fromMs: ms(rest[0]), toMs: ms(rest[1]) } : { fromMs: 0, toMs: leadInMs };

/** What was looked at. @param endMs the clip's end */
export const lookedAt = ({ until }: ClipLabels, endMs: number): Span => ({
  fromMs: 0,
  toMs: until === undefined ? endMs : Math.min(endMs, ms(until)),
});

/** The parts of a clip without a deliberate action, by what the labels say of them, in their order. */
export function knownSpans(labels: ClipLabels, endMs: number): KnownSpan[] {
  const { rest, actions = [], words = [], sentence } = labels;
  const whole = lookedAt(labels, endMs);
  const resting = rest ? [{ fromMs: ms(rest[0]), toMs: ms(rest[1]) }] : [];
  const acting = actions.map(([, peak]) => ({ fromMs: ms(peak) - actionMarginMs, toMs: ms(peak) + actionMarginMs }));
  const [first, last] = [words[0], words.at(-1)];
  const talking = first && last ? [{ fromMs: ms(first[0]) - wordMarginMs, toMs: ms(last[1]) + wordMarginMs }] : [];
  const others = without(whole, [...resting, ...acting, ...talking]);
  const isLabelled = actions.length > 0 || words.length > 0;
  return [
    ...kindOf('rest', within(whole, resting)),
    ...kindOf('talking', within(whole, talking)),
    ...kindOf(sentence === undefined ? (isLabelled ? 'silent' : 'unlabelled') : 'talking', others),
  ].toSorted((a, b) => a.fromMs - b.fromMs);
}

const kindOf = (kind: SpanKind, spans: readonly Span[]): KnownSpan[] => spans.map((span) => ({ ...span, kind }));

const within = (whole: Span, parts: readonly Span[]): Span[] =>
  parts
    .map(({ fromMs, toMs }) => ({ fromMs: Math.max(whole.fromMs, fromMs), toMs: Math.min(whole.toMs, toMs) }))
    .filter(isLong);

/** What is left of `whole` when `parts` are cut out. */
function without(whole: Span, parts: readonly Span[]): Span[] {
  let left: Span[] = [whole];
  for (const part of parts) {
    left = left.flatMap(({ fromMs, toMs }) => [
      { fromMs, toMs: Math.min(toMs, part.fromMs) },
      { fromMs: Math.max(fromMs, part.toMs), toMs },
    ]);
    left = left.filter(({ fromMs, toMs }) => fromMs < toMs);
  }
  return left.filter(isLong);
}

const isLong = ({ fromMs, toMs }: Span): boolean => toMs - fromMs >= leastMs;

/** A span in windows of equal length, at most `windowMs` each. */
export function windowsIn({ fromMs, toMs }: Span, windowMs: number): Span[] {
  const count = Math.ceil((toMs - fromMs) / windowMs);
  const lengthMs = (toMs - fromMs) / count;
  return Array.from({ length: count }, (_, n) => ({
    fromMs: fromMs + n * lengthMs,
    toMs: fromMs + (n + 1) * lengthMs,
  }));
}
