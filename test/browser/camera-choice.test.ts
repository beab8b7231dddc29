/** Which camera is chosen, and how it is requested. */
import { expect } from '@open-wc/testing';
import { good, infrared, covered, silent, room, back, staysPositioning, stage } from './camera-stage.ts';
import { filtered } from './fake-cameras.ts';

describe('the camera', () => {
  const mount = stage();

  it('is chosen even if the browser never lists the others', async () => {
    const { harness, switchButton } = mount([good, room]);
    navigator.mediaDevices.enumerateDevices = () => new Promise(() => undefined);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(harness.names.at(-1)).to.equal('positioning');
    expect(switchButton()).to.equal(null);
  });

  it('fails with the code of the best of several bad ones', async () => {
    const { harness } = mount([covered, infrared, silent]);
    await harness.agree();
    expect((await harness.reach('failed')).code).to.equal('camera-infrared');
  });

  it('is chosen in a dark room, as its picture is not black', async () => {
    const { cameras, harness } = mount([{ id: 'dim', draw: filtered('brightness(0.08)') }, good], staysPositioning);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.ids).to.deep.equal(['dim']);
  });

  it('is never chosen by its name', async () => {
    const { cameras, harness } = mount([
      { ...good, label: 'OBS Virtual Camera (IR)' },
      { ...good, id: 'other', label: 'Front Camera' },
    ]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.ids).to.deep.equal(['good']);
  });

  it('is not one whose settings say that it faces away from the person', async () => {
    const { cameras, harness } = mount([covered, back, good]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.ids).to.deep.equal(['covered', 'good']);
  });

  it('is requested again, with fewer constraints, if it was still busy', async () => {
    const { cameras, harness } = mount([{ ...good, refusals: ['NotReadableError'] }]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(harness.names.at(-1)).to.equal('positioning');
    expect(cameras.asked.map((asked) => Object.keys(asked).join(' '))).to.deep.equal([
      'facingMode width height frameRate',
      'facingMode',
    ]);
  });

  it('is requested without constraints that it cannot satisfy', async () => {
    const { cameras, harness } = mount([{ ...good, refusals: ['OverconstrainedError'] }]);
    await harness.agree();
    await harness.reach('positioning', 'failed');
    expect(cameras.asked).to.have.length(2);
    expect(harness.names.at(-1)).to.equal('positioning');
  });

  it('works upright too, with upright frames in the trace', async () => {
    const { harness } = mount([{ ...good, widthPx: 480, heightPx: 640 }]);
    await harness.agree();
    await harness.reach('done', 'failed', 'retry');
    expect(harness.names.at(-1)).to.equal('done');
  });
});
