import { css } from 'lit';

export const stageStyles = css`
  .stage-step {
    align-items: center;
    gap: 0.875em;
  }
  /* The same height for every prompt, so that nothing below it moves when the text changes. */
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
    /* The picture is mirrored for the person. The traced frames are not mirrored. */
    transform: translate(-50%, -50%) scaleX(-1);
  }
  /* The hidden video is still laid out, because some browsers pause a video that is not. */
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

  /* On a phone in landscape, the oval is beside the text. */
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

  @media (prefers-reduced-motion: reduce) {
    .ring.waiting {
      stroke-dasharray: 0.02 0.03;
    }
    /* The ring shows the remaining time, in a few steps. */
    .ring.running {
      animation-timing-function: steps(6) !important;
    }
  }

  @media (forced-colors: active) {
    .sign,
    .stage .warning {
      border: 1px solid;
    }
    .steps i,
    .counts i,
    .picture {
      forced-color-adjust: none;
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
