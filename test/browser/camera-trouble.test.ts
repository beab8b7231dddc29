/** What can go wrong after the camera was opened. The element shows a text and a way to continue for each problem. */
import { expect } from '@open-wc/testing';
import { FakeCameras, loadPerson, person, setHidden, type FakeCamera } from './fake-cameras.ts';
import { clock, Harness } from './harness.ts';
import { quiet, until } from './page-clock.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);
await loadPerson();

const good: FakeCamera = { id: 'good', draw: person };
const staysPositioning: StubOptions = { hang: 'POST /challenges' };
const staysActing: StubOptions = { windowMs: 25_000 };

describe('a camera in trouble', () => {
  let cameras: FakeCameras;
  let verifier: StubVerifier;
  let harness: Harness;
  let restore: (() => void) | undefined;

  const mount = (camera: FakeCamera = good, options: StubOptions = {}): Harness => {
    cameras = new FakeCameras(camera);
    verifier = new StubVerifier(options);
    harness = new Harness();
    return harness;
  };
  const feedback = () =>
    [...harness.root.querySelectorAll('.words, .warning')].map(({ textContent }) => textContent).join(' ');
  const failsWith = async (code: string, ...words: string[]) => {
    expect(await harness.reach('failed', 'done', 'retry')).to.deep.equal({ phase: 'failed', code });
    for (const word of words) expect(harness.text).to.contain(word);
    expect(cameras.live).to.equal(0);
  };
  const comesBack = async () => {
    harness.press();
    await harness.reach('acting', 'done', 'failed');
    expect(harness.names.at(-1)).not.to.equal('failed');
    expect(cameras.live).to.equal(1);
  };

  afterEach(() => {
    harness.remove();
    setHidden(false);
    restore?.();
    restore = undefined;
    verifier.restore();
    cameras.restore();
  });

  describe('taken by another app', () => {
    it('is reported at once, and the run continues when it is given back', async () => {
      mount(good, staysPositioning);
      await harness.agree();
      await harness.reach('positioning');
      cameras.mute(true);
      await until(() => feedback()?.includes('被其他应用占用'));
      await quiet(1000);
      expect(harness.names.at(-1)).to.equal('positioning');
      cameras.mute(false);
      await until(() => feedback()?.includes('很好'));
    });

    it('fails after a limited wait', async () => {
      mount(good, staysPositioning);
      await harness.agree();
      await harness.reach('positioning');
      cameras.mute(true);
      await failsWith('camera-interrupted', '结束通话');
    });

    it('ends the actions, and comes back', async () => {
      mount(good, staysActing);
      await harness.agree();
      await harness.reach('acting');
      cameras.mute(true);
      await failsWith('camera-interrupted');
      await comesBack();
    });
  });

  describe('behind a hidden page', () => {
    it('pauses the run before the actions', async () => {
      mount(good, staysPositioning);
      await harness.agree();
      await until(() => feedback()?.includes('很好'));
      setHidden(true);
      await clock.pass(4000); // longer than a stuck camera may take
      expect(harness.names.at(-1)).to.equal('positioning');
      setHidden(false);
      await quiet(1000);
      expect(harness.names.at(-1)).to.equal('positioning');
      expect(cameras.ids).to.deep.equal(['good']);
    });

    it('is opened again if the system ended it while the page was hidden', async () => {
      mount();
      verifier.restore();
      verifier = new StubVerifier({ hang: 'POST /challenges/c/windows/0' });
      await harness.agree();
      await harness.reach('positioning');
      setHidden(true);
      cameras.end();
      setHidden(false);
      await until(() => cameras.opened.length === 2);
      await until(() => feedback()?.includes('很好'));
      expect(cameras.live).to.equal(1);
    });

    it('is not measured while hidden', async () => {
      mount({ ...good, draw: () => undefined }, staysPositioning);
      await harness.agree();
      await until(() => cameras.opened.length === 1);
      setHidden(true);
      await clock.pass(6000); // longer than a silent camera may take
      expect(harness.names.at(-1)).to.equal('readying');
    });

    it('ends the actions, and comes back', async () => {
      mount(good, staysActing);
      await harness.agree();
      await harness.reach('acting');
      setHidden(true);
      await failsWith('page-hidden', '不要切换应用');
      setHidden(false);
      await comesBack();
    });
  });

  describe('on a turned screen', () => {
    it('continues before the actions, with frames of one size', async () => {
      mount(good);
      await harness.agree();
      await harness.reach('positioning');
      cameras.turn();
      await harness.reach('done', 'failed', 'retry');
      expect(harness.names.at(-1)).to.equal('done');
    });

    it('ends the actions, and comes back', async () => {
      mount(good, staysActing);
      await harness.agree();
      await harness.reach('acting');
      cameras.turn();
      await failsWith('camera-rotated', '不要转动手机');
      await comesBack();
    });

    it('is refused when its picture becomes too small', async () => {
      mount(good, staysPositioning);
      await harness.agree();
      await harness.reach('positioning');
      [cameras.last.canvas.width, cameras.last.canvas.height] = [160, 120];
      await failsWith('camera-too-small');
    });
  });

  describe('that ends', () => {
    for (const [phase, options] of [
      ['positioning', staysPositioning],
      ['acting', staysActing],
    ] as const) {
      it(`because it is unplugged while ${phase} comes back once it is plugged in`, async () => {
        mount(good, options);
        await harness.agree();
        await harness.reach(phase);
        cameras.unplug('good');
        await failsWith('camera-lost', '重新接好');
        cameras.plug(good);
        harness.press();
        await harness.reach(phase, 'failed');
        expect(harness.names.at(-1)).to.equal(phase);
      });

      it(`because the permission was taken back while ${phase} fails with camera-revoked`, async () => {
        const permission = stubPermission();
        mount(good, options);
        await harness.agree();
        await harness.reach(phase);
        permission.state = 'prompt';
        cameras.end();
        await failsWith('camera-revoked', '浏览器关闭了摄像头');
      });
    }

    it('by permission alone, without an event of the track, fails with camera-revoked', async () => {
      const permission = stubPermission();
      mount(good, staysPositioning);
      await harness.agree();
      await harness.reach('positioning');
      permission.state = 'denied';
      permission.dispatchEvent(new Event('change'));
      await failsWith('camera-revoked');
    });

    it('was taken by the system is opened again, but only a few times', async () => {
      mount(good, staysPositioning);
      await harness.agree();
      for (const opened of [1, 2, 3]) {
        await until(() => cameras.opened.length === opened && feedback()?.includes('很好'));
        cameras.end();
      }
      await failsWith('camera-lost');
    });
  });

  describe('that stands still', () => {
    it('is opened again before the actions', async () => {
      mount(good);
      verifier.restore();
      verifier = new StubVerifier(staysPositioning);
      await harness.agree();
      await harness.reach('positioning');
      cameras.last.stall();
      await until(() => cameras.opened.length === 2);
      await until(() => feedback()?.includes('很好'));
      expect(cameras.live).to.equal(1);
    });

    it('ends the actions, and comes back', async () => {
      mount(good, staysActing);
      await harness.agree();
      await harness.reach('acting');
      cameras.last.stall();
      await failsWith('camera-frozen', '不动了');
      await comesBack();
    });
  });

  it('that is slow is reported, and the run ends before an attempt is made', async () => {
    mount({ ...good, rateHz: 7 });
    await harness.agree();
    await until(() => feedback()?.includes('画面有点卡'));
    await failsWith('camera-slow', '亮一点');
    expect(verifier.calls.some((call) => call.includes('/windows/'))).to.equal(false);
  });

  it('on a device that is too slow ends the run before an attempt is made', async () => {
    const { createImageBitmap: real } = window;
    restore = () => {
      window.createImageBitmap = real;
    };
    window.createImageBitmap = (async (source: ImageBitmapSource) => {
      await new Promise((resolve) => setTimeout(resolve, 160));
      return real(source);
    }) as typeof real;
    mount(good);
    await harness.agree();
    await failsWith('device-too-slow', '设备跟不上');
    expect(verifier.calls.some((call) => call.includes('/windows/'))).to.equal(false);
  });

  it('whose picture the browser will not play is started by a tap', async () => {
    const { play } = HTMLMediaElement.prototype;
    restore = () => {
      HTMLMediaElement.prototype.play = play;
    };
    HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('tap first', 'NotAllowedError'));
    mount(good);
    await harness.agree();
    const tap = () => harness.root.querySelector<HTMLButtonElement>('[part=tap]');
    await until(tap);
    expect(tap()!.textContent).to.contain('点这里显示画面');
    restore();
    tap()!.click();
    await harness.reach('done', 'failed');
    expect(harness.names.at(-1)).to.equal('done');
    expect(tap()).to.equal(null);
  });

  it('works if the browser never answers whether the video plays', async () => {
    const { play } = HTMLMediaElement.prototype;
    restore = () => {
      HTMLMediaElement.prototype.play = play;
    };
    HTMLMediaElement.prototype.play = function playSilently(this: HTMLMediaElement) {
      void play.call(this);
      return new Promise(() => undefined);
    };
    mount(good);
    await harness.agree();
    await harness.reach('done', 'failed');
    expect(harness.names.at(-1)).to.equal('done');
  });

  for (const [what, code, never] of [
    ['question is never answered', 'camera-unanswered', 'getUserMedia'],
    ['picture is never tapped', 'picture-blocked', 'play'],
  ] as const) {
    it(`whose ${what} fails after a limited wait`, async () => {
      const { play } = HTMLMediaElement.prototype;
      restore = () => {
        HTMLMediaElement.prototype.play = play;
      };
      mount(good);
      if (never === 'getUserMedia') {
        navigator.mediaDevices.getUserMedia = () => {
          shortenNextMinute();
          return new Promise(() => undefined);
        };
      } else {
        HTMLMediaElement.prototype.play = () => {
          shortenNextMinute();
          return Promise.reject(new DOMException('tap first', 'NotAllowedError'));
        };
      }
      await harness.agree();
      await failsWith(code);
    });
  }

  it('that is given too late is switched off', async () => {
    mount(good);
    const { getUserMedia } = navigator.mediaDevices;
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      shortenNextMinute();
      await new Promise((resolve) => setTimeout(resolve, 1000));
      return getUserMedia(constraints);
    };
    await harness.agree();
    await failsWith('camera-unanswered');
    await until(() => cameras.opened.length === 1 && cameras.live === 0);
  });

  /** Shorten the next wait of a minute. Other timers, like those for loading the models, are unchanged. */
  function shortenNextMinute(): void {
    const { setTimeout: real } = window;
    window.setTimeout = ((work: () => void, ms = 0) => {
      if (ms !== 60_000) return real(work, ms);
      window.setTimeout = real;
      return real(work, 200);
    }) as typeof real;
  }

  /** A permission that the test can take back, which no page can do in Chromium. */
  function stubPermission(): EventTarget & { state: PermissionState } {
    const permission = Object.assign(new EventTarget(), { state: 'granted' as PermissionState });
    const { query } = navigator.permissions;
    navigator.permissions.query = async () => permission as PermissionStatus;
    restore = () => {
      navigator.permissions.query = query;
    };
    return permission;
  }
});
