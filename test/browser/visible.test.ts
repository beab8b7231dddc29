/** The camera films, and movements are asked for, only while the person can see the element. */
import { expect } from '@open-wc/testing';
import { FakeCameras, loadPerson, person, setHidden } from './fake-cameras.ts';
import { Harness } from './harness.ts';
import { quiet, until } from './page-clock.ts';
import { StubVerifier, type StubOptions } from './stub-verifier.ts';

const built: string = '/dist/site/beihe.mjs';
await import(built);
await loadPerson();

const staysPositioning: StubOptions = { hang: 'POST /challenges/c/windows/0' };
const staysActing: StubOptions = { windowMs: 25_000 };

/** The element's place in a page, and how the page hides it and shows it again. */
interface Place {
  readonly name: string;
  readonly html: string;
  readonly hide: (place: HTMLElement) => void;
  readonly show: (place: HTMLElement) => void;
}

const styled = (name: string, style: string): Place => ({
  name,
  html: '<div></div>',
  hide: ({ style: own }) => (own.cssText = style),
  show: ({ style: own }) => (own.cssText = ''),
});

const dialog: Place = {
  name: 'a closed dialog',
  html: '<dialog open></dialog>',
  hide: (place) => (place as HTMLDialogElement).close(),
  show: (place) => (place as HTMLDialogElement).showModal(),
};
const scrolled: Place = {
  name: 'a page that is scrolled away',
  html: '<div style="height: 300vh"></div>',
  hide: () => scrollTo(0, document.documentElement.scrollHeight),
  show: () => scrollTo(0, 0),
};
const transparent = styled('opacity: 0', 'opacity: 0');

const places: readonly Place[] = [
  dialog,
  {
    name: 'a closed <details>',
    html: '<details open><summary>More</summary></details>',
    hide: (details) => details.removeAttribute('open'),
    show: (details) => details.setAttribute('open', ''),
  },
  styled('display: none', 'display: none'),
  styled('visibility: hidden', 'visibility: hidden'),
  styled('content-visibility: hidden', 'content-visibility: hidden'),
  transparent,
  styled('a box of no size', 'width: 0; height: 0; overflow: hidden'),
  styled('a box outside the window', 'position: absolute; left: -9999px'),
  styled('a box that is clipped', 'position: absolute; clip-path: inset(100%)'),
];

describe('an element that the person cannot see', () => {
  let place: HTMLElement;
  let cameras: FakeCameras;
  let verifier: StubVerifier;
  let harness: Harness;

  const mount = ({ html }: Place, options: StubOptions): void => {
    document.body.insertAdjacentHTML('afterbegin', html);
    place = document.body.firstElementChild as HTMLElement;
    cameras = new FakeCameras({ id: 'good', draw: person });
    verifier = new StubVerifier(options);
    harness = new Harness();
    place.append(harness.element);
  };
  const waiting = () => harness.element.getAttribute('waiting');
  const spent = () => verifier.calls.filter((call) => call.includes('/windows/')).length;

  afterEach(() => {
    harness.remove();
    place.remove();
    setHidden(false);
    verifier.restore();
    cameras.restore();
    scrollTo(0, 0);
  });

  for (const where of places) {
    it(`in ${where.name} is not filmed, and no attempt is spent`, async () => {
      mount(where, staysActing);
      await harness.reach('consent');
      where.hide(place);
      await harness.agree();
      await until(() => waiting() === 'element-hidden');
      await quiet(500);
      expect(cameras.opened).to.deep.equal([]);
      expect(harness.names.at(-1)).to.equal('readying');
      where.show(place);
      await harness.reach('acting', 'failed');
      expect(harness.names.at(-1)).to.equal('acting');
      expect(waiting()).to.equal(null);
      expect(spent()).to.equal(1);
    });
  }

  // The element scrolls itself into view when a step begins, so it can only be scrolled away later.
  for (const where of [dialog, scrolled]) {
    it(`switches its camera off in ${where.name} before the actions, and continues when it is shown`, async () => {
      mount(where, staysPositioning);
      await harness.agree();
      await harness.reach('positioning');
      where.hide(place);
      await until(() => cameras.live === 0);
      expect(waiting()).to.equal('element-hidden');
      expect(harness.text).to.contain('请让核验画面显示在屏幕上');
      await quiet(500);
      expect(harness.names.at(-1)).to.equal('positioning');
      where.show(place);
      await until(() => harness.text.includes('很好'));
      expect(cameras.live).to.equal(1);
      expect(waiting()).to.equal(null);
    });
  }

  it('switches off a camera that is opening when it is hidden', async () => {
    mount(dialog, staysPositioning);
    const { getUserMedia } = navigator.mediaDevices;
    navigator.mediaDevices.getUserMedia = async (constraints) => {
      navigator.mediaDevices.getUserMedia = getUserMedia;
      dialog.hide(place); // while the browser asks the person
      return getUserMedia(constraints);
    };
    await harness.agree();
    await until(() => cameras.opened.length === 1 && cameras.live === 0);
    expect(waiting()).to.equal('element-hidden');
    dialog.show(place);
    await harness.reach('positioning', 'failed');
    expect(harness.names.at(-1)).to.equal('positioning');
    expect(cameras.ids).to.deep.equal(['good', 'good']);
  });

  it('switches off a camera whose first frames are still judged when it is hidden', async () => {
    mount(dialog, staysPositioning);
    // A blank picture is judged for seconds.
    cameras.restore();
    cameras = new FakeCameras({ id: 'good', draw: (context, n) => isClear && person(context, n) });
    let isClear = false;
    await harness.agree();
    await until(() => cameras.live === 1);
    dialog.hide(place);
    await until(() => cameras.live === 0);
    isClear = true;
    dialog.show(place);
    await harness.reach('positioning', 'failed');
    expect(harness.names.at(-1)).to.equal('positioning');
  });

  for (const where of [dialog, scrolled, transparent]) {
    it(`fails in ${where.name} once the actions have begun, and comes back`, async () => {
      mount(where, staysActing);
      await harness.agree();
      await harness.reach('acting');
      where.hide(place);
      expect(await harness.reach('failed')).to.deep.equal({ phase: 'failed', code: 'element-hidden' });
      expect(harness.text).to.contain('核验画面不见了');
      expect(cameras.live).to.equal(0);
      expect(waiting()).to.equal(null);
      where.show(place);
      harness.press();
      await harness.reach('acting');
      expect(cameras.live).to.equal(1);
    });
  }

  it('is filmed if it has no box of its own', async () => {
    mount(styled('display: contents', ''), staysPositioning);
    harness.element.style.display = 'contents';
    await harness.agree();
    await harness.reach('positioning');
    expect(waiting()).to.equal(null);
  });

  it('is filmed in a browser without checkVisibility, and not if it is hidden there', async () => {
    const { checkVisibility } = Element.prototype;
    delete (Element.prototype as Partial<Element>).checkVisibility;
    try {
      mount(dialog, staysPositioning);
      await harness.agree();
      await harness.reach('positioning');
      dialog.hide(place);
      await until(() => cameras.live === 0);
    } finally {
      Element.prototype.checkVisibility = checkVisibility;
    }
  });
});
