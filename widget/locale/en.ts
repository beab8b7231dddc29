import { environmentAdvice, hasOneEngine, otherBrowser } from '../page/advice.ts';
import type { Place } from '../page/place.ts';
import type { EnvironmentCode } from '../page/support-code.ts';
import type { Wording } from './wording.ts';

const environment = (code: EnvironmentCode) => (place: Place) => environmentAdvice.en(code, place);

/** Where another browser has the same engine, only a newer system can help. In an app the browser can. */
const otherEngine = (place: Place): string =>
  place.shownIn === 'browser' && hasOneEngine(place)
    ? 'Update the system and try again. If that does not help, use another device, or tell your provider.'
    : `Open this page in ${otherBrowser.en[place.system]}, or tell your provider.`;

/** What the person closes and opens again. */
const shown = ({ shownIn }: Place): string => (shownIn === 'browser' ? 'browser' : 'app');

export const en: Wording = {
  sandbox: 'Sandbox, for testing only',
  pause: '. ',
  preparing: 'Getting ready…',
  consent: {
    title: 'Confirm that it is you',
    asks: (provider) => `${provider} asks you to confirm your identity for an ICP filing`,
    organiser: 'Organiser',
    domains: 'Domains',
    steps: [
      'The front camera opens; take off dark glasses and place your face in the oval',
      'Follow three simple prompts, about 15 seconds',
      'Movement data and a few pictures go to this provider for verification. No video is recorded',
    ],
    purposes: 'Please confirm',
    required: 'Required',
    optional: 'Optional',
    missing: 'Tick the required items to continue.',
    agree: 'Agree and start',
    resume: 'Start',
    alternative: (provider) =>
      `Rather not use your face? ${provider} can verify you on site instead, with the same outcome.`,
    slower: 'I need more time',
    slowerDetail: 'About twice the time for each movement. Nothing else changes.',
    slowerGiven: 'You have about twice the time for each movement.',
  },
  readying: { title: 'Almost there', loading: 'Loading the face model', camera: 'Please allow the camera' },
  positioning: { ready: 'Good, hold still', soon: 'About to begin' },
  hints: {
    'face-missing': 'Place your face in the oval',
    'faces-several': 'Only you should be in the picture',
    'too-dark': 'Too little light: face a lamp',
    'too-bright': 'Too bright: avoid direct light',
    'face-too-small': 'Come a little closer',
    'face-too-close': 'Move back a little',
    'off-centre': 'Move to the middle of the oval',
    'turned-away': 'Look straight at the screen',
    'glasses-dark': 'Please take off dark glasses',
    'mouth-open': 'Please close your mouth first',
  },
  camera: {
    troubles: {
      opening: 'Opening the camera…',
      muted: 'Another app is using the camera; please wait',
      slow: 'The picture is slow: find more light and close other apps',
    },
    unseen: 'Bring this check back onto the screen',
    switch: 'Use another camera',
    offer: 'Still not seeing you? Try another camera.',
    tap: 'Tap to show the picture',
  },
  asks: {
    blink: (count) => `Blink ${count} times`,
    turnLeft: 'Turn your head left',
    turnRight: 'Turn your head right',
    nod: 'Nod once',
    openMouth: 'Open your mouth',
    blinkDetail: 'Otherwise keep your eyes open',
    turnDetail: 'There and back again',
    nodDetail: 'Down and up again',
    openMouthDetail: 'Wide open, then close',
    enough: {
      'turn-head': 'Enough, turn back',
      nod: 'Enough, look up again',
      'open-mouth': 'Enough, close your mouth',
    },
    neutral: 'Look at the screen',
    answered: 'Well done',
    eyesOpen: 'Keep your eyes open',
    nextSoon: 'The next prompt comes soon',
    finishing: 'Almost finished',
  },
  windowOf: (n, windows) => `Prompt ${n} of ${windows}`,
  preview: 'Camera picture',
  sending: {
    title: 'Sending',
    detail: 'Please keep this page open',
    busy: 'Many people are being checked. You are in the queue: please keep this page open',
  },
  done: { title: 'Done', mend: 'Everything was sent. Your provider gets the result. You may close this page.' },
  withdrawal: {
    title: 'Withdraw consent',
    kept: (until) =>
      `Your verification data is kept until ${until} and then deleted. Until then you can withdraw your consent and have it deleted at any time.`,
    offer: 'Withdraw and delete',
    copy: 'Copy withdrawal link',
    copied: 'Copied. Keep it safe: whoever has the link can delete this data.',
    byHand: 'Copy and keep the link below. You can withdraw with it later:',
    question: 'Withdraw your consent?',
    detail:
      'The pictures, the movement data and the result will be deleted and cannot be restored. If your filing is not finished, you will have to verify again.',
    confirm: 'Withdraw and delete',
    cancel: 'Keep my data',
    sending: 'Deleting…',
    unsent: 'Nothing was deleted. Check your connection and try again.',
  },
  retry: {
    title: 'Not quite there',
    detail: 'Please correct this and try again:',
    again: 'Try again',
    slower: 'I need more time: try again slowly',
  },
  causes: {
    'face-missing': { title: 'Your face was out of sight', mend: 'Keep it in the oval all the time.' },
    'faces-several': { title: 'More than one person in the picture', mend: 'Ask others to step aside.' },
    'face-too-small': { title: 'Your face was too far away', mend: 'Come closer, so that it fills the oval.' },
    'face-too-close': { title: 'Your face was too close', mend: 'Move back, so that all of it is in the oval.' },
    'moved-too-fast': { title: 'Moved too fast', mend: 'Move slowly and hold the phone still.' },
    'too-dark': {
      title: 'Too little light on your face',
      mend: 'Switch on a light, or face a window. Take off dark glasses.',
    },
    'too-bright': { title: 'Too bright', mend: 'Avoid direct sun and lamps.' },
    'frames-too-few': {
      title: 'The picture was not smooth',
      mend: 'Close other apps, turn off battery saver, then try again.',
    },
    'connection-slow': { title: 'The connection was slow', mend: 'Use another network, or move closer to the router.' },
    'action-missed': {
      title: 'A prompt was not seen clearly',
      mend: 'Wait for the prompt, do it fully, then face front.',
    },
    'action-mirrored': {
      title: 'You turned the other way',
      mend: 'Turn to the side that the picture shows. If you did, your camera swaps left and right: turn off its mirroring, or use another camera.',
    },
    'action-other': {
      title: 'You did something not asked for',
      mend: 'Do only what is asked; otherwise look at the screen.',
    },
    'portrait-missing': {
      title: 'No clear picture of your face',
      mend: 'At the start look straight at the screen, eyes open and mouth closed.',
    },
    'evidence-unusable': {
      title: 'This picture cannot be used',
      mend: 'Use the front camera itself, in even light, not a virtual camera or a recording.',
    },
  },
  failures: {
    'page-insecure': { title: 'This page’s connection is not secure', mend: environment('page-insecure') },
    'camera-forbidden': { title: 'This page may not use the camera', mend: environment('camera-forbidden') },
    'browser-in-app': { title: 'Open this in your browser', mend: environment('browser-in-app') },
    'browser-unsupported': {
      title: 'This browser cannot run the check',
      mend: environment('browser-unsupported'),
    },
    'model-missing': {
      title: 'The face model did not load',
      mend: 'Check the network and try again. If that does not help, tell your provider.',
    },
    'model-altered': {
      title: 'The face model is not the expected one',
      mend: 'The network may have changed it. Try another network, or tell your provider.',
    },
    'wasm-refused': {
      title: 'The browser will not run the face model',
      mend: otherEngine,
    },
    'device-too-slow': {
      title: 'This device cannot keep up',
      mend: 'Close other apps and turn off battery saver, or use another device.',
    },
    'vision-blocked': {
      title: 'The face model did not start',
      mend: otherEngine,
    },
    'camera-denied': {
      title: 'No permission for the camera',
      mend: (place) =>
        place.shownIn !== 'browser'
          ? 'Allow this app to use the camera in the system’s settings, then try again.'
          : place.system === 'harmony'
            ? 'Allow the camera in the settings of the system and of the browser, then try again.'
            : 'Use the icon left of the address to allow the camera, then try again.',
    },
    'camera-absent': { title: 'No camera found', mend: 'Connect a camera, or open this page on a phone.' },
    'camera-busy': { title: 'The camera is in use', mend: 'Close the app that uses it, then try again.' },
    'camera-unanswered': {
      title: 'The camera is not allowed yet',
      mend: 'Try again and choose “Allow” when asked. If you are not asked, open this page in the system browser.',
    },
    'camera-too-small': {
      title: 'The camera’s picture is too small',
      mend: 'Use another camera, or open this page on a phone.',
    },
    'camera-infrared': {
      title: 'Only an infrared camera was found',
      mend: 'Turn on the ordinary colour camera, or use another device.',
    },
    'camera-blank': {
      title: 'The camera’s picture is black',
      mend: 'Open the lens cover, wipe the lens, turn on the light, then try again.',
    },
    'camera-frozen': {
      title: 'The camera’s picture does not move',
      mend: (place) =>
        `Close other apps that use the camera and try again. If that does not help, restart the ${shown(place)}.`,
    },
    'camera-silent': {
      title: 'The camera shows no picture',
      mend: (place) =>
        `Close other apps that use the camera and try again. If that does not help, restart the ${shown(place)} or use the system browser.`,
    },
    'camera-slow': {
      title: 'The camera is too slow',
      mend: 'Find more light, close other apps and try again, or use another camera.',
    },
    'camera-rotated': {
      title: 'The screen was turned',
      mend: 'Do not turn the phone during the actions. Try again.',
    },
    'camera-interrupted': {
      title: 'Another app took the camera',
      mend: 'End calls, close apps that use the camera, switch the camera on if it has a switch, then try again.',
    },
    'camera-revoked': {
      title: 'The browser switched the camera off',
      mend: ({ shownIn }) =>
        `Try again and allow it when asked. If you are not asked, allow the camera in ${shownIn === 'browser' ? 'the browser’s site settings' : 'the system’s settings'} first.`,
    },
    'camera-lost': { title: 'The camera was disconnected', mend: 'Connect it again, then try again.' },
    'picture-blocked': {
      title: 'The picture could not be shown',
      mend: 'Turn off low power mode, try again, and tap “Tap to show the picture” when it appears.',
    },
    'iframe-refused': {
      title: 'The verification page did not open',
      mend: 'Check the network and try again. If that does not help, tell your provider.',
    },
    'network-lost': { title: 'The connection was lost', mend: 'Check the network and try again.' },
    'network-slow': {
      title: 'The connection is too slow to begin',
      mend: 'Sending needs at least 64 kbit/s. Go where the signal is better, or use another network, and try again.',
    },
    'verifier-invalid': { title: 'The address of the service is wrong', mend: 'Please tell your provider.' },
    'verifier-failed': {
      title: 'The service is unavailable',
      mend: 'Please try again later. If that does not help, tell your provider.',
    },
    'attester-failed': {
      title: 'Something went wrong on this page',
      mend: 'Please try again. If that does not help, reload the page.',
    },
    'page-hidden': { title: 'The check was interrupted', mend: 'Stay on this page until the end, then try again.' },
    'element-hidden': {
      title: 'The check left the screen',
      mend: 'It has to stay on the screen during the actions. Do not close it or scroll away, then try again.',
    },
    'session-expired': { title: 'This check has expired', mend: 'Start again from your provider’s page.' },
    'session-unknown': { title: 'There is no such check', mend: 'Start again from your provider’s page.' },
    'session-withdrawn': {
      title: 'This check was withdrawn',
      mend: 'Its data is deleted. You can start again from your provider’s page.',
    },
    'session-finished': {
      title: 'This check is finished',
      mend: 'There is nothing more to do. You may close this page.',
    },
    'token-invalid': { title: 'This check’s token is not valid', mend: 'Open it again from your provider’s page.' },
    'token-expired': { title: 'The link has expired', mend: 'Start again from your provider’s page.' },
    'token-foreign': { title: 'This check’s token is not valid', mend: 'Open it again from your provider’s page.' },
    'key-foreign': {
      title: 'This check belongs to another device or browser',
      mend: 'Continue where you opened it first. If you have cleared that browser’s data, start again from your provider’s page.',
    },
    'consent-outdated': { title: 'The consent text has changed', mend: 'Please read and confirm it again.' },
    'challenge-replaced': {
      title: 'The check was restarted in another window',
      mend: 'Keep only one window open and try again.',
    },
    'attempts-paused': {
      title: 'Many attempts: take a short break',
      mend: 'To protect you, the check is paused for a while.',
    },
    'attempts-exhausted': {
      title: 'No attempts left for this check',
      mend: 'Start again from your provider’s page, or be verified on site.',
    },
    'subject-digest-stale': {
      title: 'The filing has changed',
      mend: 'Open this again from your provider’s page, and look at the filing before you go on.',
    },
    'case-withdrawn': { title: 'The filing was withdrawn', mend: 'Its data was deleted. There is nothing more to do.' },
    'evidence-late': { title: 'Sending took too long', mend: 'The connection is slow. Try another network.' },
    'frames-late': { title: 'Sending took too long', mend: 'The connection is slow. Try another network.' },
    'upload-slow': {
      title: 'The connection was too slow to finish sending',
      mend: 'Try again on a better connection.',
    },
    'verifier-busy': { title: 'Many people are being checked', mend: 'Please try again in a few minutes.' },
    'sandbox-local-only': {
      title: 'The sandbox works only on its own machine',
      mend: 'Open it through localhost.',
    },
  },
  other: {
    title: 'Something went wrong',
    mend: 'Try again. If that does not help, tell your provider the code below.',
  },
  exit: {
    copy: 'Copy the link',
    copied: 'Copied: paste it into your browser',
    byHand: 'Copy this link and open it in your browser:',
    open: 'Open in a new window',
  },
  iframe: 'Filing verification',
  code: 'Code',
  pausedUntil: (time) => `You can try again after ${time}`,
  tryAgain: 'Try again',
};
