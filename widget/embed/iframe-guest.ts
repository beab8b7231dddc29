/** The iframe's side: hears from the page around it, and only from it, what to check, and tells it how that goes. */
import type { BeiheVerify } from '../beihe-verify.ts';
import { isStagePhase, type PhaseDetail } from '../phase.ts';
import {
  embedVersion,
  initMessageOf,
  themeProperties,
  type HeightMessage,
  type InitMessage,
  type PhaseMessage,
} from './message.ts';

/** Height while the camera's picture is shown, which takes what it is given: the oval at its widest. */
const stagePx = 680;

/** What the browser's own bars leave of a phone's screen at least. Convention. */
const barsPx = 120;

/** Make the element that the page around this one asks for. @param element not yet in the page */
export function serveFrame(element: BeiheVerify, parent: Window): void {
  /** Who asked: the only one that is told. */
  let asker: string | undefined;
  let isStage = false;
  const tell = (message: PhaseMessage | HeightMessage) => asker !== undefined && parent.postMessage(message, asker);
  const tellHeight = () => {
    const wanted = isStage ? Math.min(stagePx, screen.availHeight - barsPx) : Math.ceil(element.offsetHeight);
    tell({ beihe: embedVersion, type: 'height', heightPx: wanted });
  };

  element.addEventListener('beihe-phase', ({ detail }: CustomEvent<PhaseDetail>) => {
    isStage = isStagePhase(detail.phase);
    tell({ beihe: embedVersion, type: 'phase', ...detail });
    void element.updateComplete.then(tellHeight);
  });
  new ResizeObserver(tellHeight).observe(element);

  addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    const message = initMessageOf(data);
    if (!message || source !== parent || !isParent(origin)) return;
    asker ??= origin;
    if (origin !== asker) return;
    apply(message, element);
    tellHeight(); // whoever asked hears that it was heard
  });
}

/** Whether this is the origin of the page around this one; its `frame-ancestors` have said whether it may be. */
function isParent(origin: string): boolean {
  const { ancestorOrigins } = location as Location & { ancestorOrigins?: DOMStringList };
  // Firefox does not tell; there the window that speaks has to do.
  return origin !== 'null' && (ancestorOrigins === undefined || ancestorOrigins[0] === origin);
}

function apply({ token, locale, language, theme, properties = {} }: InitMessage, element: BeiheVerify): void {
  document.documentElement.lang = language ?? '';
  element.locale = locale ?? '';
  element.theme = theme;
  for (const name of themeProperties) element.style.setProperty(name, properties[name] ?? '');
  element.sessionToken = token;
  if (!element.isConnected) document.body.replaceChildren(element);
}
