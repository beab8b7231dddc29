/** How frames show that a camera is unfit. */
import { expect } from '@open-wc/testing';
import { good, infrared, covered, frozen, silent, small, stage } from './camera-stage.ts';

describe('a camera that is unfit', () => {
  const mount = stage();

  for (const bad of [infrared, covered, frozen, silent, small]) {
    it(`is not one that is ${bad.id}, which is not opened again on the next try`, async () => {
      const { cameras, harness } = mount([bad, good], { causes: ['too-dark'] });
      await harness.agree();
      await harness.reach('retry', 'failed');
      expect(harness.names.at(-1)).to.equal('retry');
      expect(cameras.ids).to.deep.equal([bad.id, 'good']);
      harness.press();
      await harness.reach('positioning', 'failed');
      expect(cameras.ids).to.deep.equal([bad.id, 'good', 'good']);
      expect(cameras.live).to.equal(1);
    });
  }

  for (const [bad, title] of [
    [infrared, '红外'],
    [covered, '是黑的'],
    [frozen, '不动了'],
    [silent, '没有画面'],
    [small, '太小'],
  ] as const) {
    it(`fails if the only one is ${bad.id}, and recovers once there is a good one`, async () => {
      const { cameras, harness } = mount([bad]);
      await harness.agree();
      const code = { covered: 'camera-blank', small: 'camera-too-small' }[bad.id] ?? `camera-${bad.id}`;
      expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code });
      expect(harness.text).to.contain(title);
      expect(cameras.live).to.equal(0);
      cameras.plug(good);
      harness.press();
      await harness.reach('positioning', 'acting');
    });
  }
});
