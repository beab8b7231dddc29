/** Every state that a person can see, and how the real element gets there. Tests and pictures use them. */
import { attesterCodes } from '#protocol/failure-code.ts';
import { causes } from '#protocol/capture/verdict.ts';
import { hints } from '../../widget/liveness/guidance.ts';
import { explainedRefusals } from '../../widget/locale/wording.ts';
import type { PhaseName } from '#protocol/session/phase.ts';
import { consentTo } from '../../worker/consent/consent.ts';
import { drawIn, typeIn, type Harness } from './harness.ts';
import { until } from './page-clock.ts';
import type { Scene, StandIn } from './stand-in.ts';
import type { StubOptions } from './stub-verifier.ts';

export interface State {
  readonly name: string;
  readonly verifier: StubOptions;
  readonly phase: PhaseName;
  /** Whether the person gives consent. */
  readonly agrees?: boolean;
  readonly scene?: Scene;
  /** What the person then does. */
  readonly act?: (harness: Harness, camera: StandIn) => void;
  /** Whether the state is complete. Without it, the state is complete once the phase is reached. */
  readonly isThere?: (root: ShadowRoot) => boolean;
}

const longMs = 600_000;
const { purposes } = consentTo(undefined);
/** Never ends by itself. */
const acting = { windowMs: longMs };

/** The person is verified, and the record is not signed. */
const signing: StubOptions = { isBound: true, state: 'verified' };

const slowerIn = (root: ShadowRoot) => root.querySelector<HTMLInputElement>('input[name=more-time]')!;
const withdrawIn = (root: ShadowRoot) => root.querySelector<HTMLButtonElement>('#withdraw')!;
const titleOf = (root: ShadowRoot) => root.querySelector('h2')!.textContent;
const isEnough = (root: ShadowRoot) => root.querySelector('.pictogram.back') !== null;
const signOf = (root: ShadowRoot) => root.querySelector('.sign')!;

