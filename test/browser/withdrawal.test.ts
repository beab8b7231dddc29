/** The element offers the withdrawal as long as data is kept, also when the session itself has ended. */
import { expect } from '@open-wc/testing';
import { Harness } from './harness.ts';
import { until } from './page-clock.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

const isKept = (session: string) => localStorage.getItem(`beihe-withdrawal:${session}`) !== null;

describe('the withdrawal', () => {
  let verifier: StubVerifier;
  const harnesses: Harness[] = [];

  const mount = (options: StubOptions = {}, attributes: Record<string, string> = {}): Harness => {
    verifier?.restore();
    verifier = new StubVerifier(options);
    const harness = new Harness(attributes);
    harnesses.push(harness);
    return harness;
  };

  /** A person who was verified and opens the page again. */
  const verified = async (options: StubOptions = {}, attributes: Record<string, string> = {}) => {
    const harness = mount({ state: 'verified', ...options }, attributes);
    await harness.reach('done');
    await until(() => button(harness, 'withdraw') !== null);
    return harness;
  };

  const button = ({ root }: Harness, id: string) => root.querySelector<HTMLButtonElement>(`#${id}`);
  const press = async (harness: Harness, id: string) => {
    button(harness, id)!.click();
    await harness.element.updateComplete;
  };
  const sessionOf = ({ element }: Harness): string =>
    (JSON.parse(atob(element.sessionToken.split('.')[1]!)) as { sub: string }).sub;

  afterEach(() => {
    harnesses.splice(0).forEach((harness) => harness.remove());
    verifier.restore();
    localStorage.clear();
  });

  it('is not offered before the person has consented', async () => {
    const harness = mount();
    await harness.reach('consent');
    expect(harness.root.querySelector('.withdrawal')).to.equal(null);
    expect(isKept(sessionOf(harness))).to.equal(false);
  });

  it('is offered as soon as the person comes back, with the day until which data is kept', async () => {
    const harness = mount({ state: 'consented' });
    await harness.reach('consent');
    await until(() => button(harness, 'withdraw') !== null);
    const until8Days = new Date(Date.now() + 8 * 24 * 3_600_000);
    expect(harness.text).to.contain(`保存至 ${until8Days.getFullYear()}年`);
    expect(verifier.withdrawals).to.deep.equal([]);
  });

  it('asks whether the person is sure; without a yes nothing is sent, and the focus stays with the question', async () => {
    const harness = await verified();
    await press(harness, 'withdraw');
    await until(() => harness.root.activeElement?.id === 'withdraw-question');
    expect(harness.text).to.contain('无法恢复');
    await press(harness, 'withdraw-cancel');
    await until(() => harness.root.activeElement?.id === 'withdraw');
    expect(verifier.withdrawals).to.deep.equal([]);
    expect(harness.names.at(-1)).to.equal('done');
  });

  it('deletes, says so to the person and to the page, and offers nothing more', async () => {
    const harness = await verified();
    await press(harness, 'withdraw');
    await press(harness, 'withdraw-confirm');
    const { code } = await harness.reach('failed');
    expect(code).to.equal('session-withdrawn');
    expect(verifier.withdrawals).to.deep.equal(['DELETE']);
    expect(harness.text).to.contain('已撤回').and.contain('相关数据已删除');
    expect(harness.root.querySelector('button')).to.equal(null);
    expect(isKept(sessionOf(harness))).to.equal(false);
    expect(verifier.reports).to.deep.equal([]);
  });

  it('that fails says that nothing was deleted, and can be tried again', async () => {
    const harness = await verified({ refuse: { 'DELETE withdrawal': [{ status: 500, code: 'internal' }] } });
    await press(harness, 'withdraw');
    await press(harness, 'withdraw-confirm');
    await until(() => harness.root.querySelector('.unsent')?.textContent.includes('没有删除成功') ?? false);
    expect(harness.names.at(-1)).to.equal('done');
    await press(harness, 'withdraw-confirm');
    await harness.reach('failed');
    expect(verifier.withdrawals).to.deep.equal(['DELETE']);
  });

  it('of data that is deleted already succeeds', async () => {
    const harness = await verified({ refuse: { 'DELETE withdrawal': [{ status: 410, code: 'withdrawal-expired' }] } });
    await press(harness, 'withdraw');
    await press(harness, 'withdraw-confirm');
    expect((await harness.reach('failed')).code).to.equal('session-withdrawn');
  });

  it('is still offered when the session has ended, from what this browser kept', async () => {
    const first = await verified();
    const { sessionToken } = first.element;
    const session = sessionOf(first);
    first.remove();
    const ended = { 'POST /key': [{ status: 401, code: 'token-expired' }] };
    const harness = mount({ refuse: ended }, { 'session-token': sessionToken });
    expect((await harness.reach('failed')).code).to.equal('token-expired');
    await press(harness, 'withdraw');
    await press(harness, 'withdraw-confirm');
    await until(() => harness.text.includes('已撤回'));
    expect(verifier.withdrawals).to.deep.equal(['DELETE']);
    expect(isKept(session)).to.equal(false);
  });

  it('is not offered when the provider has withdrawn already', async () => {
    const first = await verified();
    const { sessionToken } = first.element;
    first.remove();
    const harness = mount(
      { refuse: { 'POST /key': [{ status: 410, code: 'session-withdrawn' }] } },
      { 'session-token': sessionToken },
    );
    await harness.reach('failed');
    expect(harness.text).to.contain('已撤回');
    expect(button(harness, 'withdraw')).to.equal(null);
  });

  it('is no longer offered when nothing is kept any more', async () => {
    const first = await verified();
    const { sessionToken } = first.element;
    const key = `beihe-withdrawal:${sessionOf(first)}`;
    const link = JSON.parse(localStorage.getItem(key)!) as { token: string };
    harnesses.splice(0).forEach((harness) => harness.remove());
    // Another page's memory: only the storage is left.
    localStorage.setItem('beihe-withdrawal:another', JSON.stringify({ ...link, keptUntilMs: Date.now() - 1 }));
    localStorage.setItem('beihe-withdrawal:broken', '{"token":');
    const harness = mount(
      { refuse: { 'POST /key': [{ status: 401, code: 'token-expired' }] } },
      { 'session-token': sessionToken },
    );
    await harness.reach('failed');
    expect(isKept('another')).to.equal(false);
    expect(isKept('broken')).to.equal(false);
    expect(localStorage.getItem(key)).not.to.equal(null);
  });

  it('has a link for later, which leads to the hosted page', async () => {
    const written: string[] = [];
    const { clipboard } = navigator;
    const real = clipboard.writeText;
    clipboard.writeText = async (text) => void written.push(text);
    try {
      const harness = await verified();
      await press(harness, 'withdraw-copy');
      await until(() => written.length > 0);
      expect(written[0]).to.match(/^http:\/\/[^/]+\/verify#withdraw=[\w-]+\.[\w-]+\.[\w-]+$/);
      await until(() => harness.text.includes('已复制'));
    } finally {
      clipboard.writeText = real;
    }
  });

  it('speaks English', async () => {
    const harness = await verified({}, { locale: 'en' });
    expect(harness.text).to.contain('Withdraw and delete').and.contain('is kept until');
    await press(harness, 'withdraw');
    expect(harness.text).to.contain('Withdraw your consent?').and.contain('Keep my data');
  });
});
