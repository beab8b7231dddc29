/** Which camera is chosen by its frames, and how the person changes it. The streams are Chromium's own. */
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
    it(`passes over one that is ${bad.id}, and does not look again on the next try`, async () => {
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
    it(`says that the only one is ${bad.id}, and comes back once there is a good one`, async () => {
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

  it('is taken also where the browser never tells which others there are', async () => {
    mount([good, room]);
    navigator.mediaDevices.enumerateDevices = () => new Promise(() => undefined);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(harness.names.at(-1)).to.equal('positioning');
    expect(switchButton()).to.equal(null);
  });

  it('says what is wrong with the best of several bad ones', async () => {
    mount([covered, infrared, silent]);
    await harness.agree();
    expect((await harness.reach('failed')).code).to.equal('camera-infrared');
  });

  it('is taken in a dark room, whose picture is not black', async () => {
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

  it('is not one that says that it faces away', async () => {
    mount([covered, back, good]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.ids).to.deep.equal(['covered', 'good']);
  });

  it('is asked for once more, with fewer wishes, where it is freed late', async () => {
    mount([{ ...good, refusals: ['NotReadableError'] }]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(harness.names.at(-1)).to.equal('positioning');
    expect(cameras.asked.map((asked) => Object.keys(asked).join(' '))).to.deep.equal([
      'facingMode width height frameRate',
      'facingMode',
    ]);
  });

  it('is asked for plainly where it cannot do what was wished for', async () => {
    mount([{ ...good, refusals: ['OverconstrainedError'] }]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.asked).to.have.length(2);
    expect(harness.names.at(-1)).to.equal('positioning');
  });

  it('works upright as well: the trace has frames as the phone is held', async () => {
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

  it('is not offered for change where there is no other', async () => {
    mount([good, back], staysPositioning);
    await harness.agree();
    await harness.reach('positioning');
    await quiet(500);
    expect(switchButton()).to.equal(null);
    cameras.plug({ ...good, id: 'second' });
    await until(switchButton);
  });

  it('stays when all others turn out to be of no use, which are then offered no more', async () => {
    mount([good, covered], staysPositioning);
    await harness.agree();
    await until(switchButton);
    switchButton()!.click();
    await until(() => cameras.opened.length === 3);
    await until(() => !switchButton());
    expect(cameras.ids).to.deep.equal(['good', 'covered', 'good']);
    expect(harness.names.at(-1)).to.equal('positioning');
  });

  it('is waited before without end; after a while another one is offered in words', async () => {
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
