/** A bureau account of a host under test, and the worker that sends its files. */
import type { MinistryCode } from '#protocol/case/submission.ts';
import type { AccountArgs, AccountKind } from '../../../worker/bureau/account/commands.ts';
import type { Answer, DownloadContent } from '../../../worker/bureau/account/downloads.ts';
import type { Held } from '../../../worker/bureau/account/lease.ts';
import type { ContractHost } from '../host.ts';

export const startMs = 1_800_000_000_000;
export const busy: MinistryCode = { code: 901, cause: 'maintenance', remedy: 'wait' };
export const wrongPassword: MinistryCode = { code: 5, cause: 'password-wrong', remedy: 'operate' };
export const tooLarge: MinistryCode = { code: 18, cause: 'file-too-large', remedy: 'operate' };

export const accepted = (number: number, place = 0): Answer => ({
  place,
  business: 'new-filing',
  keys: [{ kind: 'organiser', number }],
  verdict: 'accepted',
});

/** Accounts of a host, each new. */
export function accountsOf(host: ContractHost) {
  const { accounts } = host.ports;
  /** A new account, and its worker. */
  function openAccount(name = `account-${crypto.randomUUID()}`) {
    const clock = { nowMs: startMs };
    const held = (holder = 'one'): Held => ({ holder, leaseUntilMs: clock.nowMs + 60_000 });
    const run = <K extends AccountKind>(kind: K, args: Omit<AccountArgs<K>, keyof Held>, holder?: string) =>
      accounts[kind](name, { ...args, ...held(holder) } as never, clock.nowMs) as ReturnType<(typeof accounts)[K]>;
    const enqueue = (id: string, round = 1) =>
      accounts.enqueue(name, { case: id, round, recordDigest: `record of ${id}` }, clock.nowMs);
    const overview = () => accounts.overview(name, {}, clock.nowMs);
    /** A file of these cases, ready to be sent. */
    const file = async (...ids: string[]): Promise<number> => {
      const n = await run('beginFile', {});
      await run('finishFile', {
        n,
        digest: `digest of ${n}`,
        bytes: 1_000 * ids.length,
        rounds: ids.map((id) => ({ case: id, round: 1, business: 'new-filing', about: [] })),
      });
      return n;
    };
    const send = async (n: number): Promise<number> => {
      const sequence = await run('beginSending', { n });
      await run('fileTaken', { n });
      return sequence;
    };
    /** What cases and the feed are to be told, and forgets it. */
    const told = async () => {
      const due = await run('tellings', { limit: 1_000 });
      await run('told', { ns: due.map(({ n }) => n) });
      return due.map(({ case: id, round, body }) => ({ ...(id !== undefined && { case: id, round }), ...body }));
    };
    const apply = async (digest: string, content: Partial<DownloadContent>) => {
      const { n, state } = await run('noteDownload', { fileName: `${digest}.zip`, digest });
      await run('applyDownload', { n, content: { answers: [], numberings: [], ...content } });
      return state;
    };
    return { name, clock, held, run, enqueue, overview, file, send, told, apply };
  }

  /** A new account whose worker has begun. */
  async function workedAccount() {
    const account = openAccount();
    await account.run('takeLease', {});
    return account;
  }

  return { openAccount, workedAccount };
}
