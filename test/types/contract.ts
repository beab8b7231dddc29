/** The published types are the same as those of the source. The compiler checks this; nothing here runs. */
import type * as published from '../../dist/site/beihe.d.ts';
import type * as contract from '../../widget/contract.ts';
import type * as element from '../../widget/beihe-verify.ts';

/**
 * Whether two types are identical. Unlike assignability in both directions, this distinguishes `any` from all other
 * types.
 */
type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const same = <_T extends true>(): void => undefined;

same<Same<published.Locale, contract.Locale>>();
same<Same<published.Theme, contract.Theme>>();
same<Same<published.ThemeProperty, contract.ThemeProperty>>();
same<Same<published.PhaseName, contract.PhaseName>>();
same<Same<published.FailureCode, contract.FailureCode>>();
same<Same<published.PhaseDetail, contract.PhaseDetail>>();
same<Same<published.BeiheVerifyAttributes, contract.BeiheVerifyAttributes>>();
same<Same<published.InitMessage, contract.InitMessage>>();
same<Same<published.PhaseMessage, contract.PhaseMessage>>();
same<Same<published.WaitingMessage, contract.WaitingMessage>>();
same<Same<published.HeightMessage, contract.HeightMessage>>();
same<Same<published.UnseenCode, contract.UnseenCode>>();
same<Same<published.ProblemCode, contract.ProblemCode>>();
same<Same<published.NoteCode, contract.NoteCode>>();
same<Same<published.EnvironmentCode, contract.EnvironmentCode>>();
same<Same<published.SupportAdvice, contract.SupportAdvice>>();
same<Same<published.Support, contract.Support>>();
same<Same<published.BeiheSupport, contract.BeiheSupport>>();
same<Same<typeof published.phaseNames, readonly published.PhaseName[]>>();
same<Same<keyof typeof published, keyof typeof contract>>();

type Member = Exclude<keyof published.BeiheVerify, keyof HTMLElement>;
same<Same<Member, 'sessionToken' | 'verifier' | 'locale' | 'theme' | 'iframe' | 'phase' | 'code'>>();
same<Same<Pick<published.BeiheVerify, Member>, Pick<contract.BeiheVerify, Member>>>();
same<Same<Pick<published.BeiheVerify, Member>, Pick<element.BeiheVerify, Member>>>();

// @ts-expect-error A value that is not in the list is refused.
same<Same<published.PhaseName, contract.PhaseName | 'verified'>>();
// @ts-expect-error A type that the compiler could not find is refused.
same<Same<published.PhaseName, any>>();

export function listen(host: published.BeiheVerify): void {
  host.addEventListener('beihe-phase', ({ detail }) => {
    const phase: contract.PhaseName = detail.phase;
    // @ts-expect-error It has no verdict.
    return [phase, detail.verdict];
  });
  const now: contract.PhaseName = host.phase;
  // @ts-expect-error The element sets it.
  host.phase = now;
}
