/**
 * The types of `<beihe-verify>` that a page may use; docs/embedding.md says how. They are published as `/beihe.d.ts`, where
 * the closed lists are written out.
 */
import type { FailureCode, UnseenCode } from '#protocol/failure-code.ts';
import type { Locale } from '#protocol/locale.ts';
import type { PhaseName } from '#protocol/session/phase.ts';
import type { Theme, ThemeProperty } from './embed/theme.ts';
import type { EnvironmentCode, NoteCode, ProblemCode } from './page/support-code.ts';

export type {
  EnvironmentCode,
  FailureCode,
  Locale,
  NoteCode,
  PhaseName,
  ProblemCode,
  Theme,
  ThemeProperty,
  UnseenCode,
};

/** Every phase, in the order in which they come. */
export declare const phaseNames: readonly PhaseName[];

/** `detail` of `beihe-phase`. It has no verdict and no cause: only the provider's backend gets those. */
export interface PhaseDetail {
  readonly phase: PhaseName;
  /** Why the phase is `failed`; undefined in every other phase. */
  readonly code: FailureCode | undefined;
}

/**
 * Leads the person in front of the camera through one session's verification, and sends the evidence to the verifier.
 */
export declare class BeiheVerify extends HTMLElement {
  /** The session's token, which the provider's backend received. Setting another token starts a new run. */
  sessionToken: string;
  /** Origin of the verifier; by default the origin of this script. */
  verifier: string;
  /** `zh-CN` or `en`; by default the session's language, then the page's, then the browser's. */
  locale: Locale | '';
  /** `light` or `dark`; by default what the person's system prefers. */
  theme: Theme | undefined;
  /** Run in an iframe of the verifier, even where this page's policy would allow the element to run in the page. */
  iframe: boolean;
  /** The present phase. It can be read at any time, so that a page that listens late misses nothing. */
  readonly phase: PhaseName;
  /** Why the phase is `failed`; undefined in every other phase. */
  readonly code: FailureCode | undefined;
}

/** The same as attributes, for JSX and templates. */
export interface BeiheVerifyAttributes {
  'session-token'?: string | undefined;
  verifier?: string | undefined;
  locale?: Locale | undefined;
  theme?: Theme | undefined;
  iframe?: boolean | undefined;
}

/**
 * Page → iframe `/embed/{tenant}`, after each `load` of the iframe. If it is sent again, it changes language and look, and
 * another token starts a new run.
 */
export interface InitMessage {
  readonly beihe: 1;
  readonly type: 'init';
  /** The session's token. It is never part of an address, because addresses are logged. */
  readonly token: string;
  readonly locale?: Locale | undefined;
  /** The page's own language tag. It is used if neither `locale` nor the session gives a language. */
  readonly language?: string | undefined;
  readonly theme?: Theme | undefined;
  readonly properties?: Readonly<Partial<Record<ThemeProperty, string>>> | undefined;
}

/** Iframe → page: the phase changed. */
export interface PhaseMessage extends PhaseDetail {
  readonly beihe: 1;
  readonly type: 'phase';
}

/** Iframe → page: the run waits because the person cannot see it; `waiting` is absent once it continues. */
export interface WaitingMessage {
  readonly beihe: 1;
  readonly type: 'waiting';
  readonly waiting: UnseenCode | undefined;
}

/** Iframe → page: the height that the iframe needs. */
export interface HeightMessage {
  readonly beihe: 1;
  readonly type: 'height';
  readonly heightPx: number;
}

/** The advice for the person, and the code that the element fails with. */
export type SupportAdvice = { readonly code: EnvironmentCode } & Readonly<Record<Locale, string>>;

/** What `BeiheSupport.check()` resolves to. */
export interface Support {
  readonly supported: boolean;
  /** What prevents the verification and cannot be corrected on this page. */
  readonly problems: readonly { readonly code: ProblemCode }[];
  /** What does not prevent the verification. */
  readonly notes: readonly { readonly code: NoteCode }[];
  /** Undefined if there is no problem. */
  readonly advice: SupportAdvice | undefined;
}

/** What `/support.js` defines. */
export interface BeiheSupport {
  /**
   * Whether the verification can run in this browser and on this page.
   *
   * @param script address of support.js; needed where a classic script tag did not load it
   */
  check(script?: string): Promise<Support>;
}

declare global {
  interface HTMLElementTagNameMap {
    'beihe-verify': BeiheVerify;
  }
  interface HTMLElementEventMap {
    'beihe-phase': CustomEvent<PhaseDetail>;
  }
  interface WindowEventMap {
    'beihe-phase': CustomEvent<PhaseDetail>;
  }
  var BeiheSupport: BeiheSupport;
}