export const states: readonly State[] = [
  { name: 'preparing', verifier: { hang: 'POST /key' }, phase: 'preparing' },
  { name: 'consent', verifier: { purposes }, phase: 'consent' },
  {
    name: 'consent-missing',
    verifier: { purposes },
    phase: 'consent',
    act: (harness) => harness.press(),
    isThere: (root) => root.querySelector('#missing') !== null,
  },
  {
    name: 'consent-ticked',
    verifier: { purposes },
    phase: 'consent',
    act: ({ root }) => root.querySelectorAll<HTMLInputElement>('input[required]').forEach((box) => box.click()),
  },
  { name: 'consent-filing', verifier: { isBound: true }, phase: 'consent' },
  { name: 'signing', verifier: signing, phase: 'signing' },
  {
    name: 'signing-drawn',
    verifier: signing,
    phase: 'signing',
    act: ({ root }) => drawIn(root),
    isThere: (root) => root.querySelectorAll('.pad polyline').length > 1,
  },
  {
    name: 'signing-missing',
    verifier: signing,
    phase: 'signing',
    act: ({ root }) => root.querySelector<HTMLButtonElement>('.primary')!.click(),
    isThere: (root) => root.querySelector('#pad-fault') !== null,
  },
  {
    name: 'signing-typed',
    verifier: signing,
    phase: 'signing',
    act: ({ root }) => void typeIn(root, '欧阳志远'),
    isThere: (root) => root.querySelectorAll('.pad polyline').length > 1,
  },
  { name: 'consent-given', verifier: { state: 'consented' }, phase: 'consent' },
  {
    name: 'consent-slower',
    verifier: { purposes, moreTime: 'offered' },
    phase: 'consent',
    act: ({ root }) => slowerIn(root).click(),
  },
  { name: 'consent-slower-given', verifier: { state: 'consented', moreTime: 'given' }, phase: 'consent' },
  { name: 'readying', verifier: { hang: 'POST /consents' }, phase: 'readying', agrees: true },
  ...hints.map((hint): State => ({
    name: `hint-${hint}`,
    verifier: { hang: 'POST /challenges' },
    phase: 'positioning',
    agrees: true,
    scene: hint,
    isThere: (root) => signOf(root).classList.contains('hinting'),
  })),
  {
    name: 'get-ready',
    verifier: { leadInMs: 40_000 },
    phase: 'positioning',
    agrees: true,
    isThere: (root) => Number.parseFloat(root.querySelector('.ring')?.getAttribute('stroke-dasharray') ?? '0') > 0.12,
  },
  ...[2, 3, 4].map((count): State => ({
    name: `blink-${count}`,
    verifier: { ...acting, asks: [{ kind: 'blink', count }] },
    phase: 'acting',
    agrees: true,
    ...(count === 4 && {
      // Many, because a slow machine does not see each.
      act: (_, camera) => camera.play(...Array.from({ length: 12 }, () => ['neutral', 'blink'] as const).flat()),
      isThere: (root: ShadowRoot) => root.querySelectorAll('.counts .seen').length > 0,
    }),
  })),
  ...(['left', 'right'] as const).map((direction): State => ({
    name: `turn-${direction}`,
    verifier: { ...acting, asks: [{ kind: 'turn-head', direction }] },
    phase: 'acting',
    agrees: true,
  })),
  ...(['left', 'right'] as const).map((direction): State => ({
    name: `enough-${direction}`,
    verifier: { ...acting, asks: [{ kind: 'turn-head', direction }] },
    phase: 'acting',
    agrees: true,
    act: (_, camera) => camera.hold(`turn-${direction}`, 20),
    isThere: isEnough,
  })),
  {
    name: 'enough-mouth',
    verifier: { ...acting, asks: [{ kind: 'open-mouth' }] },
    phase: 'acting',
    agrees: true,
    act: (_, camera) => camera.hold('open-mouth', 25),
    isThere: isEnough,
  },
  { name: 'nod', verifier: { ...acting, asks: [{ kind: 'nod' }, { kind: 'nod' }] }, phase: 'acting', agrees: true },
  { name: 'open-mouth', verifier: { ...acting, asks: [{ kind: 'open-mouth' }] }, phase: 'acting', agrees: true },
  {
    name: 'acting-warned',
    verifier: { ...acting, asks: [{ kind: 'nod' }] },
    phase: 'acting',
    agrees: true,
    act: (_, camera) => {
      camera.scene = 'face-missing';
    },
    isThere: (root) => root.querySelector('.warning:not([hidden])') !== null,
  },
  {
    name: 'answered',
    verifier: { ...acting, asks: [{ kind: 'nod' }, { kind: 'nod' }, { kind: 'nod' }] },
    phase: 'acting',
    agrees: true,
    act: (_, camera) => camera.play('neutral', 'nod'),
    isThere: (root) => root.querySelector('.sign .seen') !== null,
  },
  {
    name: 'between',
    verifier: { windowMs: 400, gapMs: longMs, asks: [{ kind: 'nod' }, { kind: 'nod' }, { kind: 'nod' }] },
    phase: 'acting',
    agrees: true,
    isThere: (root) => root.querySelector('.steps .past') !== null,
  },
  {
    name: 'between-lips',
    verifier: { windowMs: 400, gapMs: longMs, asks: [{ kind: 'nod' }, { kind: 'nod' }] },
    phase: 'acting',
    agrees: true,
    act: (_, camera) => camera.hold('open-mouth', 25),
    isThere: (root) => root.querySelector('.steps .past') !== null && /合上嘴|your mouth/.test(titleOf(root)),
  },
  { name: 'sending', verifier: { hang: 'POST /evidence' }, phase: 'sending', agrees: true },
  {
    name: 'sending-busy',
    verifier: { refuse: { 'POST /evidence': [{ status: 429, code: 'verifier-busy', retryAfterMs: longMs }] } },
    phase: 'sending',
    agrees: true,
    isThere: (root) => /排队|queue/.test(root.querySelector('.words')?.textContent ?? ''),
  },
  { name: 'done', verifier: {}, phase: 'done', agrees: true },
  {
    name: 'withdrawal-offered',
    verifier: { state: 'verified' },
    phase: 'done',
    isThere: (root) => root.querySelector('#withdraw') !== null,
  },
  {
    name: 'withdrawal-asking',
    verifier: { state: 'verified' },
    phase: 'done',
    act: ({ root }) => void until(() => root.querySelector('#withdraw') !== null).then(() => withdrawIn(root).click()),
    isThere: (root) => root.querySelector('#withdraw-question') !== null,
  },
  { name: 'retry-1', verifier: { causes: ['too-dark'] }, phase: 'retry', agrees: true },
  { name: 'retry-missed', verifier: { causes: ['action-missed'], moreTime: 'offered' }, phase: 'retry', agrees: true },
  { name: 'retry-5', verifier: { causes: causes.slice(5, 10) }, phase: 'retry', agrees: true },
  { name: 'retry-all', verifier: { causes }, phase: 'retry', agrees: true },
  {
    name: 'paused',
    verifier: { refuse: { 'POST /challenges': [{ status: 429, code: 'attempts-paused', retryAfterMs: longMs }] } },
    phase: 'failed',
    agrees: true,
  },
  ...[...attesterCodes, ...explainedRefusals, 'route-unknown'].map((code): State => ({
    name: `failed-${code}`,
    // More often than the widget repeats a request.
    verifier: { refuse: { 'POST /key': Array.from({ length: 9 }, () => ({ status: 409, code })) } },
    phase: 'failed',
  })),
];
