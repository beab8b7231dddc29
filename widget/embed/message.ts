/** The messages between a page and the iframe `/embed/{tenant}`: a closed, versioned list. Their types are in contract.ts. */
import { locales } from '#protocol/locale.ts';
import { phaseNames, type PhaseName } from '#protocol/session/phase.ts';
import type { HeightMessage, InitMessage, PhaseMessage, WaitingMessage } from '../contract.ts';
import type { FailureCode } from '../page/failure.ts';
import { unseenCodes } from '#protocol/failure-code.ts';
import { themeProperties, themes } from './theme.ts';

/** `beihe` of every message. Messages of another version are ignored. */
export const embedVersion: InitMessage['beihe'] = 1;

/** The largest height that is accepted. Convention: about ten screens. */
const highestPx = 10_000;

/** The message, if it is one that an iframe may send. */
export function guestMessageOf(data: unknown): PhaseMessage | WaitingMessage | HeightMessage | undefined {
  if (!isOurs(data)) return undefined;
  const { type, phase, code, heightPx } = data;
  if (type === 'height' && typeof heightPx === 'number' && heightPx >= 0 && heightPx <= highestPx) {
    return { beihe: embedVersion, type, heightPx };
  }
  if (type === 'waiting') {
    return { beihe: embedVersion, type, waiting: unseenCodes.find((known) => known === data['waiting']) };
  }
  if (type !== 'phase' || !phaseNames.includes(phase as PhaseName)) return undefined;
  // Only the form of the code is checked, because the verifier's list of codes would make the widget too large.
  const known = typeof code === 'string' && /^[a-z][a-z-]{1,40}$/.test(code) ? (code as FailureCode) : undefined;
  return { beihe: embedVersion, type, phase: phase as PhaseName, code: phase === 'failed' ? known : undefined };
}

/** The message, if it is a page's `init`. Fields with an invalid value are left out. */
export function initMessageOf(data: unknown): InitMessage | undefined {
  if (!isOurs(data) || data['type'] !== 'init' || typeof data['token'] !== 'string') return undefined;
  const { token, locale, language, theme, properties } = data;
  const given = (typeof properties === 'object' && properties !== null ? properties : {}) as Record<string, unknown>;
  return {
    beihe: embedVersion,
    type: 'init',
    token,
    locale: locales.find((known) => known === locale),
    language: typeof language === 'string' && /^[a-z-]{2,35}$/i.test(language) ? language : undefined,
    theme: themes.find((known) => known === theme),
    properties: Object.fromEntries(
      themeProperties.flatMap((name) => (typeof given[name] === 'string' ? [[name, given[name]]] : [])),
    ),
  };
}

const isOurs = (data: unknown): data is Record<string, unknown> =>
  typeof data === 'object' && data !== null && (data as { beihe?: unknown }).beihe === embedVersion;
