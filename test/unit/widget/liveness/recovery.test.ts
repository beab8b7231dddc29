import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Camera } from '../../../../widget/camera/camera.ts';
import { limits } from '../../../../widget/camera/limits.ts';
import { Recovery } from '../../../../widget/liveness/recovery.ts';
import { Failure } from '../../../../widget/page/failure.ts';
import type { Sight } from '../../../../widget/page/visible.ts';
import type { UnseenCode } from '#protocol/failure-code.ts';

class FakeTrack extends EventTarget {
  readyState: MediaStreamTrackState = 'live';
  muted = false;
}

/** What the person can see, as the test sets it. */
class FakeSight implements Pick<Sight, 'unseen' | 'onChange' | 'shown'> {
  unseen: UnseenCode | undefined;
  readonly #listeners: (() => void)[] = [];
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }
  async shown(): Promise<void> {
    while (this.unseen) await new Promise<void>((resolve) => this.onChange(resolve));
  }
  become(unseen: UnseenCode | undefined): void {
    this.unseen = unseen;
    for (const listener of this.#listeners) listener();
  }
}

/** A recovery whose camera and page the test drives. */
function driven() {
  vi.stubGlobal('navigator', {
    permissions: { query: async () => Object.assign(new EventTarget(), { state: 'granted' }) },
  });
  const track = new FakeTrack();
  const state = { isHeld: false, why: 'camera-lost', isPresent: true };
  const calls: string[] = [];
  const failures: unknown[] = [];
  const camera = {
    track,
    open: async () => void calls.push('open'),
    release: async () => void calls.push('release'),
    revive: async () => void calls.push('revive'),
    whyEnded: async () => state.why,
    isPresent: async () => state.isPresent,
  };
  const ended = new AbortController();
  const sight = new FakeSight();
  const recovery = new Recovery({
    camera: camera as unknown as Camera,
    sight: sight as unknown as Sight,
    signal: ended.signal,
    isHeld: () => state.isHeld,
    pause: (trouble, mend) => {
      calls.push(`pause ${trouble ?? ''}`.trim());
      mend().then(
        () => calls.push('resume'),
        (error: unknown) => failures.push(error),
      );
    },
    fail: (reason) => failures.push(reason),
  });
  const mute = (muted: boolean) => {
    track.muted = muted;
    track.dispatchEvent(new Event(muted ? 'mute' : 'unmute'));
  };
  const end = () => {
    track.readyState = 'ended';
    track.dispatchEvent(new Event('ended'));
  };
  return { recovery, state, calls, failures, sight, mute, end };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

describe('a recovery before the windows', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('waits without limit while the page is hidden, then revives the camera', async () => {
    const { calls, failures, sight } = driven();
    sight.become('page-hidden');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(calls).toEqual(['pause']);
    sight.become(undefined);
    await settled();
    expect(calls).toEqual(['pause', 'revive', 'resume']);
    expect(failures).toEqual([]);
  });

  it('switches the camera off while the element is hidden, also if the page was hidden before', async () => {
    const { calls, failures, sight } = driven();
    sight.become('element-hidden');
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(calls).toEqual(['pause', 'release']);
    sight.become('page-hidden');
    sight.become('element-hidden');
    await settled();
    expect(calls).toEqual(['pause', 'release', 'pause', 'pause', 'release']);
    sight.become(undefined);
    await settled();
    expect(calls.filter((call) => call === 'resume')).toHaveLength(3);
    expect(failures).toEqual([]);
  });

  it('waits for a camera that another app took', async () => {
    const { calls, mute } = driven();
    mute(true);
    await vi.advanceTimersByTimeAsync(limits.mutedMs / 2);
    mute(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(calls).toEqual(['pause muted', 'revive', 'resume']);
  });

  it('stops waiting for that camera after a limit', async () => {
    const { failures, mute } = driven();
    mute(true);
    await vi.advanceTimersByTimeAsync(limits.mutedMs + 1_000);
    expect(failures).toEqual([new Failure('camera-interrupted')]);
  });

  it('opens the camera again after the system took it, but only a few times', async () => {
    const { recovery, calls, failures, end } = driven();
    end();
    await settled();
    expect(calls).toEqual(['pause opening', 'open', 'resume']);
    recovery.reopen('camera-frozen');
    recovery.reopen('camera-frozen');
    await settled();
    expect(calls.filter((call) => call === 'open')).toHaveLength(2);
    expect(failures).toEqual([new Failure('camera-frozen')]);
  });

  it.each([
    ['camera-lost', { isPresent: false }],
    ['camera-revoked', { why: 'camera-revoked' }],
  ] as const)('fails with %s if opening the camera again cannot help', async (code, change) => {
    const { state, failures, end } = driven();
    Object.assign(state, change);
    end();
    await settled();
    expect(failures).toEqual([new Failure(code)]);
  });
});

describe('a recovery once windows are disclosed', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it.each(['page-hidden', 'element-hidden'] as const)('fails with %s', (unseen) => {
    const { state, failures, sight } = driven();
    state.isHeld = true;
    sight.become(unseen);
    expect(failures).toEqual([new Failure(unseen)]);
  });

  it('fails when another app takes the camera for longer than the trace may pause', async () => {
    const { state, failures, mute } = driven();
    state.isHeld = true;
    mute(true);
    await vi.advanceTimersByTimeAsync(limits.mutedHeldMs + 1_000);
    expect(failures).toEqual([new Failure('camera-interrupted')]);
  });

  it('fails instead of opening the camera again', async () => {
    const { state, calls, failures, end } = driven();
    state.isHeld = true;
    end();
    await settled();
    expect(calls).toEqual([]);
    expect(failures).toEqual([new Failure('camera-lost')]);
  });
});
