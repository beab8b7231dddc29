import { css } from 'lit';

export const pictogramStyles = css`
  .pictogram {
    width: 100%;
    height: 100%;
    overflow: visible;
    fill: none;
    stroke: var(--_text);
    stroke-width: 3.5;
    stroke-linecap: round;
    stroke-linejoin: round;
    --move: there-and-back 2s;
  }
  .pictogram.back {
    --move: back 1.4s;
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
  .lenses {
    fill: var(--_text);
  }
  .lid {
    opacity: 0;
  }
  .arrow {
    stroke: currentColor;
    stroke-width: 6;
  }
  .outline {
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
  /* The end position of the movement. Each part stays there if the person prefers reduced motion. */
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
   * About 12 pictures a second, here and in the ring. Drawing 60 would take time from the processing of camera frames, most
   * of all on slow devices.
   */
  :is(.turn-left, .turn-right, .nod) :is(.features, .hair),
  :is(.turn-left, .turn-right) :is(.ear, .nose),
  .nod .head,
  .open-mouth :is(.mouth, .skull) {
    animation: var(--move) steps(7) infinite;
  }
  @keyframes back {
    0%,
    25% {
      transform: var(--to);
    }
    75% {
      transform: none;
    }
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
    .pictogram * {
      transform: var(--to);
    }
    .pictogram.back * {
      transform: none;
    }
    .blink .eye {
      opacity: 0;
    }
    .blink .lid {
      opacity: 1;
    }
  }
`;
