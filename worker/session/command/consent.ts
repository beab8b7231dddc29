import { Refusal } from '#protocol/refusal.ts';
import { isConsentTo } from '../../consent/consent.ts';
import { isVerified } from '../state.ts';
import type { Command, Filer } from './command.ts';

export interface ConsentArgs {
  readonly by: Filer;
  readonly textVersion: string;
  readonly purposes: readonly string[];
}

export const consent: Command<ConsentArgs, undefined> = {
  onLive(session, { textVersion, purposes }, { nowMs }) {
    if (isVerified(session)) throw new Refusal('session-finished');
    if (session.jkt === undefined) throw new Refusal('key-missing');
    if (!isConsentTo(textVersion, purposes)) throw new Refusal('consent-outdated');
    return {
      state: { ...session, consent: { textVersion, purposes, acceptedAtMs: nowMs } },
      answer: undefined,
    };
  },
};
