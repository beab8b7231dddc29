/** The iframe's side: takes the token only from the page around it, and sends phases and height back. */
import type {
  BeiheVerify,
  HeightMessage,
  InitMessage,
  PhaseDetail,
  PhaseMessage,
  UnseenCode,
  WaitingMessage,
} from '../contract.ts';
import { isStagePhase } from '../phase.ts';
import { embedVersion, initMessageOf } from './message.ts';
import { themeProperties } from './theme.ts';

/**
 * Height while the camera's picture is shown, for the oval at its widest. The picture fills any height that it is
 * given.
 */
const stagePx = 680;

/** Height of a phone browser's own bars, at most. Convention. */
const barsPx = 120;

/** Start the element when the page around this one sends a token. @param element not yet in the page */
export function serveIframe(element: BeiheVerify, parent: Window): void {
  /** Origin of the page that sent the token. Only this origin gets messages. */
  let asker: string | undefined;
  let isStage = false;
  const send = (message: PhaseMessage | WaitingMessage | HeightMessage) =>
    asker !== undefined && parent.postMessage(message, asker);
  const sendHeight = () => {
    const wanted = isStage ? Math.min(stagePx, screen.availHeight - barsPx) : Math.ceil(element.offsetHeight);
    send({ beihe: embedVersion, type: 'height', heightPx: wanted });
  };

  element.addEventListener('beihe-phase', ({ detail }: CustomEvent<PhaseDetail>) => {
    isStage = isStagePhase(detail.phase);
    send({ beihe: embedVersion, type: 'phase', ...detail });
    setTimeout(sendHeight); // once the element has rendered the phase
  });
  new ResizeObserver(sendHeight).observe(element);
  const sendWaiting = () => {
    const waiting = (element.getAttribute('waiting') as UnseenCode | null) ?? undefined;
    send({ beihe: embedVersion, type: 'waiting', waiting });
  };
  new MutationObserver(sendWaiting).observe(element, { attributeFilter: ['waiting'] });

  addEventListener('message', ({ source, origin, data }: MessageEvent<unknown>) => {
    const message = initMessageOf(data);
    if (!message || source !== parent || !isParent(origin)) return;
    asker ??= origin;
    if (origin !== asker) return;
    apply(message, element);
    sendHeight(); // this also confirms that the message has arrived
  });
}

/** Whether this is the origin of the page around this one, which `frame-ancestors` has allowed. */
function isParent(origin: string): boolean {
  const { ancestorOrigins } = location as Location & { ancestorOrigins?: DOMStringList };
  // Firefox has no list of ancestors; there only the message's window is checked.
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
