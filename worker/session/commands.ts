/** Every command of a session by its name. A new one is a file in command/ and a line here. */
import { admitEvidence } from './command/admit-evidence.ts';
import { addPart, admitPart } from './command/admit-part.ts';
import { beginUpload } from './command/begin-upload.ts';
import { bindKey } from './command/bind-key.ts';
import { claimReveal } from './command/claim-reveal.ts';
import type { Caller, Command } from './command/command.ts';
import { conclude } from './command/conclude.ts';
import { consent } from './command/consent.ts';
import { create } from './command/create.ts';
import { discloseWindow } from './command/disclose-window.ts';
import { endTrace } from './command/end-trace.ts';
import { endUpload } from './command/end-upload.ts';
import { issueChallenge } from './command/issue-challenge.ts';
import { read } from './command/read.ts';
import { report } from './command/report.ts';
import { spend } from './command/spend.ts';
import { withdraw } from './command/withdraw.ts';

const table = {
  create,
  read,
  withdraw,
  'bind-key': bindKey,
  consent,
  'issue-challenge': issueChallenge,
  'disclose-window': discloseWindow,
  'admit-part': admitPart,
  'add-part': addPart,
  'end-trace': endTrace,
  'admit-evidence': admitEvidence,
  spend,
  'begin-upload': beginUpload,
  'end-upload': endUpload,
  'claim-reveal': claimReveal,
  conclude,
  report,
};

export type Kind = keyof typeof table;

type Signature<C> = C extends Command<infer Given, infer Answered> ? { args: Given; answer: Answered } : never;
type Signatures = { [K in Kind]: Signature<(typeof table)[K]> };

/** The arguments of a command, and its answer. */
export type Args<K extends Kind> = Signatures[K]['args'];
export type Answer<K extends Kind> = Signatures[K]['answer'];

export const commands: { readonly [K in Kind]: Command<Args<K>, Answer<K>> } = table;

/** Whether a host may run the command again if it does not know whether the first run has ended. */
export const mayRepeat = (kind: Kind, by: Caller | undefined): boolean =>
  commands[kind].isRepeatable === true && !(by && 'jti' in by);
