/** What a page and the iframe `/embed/{tenant}` say to each other by `postMessage`. Closed and versioned. */
import type { Locale } from '#protocol/locale.ts';
import { phaseNames, type PhaseDetail, type PhaseName } from '../phase.ts';
import type { FailureCode } from '../page/failure.ts';

/** Stands as `beihe` in every message; a message of another version is not for us. */
export const embedVersion = 1;

/** Custom properties that travel into the iframe. */
export const themeProperties = [
  '--beihe-accent',
  '--beihe-on-accent',
  '--beihe-surface',
  '--beihe-text',
  '--beihe-radius',
  '--beihe-font',
] as const;
export type ThemeProperty = (typeof themeProperties)[number];

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Page → iframe, after each `load` of the iframe. Sent again it changes what is shown; another token starts anew. */
export interface InitMessage {
  readonly beihe: typeof embedVersion;
  readonly type: 'init';
  /** The session's token. Never in an address: those are logged. */
  readonly token: string;
  readonly locale?: Locale | undefined;
  /** The page's own language tag: what is spoken if neither `locale` nor the session says. */
  readonly language?: string | undefined;
  readonly theme?: Theme | undefined;
  readonly properties?: Readonly<Partial<Record<ThemeProperty, string>>> | undefined;
}

/** Iframe → page: the check moved on. */
export interface PhaseMessage extends PhaseDetail {
  readonly beihe: typeof embedVersion;
  readonly type: 'phase';
}

/** Iframe → page: how high the iframe should be. */
export interface HeightMessage {
  readonly beihe: typeof embedVersion;
  readonly type: 'height';
  readonly heightPx: number;
}

/** A page taller than this is a mistake. Convention: some ten screens. */
const highestPx = 10_000;

/** The message, if it is one of the iframe's. */
export function guestMessageOf(data: unknown): PhaseMessage | HeightMessage | undefined {
  if (!isOurs(data)) return undefined;
  const { type, phase, code, heightPx } = data;
  if (type === 'height' && typeof heightPx === 'number' && heightPx >= 0 && heightPx <= highestPx) {
    return { beihe: embedVersion, type, heightPx };
  }
  if (type !== 'phase' || !phaseNames.includes(phase as PhaseName)) return undefined;
  // The verifier's list of codes is longer than what is worth carrying here.
  const known = typeof code === 'string' && /^[a-z][a-z-]{1,40}$/.test(code) ? (code as FailureCode) : undefined;
  return { beihe: embedVersion, type, phase: phase as PhaseName, code: phase === 'failed' ? known : undefined };
}

/** The message, if it is a page's `init`; whatever is not as it should be in it is left out. */
export function initMessageOf(data: unknown): InitMessage | undefined {
  if (!isOurs(data) || data['type'] !== 'init' || typeof data['token'] !== 'string') return undefined;
  const { token, locale, language, theme, properties } = data;
  const given = (typeof properties === 'object' && properties !== null ? properties : {}) as Record<string, unknown>;
  return {
    beihe: embedVersion,
    type: 'init',
    token,
    locale: (['zh-CN', 'en'] as const).find((known) => known === locale),
    language: typeof language === 'string' && /^[a-z-]{2,35}$/i.test(language) ? language : undefined,
    theme: themes.find((known) => known === theme),
    properties: Object.fromEntries(
      themeProperties.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : [])),
    ),
  };
}

const isOurs = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && (data as { beihe?: unknown }).beihe === embedVersion;
