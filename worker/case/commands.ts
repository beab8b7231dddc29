/**
 * Every command of a case by its name. A new one is a file in command/ and a line here. A command is pure and synchronous; what
 * it needs of the record, of sessions or of authorities is in its arguments.
 */
import { addForms } from './command/add-forms.ts';
import { addSession } from './command/add-session.ts';
import { answerQuestion } from './command/answer-question.ts';
import { beginWithdrawal } from './command/begin-withdrawal.ts';
import { changeRecord } from './command/change-record.ts';
import { collect } from './command/collect.ts';
import type { Command } from './command/command.ts';
import { create } from './command/create.ts';
import { handOver } from './command/hand-over.ts';
import { noteDelivered } from './command/note-delivered.ts';
import { noteNumbers } from './command/note-numbers.ts';
import { noteQueued } from './command/note-queued.ts';
import { noteResult } from './command/note-result.ts';
import { noteTrouble } from './command/note-trouble.ts';
import { noteUpload } from './command/note-upload.ts';
import { noteView } from './command/note-view.ts';
import { putDocument } from './command/put-document.ts';
import { read } from './command/read.ts';
import { remind } from './command/remind.ts';
import { review } from './command/review.ts';
import { sendAgain } from './command/send-again.ts';
import { sign } from './command/sign.ts';
import { submit } from './command/submit.ts';
import { takeForms } from './command/take-forms.ts';
import { takeQuestion } from './command/take-question.ts';
import { voidSession } from './command/void-session.ts';
import { withdraw } from './command/withdraw.ts';

const table = {
  create,
  read,
  'change-record': changeRecord,
  'add-session': addSession,
  collect,
  sign,
  'put-document': putDocument,
  submit,
  'take-question': takeQuestion,
  'send-again': sendAgain,
  'answer-question': answerQuestion,
  review,
  'take-forms': takeForms,
  'add-forms': addForms,
  'hand-over': handOver,
  'note-queued': noteQueued,
  'note-upload': noteUpload,
  'note-trouble': noteTrouble,
  'note-result': noteResult,
  'note-numbers': noteNumbers,
  remind,
  'note-delivered': noteDelivered,
  'note-view': noteView,
  'void-session': voidSession,
  'begin-withdrawal': beginWithdrawal,
  withdraw,
};

export type CaseKind = keyof typeof table;

type Signature<C> = C extends Command<infer Given, infer Answered> ? { args: Given; answer: Answered } : never;
type Signatures = { [K in CaseKind]: Signature<(typeof table)[K]> };

/** The arguments of a command, and its answer. */
export type CaseArgs<K extends CaseKind> = Signatures[K]['args'];
export type CaseAnswer<K extends CaseKind> = Signatures[K]['answer'];

export const commands: { readonly [K in CaseKind]: Command<CaseArgs<K>, CaseAnswer<K>> } = table;

/** Whether a host may run the command again if it does not know whether the first run has ended. */
export const mayRepeat = (kind: CaseKind): boolean => commands[kind].isRepeatable === true;
