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

/** Forced colours know no tints: what was told by a background is told by an outline. */
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

export const styles = css`
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
    font-family: var(
      --beihe-font,
      system-ui,
      -apple-system,
      'PingFang SC',
      'HarmonyOS Sans SC',
      'Microsoft YaHei',
      'Noto Sans CJK SC',
      sans-serif
    );
    /*
     * The person's own text size, whatever a page makes of its root's (many set 62.5 % or a share of the screen), and
     * everything below in em: text of 200 % is a layout of 200 %. A page sets another size on the element itself.
     */
    font-size: medium;
    line-height: 1.55;
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

  /* Where the check runs in one. It says how high it is; while the camera's picture is shown it fits the window. */
  iframe {
    display: block;
    width: 100%;
    height: 0;
    border: 0;
  }
  :host(:is([phase='readying'], [phase='positioning'], [phase='acting'], [phase='sending'])) iframe {
    max-height: calc(100 * var(--_vh));
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
  /* Heard, not seen. */
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

  .asks {
    color: var(--_quiet);
    margin-top: -0.5em;
  }
  .filing {
    margin: 0;
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--_raised);
    display: grid;
    gap: 0.15em;
    font-size: 0.9375em;
  }
  .filing div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
  }
  .filing dt {
    flex: 0 0 5em;
    color: var(--_quiet);
  }
  .filing dd {
    flex: 1 1 8em;
    margin: 0;
    font-weight: 600;
  }
  .plan {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 0.625em;
  }
  .plan li {
    display: flex;
    gap: 0.75em;
    align-items: center;
  }
  .plan .icon {
    width: 40px;
    height: 40px;
    padding: 8px;
    border-radius: 50%;
    background: var(--_soft);
    color: var(--_accent);
  }
  .purposes {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
    display: grid;
    gap: 0.625em;
  }
  .purposes legend {
    padding: 0;
    margin-bottom: 0.5em;
    font-weight: 600;
  }
  .purpose {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 12px;
    align-items: flex-start;
    padding: 14px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    color: var(--_quiet);
    cursor: pointer;
  }
  /* Beside its box, or under it where that leaves too little for a word. */
  .purpose > span {
    flex: 1 1 8em;
    min-width: 0;
    font-size: 0.875em;
    line-height: 1.6;
  }
  .purpose b {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.5em;
    align-items: center;
    margin-bottom: 0.25em;
    color: var(--_text);
    font-size: 1.1429em;
    line-height: 1.5;
  }
  .purpose:has(input:checked) {
    border-color: var(--_accent);
    background: var(--_soft);
  }
  .purpose input {
    flex: none;
    width: 1.5em;
    height: 1.5em;
    margin: 0;
    accent-color: var(--_accent);
    font: inherit;
    /* Reached by keyboard, it comes to stand above the bar with the button. */
    scroll-margin-block: 2em 8em;
  }
  .tag {
    white-space: nowrap;
    padding: 0 0.6em;
    border-radius: 99px;
    border: 1px solid var(--_line);
    color: var(--_quiet);
    background: var(--_surface);
    font-size: 0.75em;
    font-weight: 400;
  }
  .tag.required {
    color: var(--_accent);
    border-color: currentColor;
  }
  .missing {
    color: var(--_warn);
    font-size: 0.9375em;
    font-weight: 600;
  }
  .agree {
    display: grid;
    gap: 0.5em;
    padding-block: 0.25em;
    background: var(--_surface);
  }
  /* The button stays at hand where there is room for it and for reading. */
  @media (min-height: 40em) {
    .agree {
      position: sticky;
      bottom: 0;
      padding-block: 0.25em max(0.75em, env(safe-area-inset-bottom));
    }
    .agree::before {
      content: '';
      position: absolute;
      inset: -1.5em 0 auto;
      height: 1.5em;
      background: linear-gradient(to top, var(--_surface), transparent);
      pointer-events: none;
    }
  }
  .alternative {
    color: var(--_quiet);
    font-size: 0.875em;
    text-align: center;
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

  .stage-step {
    align-items: center;
    gap: 0.875em;
  }
  /* As high for every prompt: nothing under it moves when the words change. */
  .prompt {
    width: 100%;
    min-height: 6.5em;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: center;
    gap: 0.5em 0.875em;
  }
  .sign {
    flex: none;
    width: 7em;
    height: 6em;
    overflow: hidden;
    display: grid;
    place-items: center;
    border-radius: 1.25em;
    background: var(--_raised);
    color: var(--_accent);
    transition: background 0.25s;
  }
  .sign.hinting {
    background: var(--_warn-soft);
    color: var(--_warn);
  }
  .sign.good {
    background: var(--_soft);
  }
  .sign > .icon,
  .seen .icon {
    width: 3.5em;
    height: 3.5em;
    stroke-width: 1.4;
  }
  .seen .icon {
    width: 4.25em;
    height: 4.25em;
    stroke-width: 2.4;
  }
  .seen .icon path {
    stroke-dasharray: 1;
    animation: draw 0.35s ease-out;
  }
  @keyframes draw {
    from {
      stroke-dashoffset: 1;
    }
  }
  .words {
    flex: 1 1 9em;
    max-width: 15em;
  }
  .prompt h2 {
    font-size: clamp(1.3em, 6.5vw, 1.7em);
    line-height: 1.25;
  }
  .prompt p {
    margin-top: 0.15em;
    color: var(--_quiet);
  }
  .counts {
    display: flex;
    gap: 0.5em;
    margin-top: 0.5em;
  }
  .counts i {
    width: 0.875em;
    height: 0.875em;
    border: 2px solid var(--_accent);
    border-radius: 50%;
  }
  .counts .seen {
    background: var(--_accent);
  }
  .stage {
    --ring: var(--_line);
    position: relative;
    width: min(88%, calc((100 * var(--_vh) - 19.5em) * 0.75));
    min-width: 10em;
    aspect-ratio: 3 / 4;
  }
  .stage.hinting {
    --ring: var(--_warn);
  }
  .picture {
    position: absolute;
    inset: 2%;
    border-radius: 50%;
    overflow: hidden;
    background: var(--_raised);
  }
  .picture video {
    /* The oval's width is 62 % of the camera picture's short side: a face that fills it has the right size. */
    position: absolute;
    left: 50%;
    top: 50%;
    width: 161%;
    aspect-ratio: 1;
    object-fit: cover;
    /* As in a mirror; the frames that are looked at stay as the camera gives them. */
    transform: translate(-50%, -50%) scaleX(-1);
  }
  /* Laid out all the same: some browsers pause what is not. */
  .picture video.off {
    opacity: 0;
  }
  .picture .tap {
    position: absolute;
    inset: 0;
    width: 100%;
    padding: 20%;
    border: 0;
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .switch {
    display: grid;
    gap: 8px;
    justify-items: center;
    text-align: center;
  }
  .switch button {
    min-height: 44px;
    padding: 8px 20px;
    border: 1px solid var(--_line);
    border-radius: 99px;
    background: none;
    color: var(--_text);
    font: inherit;
    cursor: pointer;
  }
  .switch.urgent button {
    border-color: var(--_accent);
    background: var(--_soft);
    color: var(--_accent);
    font-weight: 600;
  }
  .overlay {
    position: absolute;
    inset: 0;
    width: 100%;
    height: 100%;
    overflow: visible;
  }
  .track,
  .ring {
    fill: none;
    stroke: var(--ring);
    stroke-width: 5;
    transition: stroke 0.25s;
  }
  .ring {
    stroke: var(--_accent);
    stroke-width: 11;
    stroke-linecap: round;
    transition: stroke-dasharray 0.1s linear;
  }
  .ring.running {
    stroke-dasharray: 1;
    animation: run-out both;
  }
  .ring.waiting {
    stroke-dasharray: 0.16 0.84;
    animation: run-out 1.6s steps(24) infinite;
  }
  @keyframes run-out {
    to {
      stroke-dashoffset: -1;
    }
  }
  .stage .warning {
    position: absolute;
    left: 50%;
    bottom: 7%;
    transform: translateX(-50%);
    width: max-content;
    max-width: 100%;
    padding: 0.4em 1.1em;
    border-radius: 1.2em;
    background: var(--_warn-soft);
    color: var(--_warn);
    font-weight: 600;
    text-align: center;
  }
  .steps {
    display: flex;
    gap: 0.5em;
    min-height: 0.5em;
  }
  .steps i {
    width: 2.25em;
    height: 0.5em;
    border-radius: 99px;
    background: var(--_line);
    transition: background 0.3s;
  }
  .steps .now {
    box-shadow: inset 0 0 0 2px var(--_accent);
  }
  .steps .past {
    background: var(--_accent);
  }
  progress.loading {
    appearance: none;
    width: min(11em, 100%);
    height: 0.5em;
    border: 0;
    border-radius: 99px;
    overflow: hidden;
    background: var(--_line);
  }
  progress.loading::-webkit-progress-bar {
    background: var(--_line);
  }
  progress.loading::-webkit-progress-value {
    background: var(--_accent);
    transition: inline-size 0.2s;
  }
  progress.loading::-moz-progress-bar {
    background: var(--_accent);
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
  /* A phone held sideways: the oval beside the words. */
  @media (max-height: 30em) and (min-width: 35em) {
    :host {
      max-width: 44em;
    }
    .card {
      min-height: 0;
      padding-block: 0.75em;
    }
    .stage-step {
      display: grid;
      grid-template: 1fr auto auto 1fr / auto minmax(0, 1fr);
      gap: 0.75em 2em;
      justify-items: center;
    }
    .stage {
      grid-row: 1 / -1;
      width: calc((100 * var(--_vh) - 2.5em) * 0.75);
    }
    .stage-step > :not(.stage) {
      grid-column: 2;
    }
    .prompt {
      grid-row: 2;
    }
    .steps,
    progress.loading {
      grid-row: 3;
    }
    .switch {
      grid-row: 4;
      align-self: start;
    }
    .sandbox {
      position: absolute;
      inset: 1em 1.5em auto auto;
    }
  }

  .result {
    align-items: center;
    justify-content: center;
    text-align: center;
  }
  .badge {
    flex: none;
    width: 4.75em;
    height: 4.75em;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: var(--_raised);
    color: var(--_text);
  }
  .badge .icon {
    width: 2.5em;
    height: 2.5em;
  }
  .badge.good {
    background: var(--_soft);
    color: var(--_accent);
  }
  .badge.good path {
    stroke-dasharray: 1;
    animation: draw 0.45s 0.1s ease-out backwards;
  }
  .badge.warning {
    background: var(--_warn-soft);
    color: var(--_warn);
  }
  .result p {
    color: var(--_quiet);
    text-wrap: balance;
  }
  .causes {
    align-self: stretch;
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 0.5em;
    text-align: start;
  }
  .causes li {
    display: grid;
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--_raised);
  }
  .causes span {
    color: var(--_quiet);
    font-size: 0.9375em;
  }
  .result .until {
    color: var(--_text);
    font-weight: 600;
  }
  .result .code {
    font-size: 0.8125em;
  }

  .link {
    align-self: stretch;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    font-size: 0.8125em;
  }

  .pictogram {
    width: 100%;
    height: 100%;
    overflow: visible;
    fill: none;
    stroke: var(--_text);
    stroke-width: 3.5;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .pictogram * {
    --to: none;
    transform-box: fill-box;
    transform-origin: center;
  }
  .skull {
    fill: var(--_surface);
  }
  .hair {
    fill: var(--_hair);
    stroke: none;
  }
  .eye {
    fill: var(--_text);
    stroke: none;
  }
  .lid {
    opacity: 0;
  }
  .arrow {
    stroke: currentColor;
    stroke-width: 6;
  }
  .frame {
    stroke: var(--_quiet);
    stroke-width: 3;
    stroke-dasharray: 6 6;
  }
  .dashed {
    stroke-dasharray: 1 8;
  }
  .faint {
    opacity: 0.55;
  }
  .mouth {
    fill: currentColor;
    stroke-width: 3;
  }
  /* Each part's far end of the movement; without motion it stays there. */
  .turn-left .features {
    --to: translateX(-13px) scaleX(0.8);
  }
  .turn-left .hair {
    --to: translateX(-3px) scaleX(0.96);
  }
  .turn-left .ear.left,
  .turn-right .ear.right {
    --to: scaleX(0);
  }
  .turn-left .ear.right {
    --to: translateX(-13px);
  }
  .turn-left .nose {
    --to: translateX(-5px) scaleX(1.8);
  }
  .turn-right .features {
    --to: translateX(13px) scaleX(0.8);
  }
  .turn-right .hair {
    --to: translateX(3px) scaleX(0.96);
  }
  .turn-right .ear.left {
    --to: translateX(13px);
  }
  .turn-right .nose {
    --to: translateX(5px) scaleX(-1.8);
  }
  .nod .head {
    --to: translateY(6px);
  }
  .nod .features {
    --to: translateY(13px) scaleY(0.82);
  }
  .nod .hair {
    --to: translateY(4px) scaleY(1.25);
  }
  .open-mouth .mouth {
    --to: translateY(2px) scaleY(3.6);
  }
  .open-mouth .skull {
    --to: scaleY(1.07);
    transform-origin: top;
  }
  .nod .hair {
    transform-origin: top;
  }
  /*
   * A dozen pictures a second, here and in the ring: drawing sixty would take the time that frames are looked at in,
   * on the devices that have the least of it.
   */
  :is(.turn-left, .turn-right, .nod) :is(.features, .hair),
  :is(.turn-left, .turn-right) :is(.ear, .nose),
  .nod .head,
  .open-mouth :is(.mouth, .skull) {
    animation: there-and-back 2s steps(7) infinite;
  }
  @keyframes there-and-back {
    0%,
    12% {
      transform: none;
    }
    42%,
    62% {
      transform: var(--to);
    }
    92% {
      transform: none;
    }
  }
  .blink .eye,
  .blink .lid {
    stroke: currentColor;
    animation: eye-shut 1.1s steps(2) infinite;
  }
  .blink .eye {
    fill: currentColor;
    stroke: none;
  }
  .blink .lid {
    animation-name: lid-shut;
  }
  @keyframes eye-shut {
    50% {
      transform: none;
      opacity: 1;
    }
    58%,
    78% {
      transform: scaleY(0.1);
      opacity: 0;
    }
    86% {
      transform: none;
      opacity: 1;
    }
  }
  @keyframes lid-shut {
    55% {
      opacity: 0;
    }
    58%,
    78% {
      opacity: 1;
    }
    81% {
      opacity: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    :not(.running) {
      animation: none !important;
      transition: none !important;
    }
    .pictogram * {
      transform: var(--to);
    }
    .blink .eye {
      opacity: 0;
    }
    .blink .lid {
      opacity: 1;
    }
    .spinner {
      border-color: var(--_accent);
      border-style: dotted;
    }
    .ring.waiting {
      stroke-dasharray: 0.02 0.03;
    }
    /* What is left of the time, in a few steps. */
    .ring.running {
      animation-timing-function: steps(6) !important;
    }
  }
  @media (forced-colors: active) {
    .card,
    .sandbox,
    .filing,
    .sign,
    .badge,
    .causes li,
    .stage .warning,
    .switch button {
      border: 1px solid;
    }
    .primary,
    .steps i,
    .counts i,
    .picture {
      forced-color-adjust: none;
    }
    .primary[disabled] {
      background: Canvas;
      color: GrayText;
      border: 1px solid;
    }
    .steps i {
      background: Canvas;
      border: 1px solid CanvasText;
    }
    .steps .now {
      border-width: 3px;
    }
    .steps .past {
      background: Highlight;
    }
  }
`;
