/** Reports that wait for the network. */
import { expect } from '@open-wc/testing';
import type { FailureReport } from '#protocol/session/failure-report.ts';
import { Failure } from '../../widget/page/failure.ts';
import { Outbox, type Store } from '../../widget/verifier/outbox.ts';
import { tabStore } from '../../widget/verifier/tab-store.ts';
import { until } from './page-clock.ts';

describe('Outbox', () => {
  const report = (failedMs: number) => ({ timings: { failedMs } }) as FailureReport;

  afterEach(() => sessionStorage.clear());

  const stored = () => JSON.parse(sessionStorage.getItem('beihe-reports:s') ?? '[]') as FailureReport[];

  /** An outbox, the reports that it posted, and a network that can be lost. */
  const outboxOf = (store: Store) => {
    const network = { isThere: true };
    const posted: number[] = [];
    const outbox = new Outbox(
      's',
      async ({ timings }) => {
        if (!network.isThere) throw new Failure('network-lost');
        posted.push(timings.failedMs);
      },
      store,
    );
    return { outbox, posted, network };
  };

  it('keeps a limited number of the latest reports, and sends them in order', async () => {
    const { outbox, posted, network } = outboxOf(sessionStorage);
    network.isThere = false;
    for (let n = 0; n < 8; n += 1) {
      outbox.send(report(n));
      await until(() => stored().at(-1)?.timings.failedMs === n);
    }
    expect(stored()).to.have.length(5);
    network.isThere = true;
    outbox.flush();
    await until(() => posted.length === 5 && sessionStorage.length === 0);
    expect(posted).to.deep.equal([3, 4, 5, 6, 7]);
  });

  it('sends each report once, also if one is added while another is being sent', async () => {
    const { outbox, posted } = outboxOf(sessionStorage);
    outbox.send(report(1));
    outbox.send(report(2));
    outbox.flush();
    await until(() => posted.length === 2);
    expect(posted).to.deep.equal([1, 2]);
  });

  for (const text of ['{', '5', '{"a":1}', 'null']) {
    it(`is empty if the store contains ${text}`, async () => {
      sessionStorage.setItem('beihe-reports:s', text);
      const { outbox, posted } = outboxOf(sessionStorage);
      outbox.send(report(1));
      await until(() => posted.length > 0);
      expect(posted).to.deep.equal([1]);
    });
  }

  it('works with a store that throws', async () => {
    const refuse = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const { outbox, posted, network } = outboxOf({ getItem: refuse, setItem: refuse, removeItem: refuse });
    network.isThere = false;
    outbox.send(report(1));
    network.isThere = true;
    await until(() => {
      outbox.flush();
      return posted.length > 0;
    });
    expect(posted).to.deep.equal([1]);
  });
});

describe('tabStore', () => {
  it('lasts as long as the page if the tab may store nothing', () => {
    expect(tabStore()).to.equal(sessionStorage);
    const own = Object.getOwnPropertyDescriptor(window, 'sessionStorage')!;
    Object.defineProperty(window, 'sessionStorage', {
      configurable: true,
      get() {
        throw new DOMException('forbidden', 'SecurityError');
      },
    });
    tabStore().setItem('kept', 'here');
    expect(tabStore().getItem('kept')).to.equal('here');
    tabStore().removeItem('kept');
    expect(tabStore().getItem('kept')).to.equal(null);
    Object.defineProperty(window, 'sessionStorage', own);
    expect(sessionStorage).to.have.length(0);
  });
});
