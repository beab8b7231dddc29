import { css } from 'lit';

export const iframeStyles = css`
  /* Messages from the iframe set its height. While the camera's picture is shown, the iframe also has to fit the window. */
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
