/** All texts of one language. Both languages have this type, so that neither can lack a text. */
import { ownValue } from '#protocol/own.ts';
import type { Cause } from '#protocol/capture/verdict.ts';
import type { Trouble } from '../camera/diagnose.ts';
import type { AttesterCode, FailureCode } from '../page/failure.ts';
import type { HeldKind } from '../liveness/follower.ts';
import type { Hint } from '../liveness/guidance.ts';
import type { Place } from '../page/place.ts';

/** What went wrong, and what to do about it. */
export interface Advice {
  readonly title: string;
  readonly mend: string;
}

/** The same, where what to do depends on the place. */
export interface PlacedAdvice {
  readonly title: string;
  readonly mend: string | ((place: Place) => string);
}

/**
 * The verifier's refusals with a text of their own, because the person can do something about them. The others have
 * `other`.
 */
export const explainedRefusals = [
  'session-expired',
  'session-unknown',
  'session-withdrawn',
  'session-finished',
  'token-invalid',
  'token-expired',
  'token-foreign',
  'key-foreign',
  'consent-outdated',
  'challenge-replaced',
  'attempts-paused',
  'attempts-exhausted',
  'subject-digest-stale',
  'case-withdrawn',
  'evidence-late',
  'frames-late',
  'upload-slow',
  'verifier-busy',
  'sandbox-local-only',
] as const;
export type ExplainedCode = AttesterCode | (typeof explainedRefusals)[number];

export interface Wording {
  readonly sandbox: string;
  /** Separates two lines that a screen reader says. */
  readonly pause: string;
  readonly preparing: string;
  readonly consent: {
    readonly title: string;
    readonly asks: (provider: string) => string;
    readonly organiser: string;
    readonly domains: string;
    readonly steps: readonly [string, string, string];
    readonly purposes: string;
    readonly required: string;
    readonly optional: string;
    readonly missing: string;
    readonly agree: string;
    readonly resume: string;
    readonly alternative: (provider: string) => string;
    /** The choice of more time, and what is shown once it was made. */
    readonly slower: string;
    readonly slowerDetail: string;
    readonly slowerGiven: string;
  };
  readonly readying: { readonly title: string; readonly loading: string; readonly camera: string };
  readonly positioning: { readonly ready: string; readonly soon: string };
  readonly hints: Readonly<Record<Hint, string>>;
  readonly camera: {
    readonly troubles: Readonly<Record<Trouble, string>>;
    /** Shown, and read aloud, while the run waits for the element to be on the screen. */
    readonly unseen: string;
    readonly switch: string;
    readonly offer: string;
    readonly tap: string;
  };
  readonly asks: {
    readonly blink: (count: number) => string;
    readonly turnLeft: string;
    readonly turnRight: string;
    readonly nod: string;
    readonly openMouth: string;
    readonly blinkDetail: string;
    readonly turnDetail: string;
    readonly nodDetail: string;
    readonly openMouthDetail: string;
    /** Shown once the action has gone far enough: the person undoes it. */
    readonly enough: Readonly<Record<HeldKind, string>>;
    /** Shown between two actions. */
    readonly neutral: string;
    readonly answered: string;
    /** Shown after the blinks are detected: the person must not blink on purpose any more. */
    readonly eyesOpen: string;
    /** What comes after a detected action, and after the last one. */
    readonly nextSoon: string;
    readonly finishing: string;
  };
  readonly windowOf: (n: number, windows: number) => string;
  readonly preview: string;
  readonly sending: {
    readonly title: string;
    readonly detail: string;
    /** Shown if the verifier is busy for a while. */
    readonly busy: string;
  };
  readonly done: Advice;
  readonly withdrawal: {
    /** Name of the section, for screen readers. */
    readonly title: string;
    readonly kept: (until: string) => string;
    readonly offer: string;
    readonly copy: string;
    readonly copied: string;
    /** Shown above the link if copying failed. */
    readonly byHand: string;
    readonly question: string;
    readonly detail: string;
    readonly confirm: string;
    readonly cancel: string;
    readonly sending: string;
    readonly unsent: string;
  };
  readonly retry: { readonly title: string; readonly detail: string; readonly again: string; readonly slower: string };
  readonly causes: Readonly<Record<Cause, Advice>>;
  readonly failures: Readonly<Record<ExplainedCode, PlacedAdvice>>;
  readonly other: Advice;
  /** Shown where this browser or page cannot run the verification. */
  readonly exit: {
    readonly copy: string;
    readonly copied: string;
    /** Shown above the link if copying failed, so that the person copies it by hand. */
    readonly byHand: string;
    readonly open: string;
  };
  /** Name of the iframe, for screen readers. */
  readonly iframe: string;
  readonly code: string;
  readonly pausedUntil: (time: string) => string;
  readonly tryAgain: string;
}

/** The text for a failure. */
export const adviceOn = ({ failures, other }: Wording, code: FailureCode): PlacedAdvice =>
  ownValue<PlacedAdvice>(failures, code) ?? other;

/** What to do about it in this place. */
export const mendAt = ({ mend }: PlacedAdvice, place: Place): string => (typeof mend === 'string' ? mend : mend(place));
