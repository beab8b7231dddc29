import { expect } from '@open-wc/testing';
import { attesterCodes } from '#protocol/failure-code.ts';
import { causes } from '#protocol/capture/verdict.ts';
import { guide, hints } from '../../widget/liveness/guidance.ts';
import { publicJwk, sessionKey } from '../../widget/verifier/key.ts';
import { chooseLocale, wordings } from '../../widget/locale/choose.ts';
import { explainedRefusals } from '../../widget/locale/wording.ts';
import { advance, following, type Phase, type PhaseName } from '../../widget/phase.ts';
import { Steady } from '../../widget/liveness/steady.ts';
import type { Observation } from '../../widget/vision/api.ts';

const wellPlaced: Observation = {
  timestampMs: 0,
  traceMs: undefined,
  widthPx: 640,
  heightPx: 480,
  faces: 1,
  box: { centre: { x: 320, y: 240 }, widthPx: 200 },
  skinLuma: 130,
  yawDegrees: 0,
  pitchDegrees: 0,
};

describe('guide', () => {
  it('has nothing to say about a well-placed face', () => {
    expect(guide(wellPlaced)).to.equal(undefined);
  });

  for (const [hint, change] of [
    ['face-missing', { faces: 0, box: undefined, skinLuma: undefined }],
    ['faces-several', { faces: 2 }],
    ['too-dark', { skinLuma: 20 }],
    ['too-bright', { skinLuma: 250 }],
    ['face-too-small', { box: { centre: { x: 320, y: 240 }, widthPx: 90 } }],
    ['face-too-close', { box: { centre: { x: 320, y: 240 }, widthPx: 400 } }],
    ['off-centre', { box: { centre: { x: 480, y: 240 }, widthPx: 200 } }],
    ['turned-away', { yawDegrees: 25 }],
  ] as const satisfies readonly (readonly [string, Partial<Observation>])[]) {
    it(`says ${hint}`, () => {
      expect(guide({ ...wellPlaced, ...change })).to.equal(hint);
    });
  }

  it('measures against the short side, whichever way the camera is held', () => {
    const upright = { ...wellPlaced, widthPx: 480, heightPx: 640, box: { centre: { x: 240, y: 320 }, widthPx: 200 } };
    expect(guide(upright)).to.equal(undefined);
  });
});

describe('sessionKey', () => {
  it('is the same after the page was loaded anew, and cannot be taken out', async () => {
    const session = `kept-${Math.random()}`;
    const first = await sessionKey(session, 2000, 1000);
    const again = await sessionKey(session, 2000, 1000);
    expect(await publicJwk(again)).to.deep.equal(await publicJwk(first));
    expect(Object.keys(await publicJwk(again))).to.deep.equal(['kty', 'crv', 'x', 'y']);
    expect(again.privateKey.extractable).to.equal(false);
  });

  it('is the same by whatever clock, and where the store keeps nothing', async () => {
    const session = `skewed-${Math.random()}`;
    const first = await sessionKey(session, 2000, 1000);
    expect(await publicJwk(await sessionKey(session, 2000, 9000))).to.deep.equal(await publicJwk(first));

    const { put } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.put = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    const unkept = `unkept-${Math.random()}`;
    const second = await sessionKey(unkept, 2000, 1000);
    expect(await publicJwk(await sessionKey(unkept, 2000, 1000))).to.deep.equal(await publicJwk(second));
    IDBObjectStore.prototype.put = put;
  });

  it('is made where the store never answers', async () => {
    const { open } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest;
    try {
      const session = `unanswered-${Math.random()}`;
      const pair = await sessionKey(session, 2000, 1000);
      expect(await publicJwk(await sessionKey(session, 2000, 1000))).to.deep.equal(await publicJwk(pair));
    } finally {
      IDBFactory.prototype.open = open;
    }
  });

  it('is dropped by another session once its own has ended', async () => {
    const session = `ended-${Math.random()}`;
    await sessionKey(session, 2000, 1000);
    await sessionKey(`next-${Math.random()}`, 9000, 3000);
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = indexedDB.open('beihe');
      request.addEventListener('success', () => resolve(request.result));
    });
    const kept = await new Promise<unknown>((resolve) => {
      const request = database.transaction('keys').objectStore('keys').get(session);
      request.addEventListener('success', () => resolve(request.result));
    });
    expect(kept).to.equal(undefined);
  });
});

describe('Steady', () => {
  it('shows a change only once it has lasted', () => {
    const steady = new Steady('a');
    expect(steady.settle('b', 0)).to.equal('a');
    expect(steady.settle('a', 100)).to.equal('a');
    expect(steady.settle('b', 200)).to.equal('a');
    expect(steady.settle('b', 600)).to.equal('b');
  });
});

describe('phases', () => {
  it('refuses what may not follow', () => {
    const idle: Phase = { name: 'idle' };
    expect(() => advance(idle, { name: 'sending' })).to.throw('sending cannot follow idle');
  });

  it('can all be reached from idle', () => {
    const reached = new Set<PhaseName>(['idle']);
    for (const name of reached) following[name].forEach((next) => reached.add(next));
    expect([...reached].toSorted()).to.deep.equal(Object.keys(following).toSorted());
  });
});

describe('locales', () => {
  for (const [locale, wording] of Object.entries(wordings)) {
    it(`${locale} has words for every hint, cause and code`, () => {
      for (const hint of hints) expect(wording.hints[hint]).to.be.a('string').and.not.equal('');
      for (const cause of causes) expect(wording.causes[cause].mend).not.to.equal('');
      for (const code of [...attesterCodes, ...explainedRefusals]) expect(wording.failures[code].mend).not.to.equal('');
    });
  }

  it('have the same keys', () => {
    const keysOf = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, keysOf(inner)]))
        : typeof value;
    expect(keysOf(wordings.en)).to.deep.equal(keysOf(wordings['zh-CN']));
  });

  it('are chosen by the first tag that is spoken, Chinese if none is', () => {
    expect(chooseLocale('', 'en-GB', 'zh-CN')).to.equal('en');
    expect(chooseLocale('', 'fr', 'zh-TW')).to.equal('zh-CN');
    expect(chooseLocale('', 'fr', 'de')).to.equal('zh-CN');
  });
});
