/** What the person is asked for before the beginning and between windows: it holds up the beginning, and locks nobody out. */
import { expect } from '@open-wc/testing';
import { wordings } from '../../widget/locale/choose.ts';
import { listen } from './listen.ts';
import { until } from './page-clock.ts';
import { runsOfTests } from './reach-state.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);

const zh = wordings['zh-CN'];

const start = runsOfTests();

describe('what is asked for before the beginning', () => {
  const begun = (calls: readonly string[]) => calls.some((call) => /windows.0$/.test(call));

  for (const hint of ['mouth-open', 'glasses-dark'] as const) {
    it(`${hint}: holds up the beginning until the person follows`, async () => {
      const { harness, camera, verifier } = await start({ windowMs: 600_000, leadInMs: 300 });
      camera.scene = hint;
      await harness.agree();
      await until(() => harness.root.querySelector('h2')!.textContent === zh.hints[hint]);
      expect(begun(verifier.calls)).to.equal(false);
      camera.scene = 'well-placed';
      await harness.reach('acting');
    });

    it(`${hint}: locks nobody out`, async () => {
      const { harness, camera, verifier } = await start({ windowMs: 600_000, leadInMs: 300 });
      camera.scene = hint;
      await harness.agree();
      await harness.reach('acting');
      expect(begun(verifier.calls)).to.equal(true);
    });
  }

  it('closed lips are asked for between two windows, also after an answer', async () => {
    const { harness, camera } = await start({
      asks: [{ kind: 'nod' }, { kind: 'nod' }],
      windowMs: 6_000,
      gapMs: 600_000,
    });
    await harness.agree();
    await harness.reach('acting');
    camera.play('neutral', 'nod');
    const title = () => harness.root.querySelector('h2')!.textContent;
    await until(() => title() === zh.asks.answered);
    camera.hold('open-mouth', 25);
    await until(() => title() === zh.hints['mouth-open']);
    camera.letGo();
    await until(() => title() === zh.asks.answered);
  });

  it('lips that stay parted put off the next window, and do not prevent it', async () => {
    const { harness, camera } = await start({ asks: [{ kind: 'nod' }, { kind: 'nod' }], windowMs: 1_500, gapMs: 900 });
    const titles = listen(harness.root, 'h2');
    await harness.agree();
    await harness.reach('acting');
    camera.hold('open-mouth', 25);
    await until(() => titles.includes(zh.hints['mouth-open']));
    await harness.reach('done', 'retry', 'failed');
    expect(titles.lastIndexOf(zh.asks.nod)).to.be.greaterThan(titles.indexOf(zh.hints['mouth-open']));
  });
});
