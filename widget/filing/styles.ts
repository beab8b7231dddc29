import type { CSSResult } from 'lit';
import type { Lit } from './lit.ts';

export const filingStyles = ({ css }: Lit): CSSResult => css`
  .filing dt {
    flex-basis: 6em;
  }
  .filing dd small {
    display: block;
    color: var(--_quiet);
    font-size: 0.875em;
    font-weight: 400;
  }
  .hand,
  .typed {
    font-weight: 600;
  }
  /* Paper: it stays white, and the ink black, as on the form. */
  .pad {
    position: relative;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: #fff;
    touch-action: none;
    cursor: crosshair;
    -webkit-user-select: none;
    user-select: none;
  }
  .pad::after {
    content: '';
    position: absolute;
    inset: auto 6% 18%;
    border-bottom: 1px dashed #b9c2c9;
    pointer-events: none;
  }
  .pad.still {
    cursor: default;
  }
  .pad.still::after {
    content: none;
  }
  .pad svg {
    display: block;
    width: 100%;
    fill: none;
    stroke: #12181d;
    stroke-width: 7;
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .pad.still svg {
    stroke-width: 9;
  }
  .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
  }
  .secondary[disabled] {
    color: var(--_quiet);
    cursor: not-allowed;
  }
  .typed input {
    display: block;
    width: 100%;
    min-height: 3em;
    margin-top: 0.5em;
    padding: 0.5em 0.75em;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
    font-weight: 400;
  }
  .typed input[aria-invalid] {
    border-color: var(--_warn);
  }

  @media (forced-colors: active) {
    .pad {
      background: Canvas;
      forced-color-adjust: none;
    }
    .pad svg {
      stroke: CanvasText;
    }
  }
`;
