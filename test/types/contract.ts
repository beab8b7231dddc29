/** The published types say what the source says, no more and no less. Checked by the compiler; nothing here runs. */
import type * as published from '../../dist/site/beihe.d.ts';
import type { Locale } from '#protocol/locale.ts';
import type { EnvironmentCode } from '../../widget/page/advice.ts';
import type { HeightMessage, InitMessage, PhaseMessage, Theme, ThemeProperty } from '../../widget/embed/message.ts';
import type { Support } from '../../widget/page/support.ts';
import type { NoteCode, ProblemCode } from '../../widget/page/support-code.ts';
import type { BeiheSupport } from '../../widget/page/support-script.ts';
import type { FailureCode } from '../../widget/page/failure.ts';
import type { PhaseDetail, PhaseName } from '../../widget/phase.ts';

/** Each can stand where the other is wanted. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;
const same = <_T extends true>(): void => undefined;

same<Same<published.Locale, Locale>>();
same<Same<published.Theme, Theme>>();
same<Same<published.PhaseName, PhaseName>>();
same<Same<published.FailureCode, FailureCode>>();
same<Same<published.PhaseDetail, PhaseDetail>>();
same<Same<published.ThemeProperty, ThemeProperty>>();
same<Same<published.InitMessage, InitMessage>>();
same<Same<published.PhaseMessage, PhaseMessage>>();
same<Same<published.HeightMessage, HeightMessage>>();
same<Same<published.ProblemCode, ProblemCode>>();
same<Same<published.NoteCode, NoteCode>>();
same<Same<published.EnvironmentCode, EnvironmentCode>>();
same<Same<published.Support, Support>>();
same<Same<typeof globalThis.BeiheSupport, BeiheSupport>>();

type Member = Exclude<keyof published.BeiheVerify, keyof HTMLElement>;
same<Same<Member, 'sessionToken' | 'verifier' | 'locale' | 'theme' | 'frame'>>();

// @ts-expect-error What is not in the list is refused.
same<Same<published.PhaseName, PhaseName | 'verified'>>();

export function listen(element: published.BeiheVerify): void {
  element.addEventListener('beihe-phase', ({ detail }) => {
    const phase: PhaseName = detail.phase;
    // @ts-expect-error There is no verdict in it.
    return [phase, detail.verdict];
  });
}
