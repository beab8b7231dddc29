/** How the person changes the camera, and when it is off. */
import { expect } from '@open-wc/testing';
import { good, covered, frozen, silent, room, back, staysPositioning, stage } from './camera-stage.ts';
import type { FakeCameras } from './fake-cameras.ts';
import { quiet, until } from './page-clock.ts';

describe('the camera', () => {
  const mount = stage();

  it('is changed by the person, before the actions and not during them', async () => {
    const { cameras, harness, switchButton } = mount([good, covered, { ...good, id: 'second' }], { windowMs: 20_000 });
    await harness.agree();
    await until(switchButton);
    switchButton()!.focus();
    expect(harness.root.activeElement).to.equal(switchButton());
    expect(switchButton()!.textContent.trim()).to.equal('换一个摄像头');
    switchButton()!.click();
    await until(() => harness.text.includes('正在打开摄像头'));
    await harness.reach('acting', 'failed');
    expect(cameras.ids).to.deep.equal(['good', 'covered', 'second']);
    expect(cameras.live).to.equal(1);
    expect(switchButton()).to.equal(null);
  });

  it('is not offered for change if there is no other', async () => {
    const { cameras, harness, switchButton } = mount([good, back], staysPositioning);
    await harness.agree();
    await harness.reach('positioning');
    await quiet(500);
    expect(switchButton()).to.equal(null);
    cameras.plug({ ...good, id: 'second' });
    await until(switchButton);
  });

  it('stays the same if all others are unusable, and these are not offered again', async () => {
    const { cameras, harness, switchButton } = mount([good, covered], staysPositioning);
    await harness.agree();
    await until(switchButton);
    switchButton()!.click();
    await until(() => cameras.opened.length === 3);
    await until(() => !switchButton());
    expect(cameras.ids).to.deep.equal(['good', 'covered', 'good']);
    expect(harness.names.at(-1)).to.equal('positioning');
  });

  it('may show no face without a time limit, but after a while a text offers another one', async () => {
    const { harness, switchButton } = mount([room, good]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    await until(() => harness.root.querySelector('[part=switch] [role=status]'));
    expect(harness.text).to.contain('请把脸放进圆框').and.contain('可以换一个摄像头');
    switchButton()!.click();
    await harness.reach('done', 'failed');
    expect(harness.names.at(-1)).to.equal('done');
  });

  for (const [when, go] of [
    ['is measured', (cameras: FakeCameras) => until(() => cameras.opened.length === 1)],
    ['is passed over', (cameras: FakeCameras) => until(() => cameras.opened.length === 2)],
    ['is asked for again', (cameras: FakeCameras) => until(() => cameras.asked.length === 1)],
  ] as const) {
    it(`is off when the element is removed while it ${when}`, async () => {
      const { cameras, harness } = mount(
        when === 'is asked for again' ? [{ ...good, refusals: ['NotReadableError'] }] : [covered, frozen],
      );
      await harness.agree();
      await go(cameras);
      harness.remove();
      expect(cameras.live).to.equal(0);
      await quiet(1500);
      expect(cameras.live).to.equal(0);
    });
  }

  it('is off when the element is removed while it is changed', async () => {
    const { cameras, harness, switchButton } = mount([good, silent], staysPositioning);
    await harness.agree();
    await until(switchButton);
    switchButton()!.click();
    await until(() => cameras.opened.length === 2);
    harness.remove();
    await quiet(500);
    expect(cameras.live).to.equal(0);
  });
});
