/**
 * How frames decide which camera is chosen, and how the person changes it. The streams are real streams of Chromium.
 */
import { expect } from '@open-wc/testing';
import { black, emptyRoom, FakeCameras, filtered, loadPerson, person, still, type FakeCamera } from './fake-cameras.ts';
import { Harness } from './harness.ts';
import { quiet, until } from './page-clock.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);
await loadPerson();

const good: FakeCamera = { id: 'good', draw: person };
const infrared: FakeCamera = { id: 'infrared', draw: filtered('grayscale(1)') };
const covered: FakeCamera = { id: 'covered', draw: black };
const frozen: FakeCamera = { id: 'frozen', draw: still };
const silent: FakeCamera = { id: 'silent', draw: () => undefined };
const small: FakeCamera = { id: 'small', draw: person, widthPx: 176, heightPx: 144 };
const room: FakeCamera = { id: 'room', draw: emptyRoom };
const back: FakeCamera = { id: 'back', draw: person, facingMode: 'environment' };

describe('the camera', () => {
  let cameras: FakeCameras;
  let verifier: StubVerifier;
  let harness: Harness;

  const mount = (seen: readonly FakeCamera[], options: StubOptions = {}): Harness => {
    cameras = new FakeCameras(...seen);
    verifier = new StubVerifier(options);
    harness = new Harness();
    return harness;
  };
  const staysPositioning: StubOptions = { hang: 'POST /challenges' };
  const switchButton = () => harness.root.querySelector<HTMLButtonElement>('[part=switch] button');

  afterEach(() => {
    harness.remove();
    verifier.restore();
    cameras.restore();
  });

  for (const bad of [infrared, covered, frozen, silent, small]) {
    it(`is not one that is ${bad.id}, which is not opened again on the next try`, async () => {
      mount([bad, good], { causes: ['too-dark'] });
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
      mount([bad]);
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

  it('is chosen even if the browser never lists the others', async () => {
    mount([good, room]);
    navigator.mediaDevices.enumerateDevices = () => new Promise(() => undefined);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(harness.names.at(-1)).to.equal('positioning');
    expect(switchButton()).to.equal(null);
  });

  it('fails with the code of the best of several bad ones', async () => {
    mount([covered, infrared, silent]);
    await harness.agree();
    expect((await harness.reach('failed')).code).to.equal('camera-infrared');
  });

  it('is chosen in a dark room, as its picture is not black', async () => {
    mount([{ id: 'dim', draw: filtered('brightness(0.08)') }, good], staysPositioning);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.ids).to.deep.equal(['dim']);
  });

  it('is never chosen by its name', async () => {
    mount([
      { ...good, label: 'OBS Virtual Camera (IR)' },
      { ...good, id: 'other', label: 'Front Camera' },
    ]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.ids).to.deep.equal(['good']);
  });

  it('is not one whose settings say that it faces away from the person', async () => {
    mount([covered, back, good]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.ids).to.deep.equal(['covered', 'good']);
  });

  it('is requested again, with fewer constraints, if it was still busy', async () => {
    mount([{ ...good, refusals: ['NotReadableError'] }]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(harness.names.at(-1)).to.equal('positioning');
    expect(cameras.asked.map((asked) => Object.keys(asked).join(' '))).to.deep.equal([
      'facingMode width height frameRate',
      'facingMode',
    ]);
  });

  it('is requested without constraints that it cannot satisfy', async () => {
    mount([{ ...good, refusals: ['OverconstrainedError'] }]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.asked).to.have.length(2);
    expect(harness.names.at(-1)).to.equal('positioning');
  });

  it('works upright too, with upright frames in the trace', async () => {
    mount([{ ...good, widthPx: 480, heightPx: 640 }]);
    await harness.agree();
    await harness.reach('done', 'failed', 'retry');
    expect(harness.names.at(-1)).to.equal('done');
  });

  it('is changed by the person, before the actions and not during them', async () => {
    mount([good, covered, { ...good, id: 'second' }], { windowMs: 20_000 });
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
    mount([good, back], staysPositioning);
    await harness.agree();
    await harness.reach('positioning');
    await quiet(500);
    expect(switchButton()).to.equal(null);
    cameras.plug({ ...good, id: 'second' });
    await until(switchButton);
  });

  it('stays the same if all others are unusable, and these are not offered again', async () => {
    mount([good, covered], staysPositioning);
    await harness.agree();
    await until(switchButton);
    switchButton()!.click();
    await until(() => cameras.opened.length === 3);
    await until(() => !switchButton());
    expect(cameras.ids).to.deep.equal(['good', 'covered', 'good']);
    expect(harness.names.at(-1)).to.equal('positioning');
  });

  it('may show no face without a time limit, but after a while a text offers another one', async () => {
    mount([room, good]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    await until(() => harness.root.querySelector('[part=switch] [role=status]'));
    expect(harness.text).to.contain('请把脸放进圆框').and.contain('可以换一个摄像头');
    switchButton()!.click();
    await harness.reach('done', 'failed');
    expect(harness.names.at(-1)).to.equal('done');
  });

  for (const [when, go] of [
    ['is measured', () => until(() => cameras.opened.length === 1)],
    ['is passed over', () => until(() => cameras.opened.length === 2)],
    ['is asked for again', () => until(() => cameras.asked.length === 1)],
  ] as const) {
    it(`is off when the element is removed while it ${when}`, async () => {
      mount(when === 'is asked for again' ? [{ ...good, refusals: ['NotReadableError'] }] : [covered, frozen]);
      await harness.agree();
      await go();
      harness.remove();
      expect(cameras.live).to.equal(0);
      await quiet(1500);
      expect(cameras.live).to.equal(0);
    });
  }

  it('is off when the element is removed while it is changed', async () => {
    mount([good, silent], staysPositioning);
    await harness.agree();
    await until(switchButton);
    switchButton()!.click();
    await until(() => cameras.opened.length === 2);
    harness.remove();
    await quiet(500);
    expect(cameras.live).to.equal(0);
  });
});
