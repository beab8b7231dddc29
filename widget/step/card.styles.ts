/** The element's colours, the card, and styles that every step uses. */
import { css } from 'lit';

const dark = css`
  color-scheme: dark;
  --_surface: var(--beihe-surface, #14181d);
  --_raised: #20262d;
  --_text: var(--beihe-text, #f2f5f7);
  --_quiet: #a9b4be;
  --_line: #3b454f;
  --_accent: var(--beihe-accent, #5ed3b8);
  --_on-accent: var(--beihe-on-accent, #06231c);
  --_soft: #17352f;
  --_warn: #ffc46b;
  --_warn-soft: #3a2c14;
  --_hair: #8b98a4;
`;

/** Forced colours have no tints, so outlines replace the backgrounds. */
const forced = css`
  --_surface: Canvas;
  --_raised: Canvas;
  --_text: CanvasText;
  --_quiet: CanvasText;
  --_line: GrayText;
  --_accent: Highlight;
  --_on-accent: HighlightText;
  --_soft: Canvas;
  --_warn: CanvasText;
  --_warn-soft: Canvas;
  --_hair: CanvasText;
`;

export const cardStyles = css`
  :host {
    color-scheme: light;
    --_surface: var(--beihe-surface, #ffffff);
    --_raised: #f2f5f6;
    --_text: var(--beihe-text, #12181d);
    --_quiet: #55616b;
    --_line: #d3dade;
    --_accent: var(--beihe-accent, #0b6b5b);
    --_on-accent: var(--beihe-on-accent, #ffffff);
    --_soft: #e3f3ef;
    --_warn: #8a4b00;
    --_warn-soft: #fdf0dc;
    --_hair: var(--_text);
    --_radius: var(--beihe-radius, 20px);
    --_vh: 1vh;

    display: block;
    width: 100%;
    max-width: 27.5em;
    margin-inline: auto;
    /*
     * Also for the iframe, which is outside the card. A page's own rule for every element changes neither. The size
     * “medium” is smaller in a monospaced font.
     */
    writing-mode: horizontal-tb !important;
    font-family: var(
      --beihe-font,
      system-ui,
      -apple-system,
      'PingFang SC',
      'HarmonyOS Sans SC',
      'Microsoft YaHei',
      'Noto Sans CJK SC',
      sans-serif
    ) !important;
    /*
     * The text size of the person's browser settings, independent of the size of the page's root (many set 62.5 %).
     * Everything below is in em, so that the layout scales with the text. A page that wants another size sets it on the
     * element.
     */
    font-size: medium;
  }
  @supports (height: 1svh) {
    :host {
      --_vh: 1svh;
    }
  }
  :host([hidden]) {
    display: none;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) {
      ${dark}
    }
  }
  :host([theme='dark']) {
    ${dark}
  }
  @media (prefers-contrast: more) {
    :host {
      --_quiet: var(--_text);
      --_line: var(--_text);
    }
  }
  @media (forced-colors: active) {
    :host,
    :host([theme='dark']),
    :host(:not([theme='light'])) {
      ${forced}
    }
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  [hidden] {
    display: none !important;
  }

  /*
   * The page's text properties end here. An indent, a spacing or a writing mode that suits its articles would break the
   * steps. What stays the page's: custom properties, which “all” does not include; the text size, set on the element;
   * whether the element is visible and takes clicks; and text-size-adjust, with which WeChat on iOS sets the
   * person's own text size. The card is inside, because “all” would also undo its attribute “lang”.
   */
  .apart {
    all: initial;
    display: block;
    color-scheme: inherit;
    font-family: inherit;
    font-size: inherit;
    line-height: 1.55;
    visibility: inherit;
    pointer-events: inherit;
    -webkit-text-size-adjust: inherit;
    text-size-adjust: inherit;
    /* Not part of “all”. */
    direction: ltr;
    /* The initial value is that of the parent. */
    -webkit-user-select: text;
    user-select: text;
  }
  .card {
    position: relative;
    background: var(--_surface);
    color: var(--_text);
    border-radius: var(--_radius);
    padding: clamp(16px, 5vw, 28px);
    min-height: 20em;
    overflow-wrap: anywhere;
    display: flex;
    flex-direction: column;
  }
  .sandbox {
    align-self: center;
    margin: 0 0 1em;
    padding: 0.15em 1em;
    border-radius: 99px;
    background: var(--_warn-soft);
    color: var(--_warn);
    font-size: 0.8125em;
    font-weight: 600;
    text-align: center;
  }
  .step {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 1em;
    animation: enter 0.25s ease-out;
  }
  @keyframes enter {
    from {
      opacity: 0.3;
      transform: translateY(6px);
    }
  }
  h2 {
    margin: 0;
    font-size: 1.5em;
    line-height: 1.3;
    font-weight: 700;
    letter-spacing: 0.01em;
    text-wrap: balance;
  }
  h2:focus {
    outline: none;
  }
  p {
    margin: 0;
  }
  .icon {
    width: 1.5em;
    height: 1.5em;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  /* Only for screen readers. */
  .aloud {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .waiting-step {
    flex: 1;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 1em;
    color: var(--_quiet);
  }

  @keyframes draw {
    from {
      stroke-dashoffset: 1;
    }
  }

  button,
  .primary {
    appearance: none;
    border: 0;
    font: inherit;
    cursor: pointer;
  }
  .primary {
    display: grid;
    place-content: center;
    text-decoration: none;
    border-radius: 14px;
    min-height: 3.25em;
    padding: 0.75em 1.5em;
    width: 100%;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: 1.0625em;
    font-weight: 600;
    transition:
      filter 0.15s,
      transform 0.1s;
  }
  .primary:hover {
    filter: brightness(1.08);
  }
  .primary:active {
    transform: scale(0.985);
  }
  .secondary {
    min-height: 44px;
    padding: 8px 20px;
    border: 1px solid var(--_line);
    border-radius: 99px;
    background: none;
    color: var(--_text);
  }
  .primary[disabled] {
    background: var(--_raised);
    color: var(--_quiet);
    cursor: not-allowed;
    filter: none;
  }
  :focus-visible {
    outline: 3px solid var(--_accent);
    outline-offset: 3px;
  }

  .spinner {
    position: absolute;
    inset: 0;
    margin: auto;
    width: 2.75em;
    height: 2.75em;
    border-radius: 50%;
    border: 4px solid var(--_line);
    border-top-color: var(--_accent);
    animation: turn 0.9s linear infinite;
  }
  .waiting-step .spinner {
    position: static;
  }
  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :not(.running) {
      animation: none !important;
      transition: none !important;
    }
    .spinner {
      border-color: var(--_accent);
      border-style: dotted;
    }
  }

  @media (forced-colors: active) {
    .card,
    .sandbox {
      border: 1px solid;
    }
    .secondary {
      border: 1px solid;
    }
    .primary {
      forced-color-adjust: none;
    }
    .primary[disabled] {
      background: Canvas;
      color: GrayText;
      border: 1px solid;
    }
  }
`;
