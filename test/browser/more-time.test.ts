/** Who needs more time asks for it, before the beginning or after a missed action. */
import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { wordings } from '../../widget/locale/choose.ts';
import type { Harness } from './harness.ts';
import { until } from './page-clock.ts';
import { runsOfTests } from './reach-state.ts';
import type { StubVerifier } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

const zh = wordings['zh-CN'];

const start = runsOfTests();

describe('more time', () => {
  const slower = (root: ShadowRoot) => root.querySelector<HTMLInputElement>('input[name=more-time]');
  const issuedBy = async (harness: Harness, verifier: StubVerifier, attempts = 1) => {
    await until(() => verifier.issued.length >= attempts);
    await harness.reach('done', 'retry', 'failed');
    return verifier.issued;
  };

  it('is a choice before the beginning, which the keyboard reaches and which has a name', async () => {
    const { harness, verifier } = await start({ moreTime: 'offered' });
    const box = slower(harness.root)!;
    box.focus();
    expect(harness.root.activeElement).to.equal(box);
    expect(box.labels![0]!.textContent).to.contain(zh.consent.slower);
    await sendKeys({ press: 'Space' });
    expect(box.checked).to.equal(true);
    await harness.agree();
    expect(await issuedBy(harness, verifier)).to.deep.equal([{ moreTime: true }]);
  });

  it('is asked for only if it was chosen', async () => {
    const { harness, verifier } = await start({ moreTime: 'offered' });
    await harness.agree();
    expect(await issuedBy(harness, verifier)).to.deep.equal([{}]);
  });

  it('is neither offered nor asked for where the policy has none', async () => {
    const { harness, verifier } = await start({ causes: ['action-missed'] });
    expect(slower(harness.root)).to.equal(null);
    await harness.agree();
    expect(await issuedBy(harness, verifier)).to.deep.equal([{}]);
    expect(harness.root.querySelectorAll('.result button')).to.have.length(1);
  });

  it('is kept where it was given, and said', async () => {
    const { harness, verifier } = await start({ moreTime: 'given', causes: ['action-missed'] });
    expect(slower(harness.root)).to.equal(null);
    expect(harness.text).to.contain(zh.consent.slowerGiven);
    await harness.agree();
    expect(await issuedBy(harness, verifier)).to.deep.equal([{ moreTime: true }]);
    expect(harness.root.querySelectorAll('.result button')).to.have.length(1);
  });

  it('is offered after a missed action, once, and kept from then on', async () => {
    const { harness, verifier } = await start({ moreTime: 'offered', causes: ['action-missed', 'too-dark'] });
    await harness.agree();
    await harness.reach('retry');
    const button = () => harness.root.querySelector<HTMLButtonElement>('.result .secondary');
    expect(button()!.textContent.trim()).to.equal(zh.retry.slower);
    button()!.click();
    await issuedBy(harness, verifier, 2);
    await harness.reach('retry');
    expect(button()).to.equal(null);
    harness.press();
    expect(await issuedBy(harness, verifier, 3)).to.deep.equal([{}, { moreTime: true }, { moreTime: true }]);
  });

  it('is not offered after other causes', async () => {
    const { harness } = await start({ moreTime: 'offered', causes: ['too-dark'] });
    await harness.agree();
    await harness.reach('retry');
    expect(harness.root.querySelectorAll('.result button')).to.have.length(1);
  });
});
