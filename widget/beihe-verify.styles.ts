import { css } from 'lit';

const dark = css`
  --_surface: var(--beihe-surface, #14181d);
  --_raised: #1f252c;
  --_text: var(--beihe-text, #f2f5f7);
  --_quiet: #a9b4be;
  --_line: #333c45;
  --_accent: var(--beihe-accent, #5ed3b8);
  --_on-accent: var(--beihe-on-accent, #06231c);
  --_soft: #17352f;
  --_warn: #ffc46b;
  --_warn-soft: #3a2c14;
`;

export const styles = css`
  :host {
    --_surface: var(--beihe-surface, #ffffff);
    --_raised: #f4f6f7;
    --_text: var(--beihe-text, #12181d);
    --_quiet: #55616b;
    --_line: #d9dfe3;
    --_accent: var(--beihe-accent, #0b6b5b);
    --_on-accent: var(--beihe-on-accent, #ffffff);
    --_soft: #e3f3ef;
    --_warn: #8a4b00;
    --_warn-soft: #fdf0dc;
    --_radius: var(--beihe-radius, 20px);

    display: block;
    width: 100%;
    max-width: 440px;
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
    font-size: 16px;
    line-height: 1.55;
    -webkit-text-size-adjust: 100%;
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
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  /* Where the check runs in one. It says how high it is; while the camera's picture is shown it fits the window. */
  iframe {
    display: block;
    width: 100%;
    height: 0;
    border: 0;
  }
  :host(:is([phase='readying'], [phase='positioning'], [phase='acting'], [phase='sending'])) iframe {
    max-height: 100svh;
  }

  .card {
    background: var(--_surface);
    color: var(--_text);
    border-radius: var(--_radius);
    padding: clamp(16px, 5vw, 28px);
    min-height: 320px;
    overflow-wrap: anywhere;
    display: flex;
    flex-direction: column;
  }
  .sandbox {
    align-self: center;
    margin: 0 0 12px;
    padding: 2px 12px;
    border-radius: 99px;
    background: var(--_warn-soft);
    color: var(--_warn);
    font-size: 13px;
    font-weight: 600;
  }
  .step {
    flex: 1;
    display: flex;
    flex-direction: column;
    gap: 16px;
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
    font-size: 24px;
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
    width: 24px;
    height: 24px;
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  .waiting-step {
    flex: 1;
    display: grid;
    place-content: center;
    justify-items: center;
    gap: 16px;
    color: var(--_quiet);
  }

  .asks {
    color: var(--_quiet);
    margin-top: -8px;
  }
  .filing {
    margin: 0;
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--_raised);
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 2px 16px;
    font-size: 15px;
  }
  .filing dt {
    color: var(--_quiet);
  }
  .filing dd {
    margin: 0;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .plan {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 12px;
  }
  .plan li {
    display: flex;
    gap: 12px;
    align-items: flex-start;
  }
  .plan .icon {
    color: var(--_accent);
  }
  .purposes {
    border: 0;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 8px;
  }
  .purposes legend {
    padding: 0;
    margin-bottom: 8px;
    font-weight: 600;
  }
  .purpose {
    display: flex;
    gap: 12px;
    align-items: flex-start;
    padding: 12px 14px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    font-size: 14px;
    color: var(--_quiet);
    cursor: pointer;
  }
  .purpose b {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 8px;
    align-items: center;
    margin-bottom: 2px;
    color: var(--_text);
    font-size: 16px;
  }
  .purpose:has(input:checked) {
    border-color: var(--_accent);
    background: var(--_soft);
  }
  .purpose input {
    flex: none;
    width: 20px;
    height: 20px;
    margin: 2px 0 0;
    accent-color: var(--_accent);
  }
  .tag {
    white-space: nowrap;
    padding: 1px 8px;
    border-radius: 99px;
    border: 1px solid var(--_line);
    color: var(--_quiet);
    background: var(--_surface);
    font-size: 12px;
    font-weight: 400;
  }
  .tag.required {
    color: var(--_accent);
    border-color: currentColor;
  }
  .missing {
    color: var(--_warn);
    font-size: 15px;
    font-weight: 600;
  }
  .missing:empty {
    display: none;
  }
  .agree {
    position: sticky;
    bottom: 0;
    display: grid;
    gap: 8px;
    margin-block: -8px;
    padding-block: 8px max(8px, env(safe-area-inset-bottom));
    background: var(--_surface);
  }
  .alternative {
    color: var(--_quiet);
    font-size: 14px;
    text-align: center;
  }

  .primary {
    appearance: none;
    display: grid;
    place-content: center;
    text-decoration: none;
    border: 0;
    border-radius: 14px;
    min-height: 52px;
    padding: 12px 24px;
    width: 100%;
    background: var(--_accent);
    color: var(--_on-accent);
    font: inherit;
    font-size: 17px;
    font-weight: 600;
    cursor: pointer;
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
    background: var(--_line);
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
    gap: 14px;
  }
  .prompt {
    min-height: 88px;
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 18px;
  }
  .prompt:not(.shown) {
    text-align: center;
  }
  .prompt h2 {
    font-size: clamp(24px, 7vw, 30px);
  }
  .prompt p {
    color: var(--_quiet);
  }
  .stage {
    --ring: var(--_line);
    position: relative;
    width: min(78%, calc((100svh - 300px) * 0.75));
    min-width: 170px;
    aspect-ratio: 3 / 4;
  }
  .stage.hinting {
    --ring: var(--_warn);
  }
  .stage.good {
    --ring: var(--_accent);
  }
  /* A phone held sideways: the oval beside the words. */
  @media (max-height: 480px) and (min-width: 560px) {
    :host {
      max-width: 680px;
    }
    .card:has(.stage) {
      min-height: 0;
      padding-block: 12px;
    }
    .stage-step {
      display: grid;
      grid-template-columns: auto 1fr;
      grid-template-rows: 1fr auto auto 1fr;
      column-gap: 32px;
      justify-items: center;
    }
    .stage {
      grid-row: 1 / -1;
      width: calc((100svh - 84px) * 0.75);
    }
    .stage-step > :not(.stage) {
      grid-column: 2;
    }
    .prompt {
      grid-row: 1 / 3;
    }
  }
  .picture {
    position: absolute;
    inset: 1.5%;
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
    stroke-width: 6;
    transition: stroke 0.25s;
  }
  .ring {
    stroke: var(--_accent);
    stroke-width: 12;
    stroke-linecap: round;
    stroke-dasharray: 1;
    animation: run-out linear both;
  }
  @keyframes run-out {
    from {
      stroke-dashoffset: 0;
    }
    to {
      stroke-dashoffset: -1;
    }
  }
  .feedback {
    min-height: 42px;
    display: grid;
    place-items: center;
    padding: 6px 20px;
    border-radius: 99px;
    color: var(--_quiet);
    font-size: 17px;
    text-align: center;
  }
  .feedback.hinting {
    background: var(--_warn-soft);
    color: var(--_warn);
    font-weight: 600;
  }
  .feedback.good:not(:empty) {
    background: var(--_soft);
    color: var(--_accent);
    font-weight: 600;
  }
  .dots {
    display: flex;
    gap: 8px;
    min-height: 8px;
  }
  .dots i {
    width: 28px;
    height: 8px;
    border-radius: 4px;
    background: var(--_line);
    transition: background 0.3s;
  }
  .dots .now {
    background: color-mix(in srgb, var(--_accent) 45%, var(--_line));
  }
  .dots .past {
    background: var(--_accent);
  }
  progress.loading {
    appearance: none;
    width: 180px;
    height: 8px;
    border: 0;
    border-radius: 4px;
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
    width: 44px;
    height: 44px;
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
      rotate: 1turn;
    }
  }

  .result {
    align-items: center;
    justify-content: center;
    text-align: center;
  }
  .badge {
    width: 76px;
    height: 76px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: var(--_raised);
    color: var(--_text);
  }
  .badge .icon {
    width: 40px;
    height: 40px;
  }
  .badge.good {
    background: var(--_soft);
    color: var(--_accent);
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
    gap: 8px;
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
    font-size: 15px;
  }
  .result .until {
    color: var(--_text);
    font-weight: 600;
  }
  .result .code {
    font-size: 13px;
  }

  .link {
    align-self: stretch;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    font-size: 13px;
  }

  .pictogram {
    flex: none;
    width: 102px;
    height: 85px;
    overflow: visible;
  }
  .pictogram * {
    transform-box: fill-box;
    transform-origin: center;
  }
  .head,
  .nose,
  .arrow {
    fill: none;
    stroke: var(--_text);
    stroke-width: 4;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .arrow {
    stroke: var(--_accent);
    stroke-width: 5;
  }
  .eye,
  .mouth {
    fill: var(--_text);
  }
  .blink .eye {
    animation: blink 1.3s ease-in-out infinite;
    fill: var(--_accent);
  }
  .open-mouth .mouth {
    animation: open 1.8s ease-in-out infinite;
    fill: var(--_accent);
  }
  .turn-left .features {
    animation: to-left 2s ease-in-out infinite;
  }
  .turn-right .features {
    animation: to-right 2s ease-in-out infinite;
  }
  .nod .features {
    animation: to-down 1.8s ease-in-out infinite;
  }
  @keyframes blink {
    40%,
    60% {
      transform: scaleY(0.12);
    }
  }
  @keyframes open {
    45%,
    60% {
      transform: scaleY(4.2);
    }
  }
  @keyframes to-left {
    45%,
    60% {
      transform: translateX(-15px) scaleX(0.86);
    }
  }
  @keyframes to-right {
    45%,
    60% {
      transform: translateX(15px) scaleX(0.86);
    }
  }
  @keyframes to-down {
    45%,
    60% {
      transform: translateY(10px) scaleY(0.9);
    }
  }
  @media (prefers-reduced-motion: reduce) {
    .step,
    .pictogram *,
    .spinner {
      animation: none !important;
    }
    .spinner {
      border-color: var(--_accent);
      border-style: dotted;
    }
    .blink .eye {
      transform: scaleY(0.2);
    }
    .open-mouth .mouth {
      transform: scaleY(3.5);
    }
  }
`;
