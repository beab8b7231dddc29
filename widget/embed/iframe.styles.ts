import { css } from 'lit';

export const iframeStyles = css`
  /* The iframe's own messages set its height; while the camera's picture is shown, it also has to fit the window. */
  iframe {
    display: block;
    width: 100%;
    height: 0;
    border: 0;
  }
  :host(:is([phase='readying'], [phase='positioning'], [phase='acting'], [phase='sending'])) iframe {
    max-height: calc(100 * var(--_vh));
  }
`;
