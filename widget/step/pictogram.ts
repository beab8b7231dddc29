import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Ask } from '#protocol/action/action.ts';
import { ownValue } from '#protocol/own.ts';
import type { Position } from '../liveness/guidance.ts';

/** Name of the movement, which the styles animate. It is mirrored: left is the person's left. */
const movementOf = (ask: Ask): string => (ask.kind === 'turn-head' ? `turn-${ask.direction}` : ask.kind);

/** Visible part of the drawing: with space for the arrow, or closer where small parts move. */
const views: Readonly<Record<string, string>> = {
  'turn-left': '-16 0 124 106',
  'turn-right': '12 0 124 106',
  nod: '12 2 124 106',
};
const closeView = '8 4 104 89';

/** The same way back. */
const backArrows: Readonly<Record<string, TemplateResult>> = {
  'turn-left': svg`<path class="arrow" d="M44 16 Q14 20 3 46 M32 8 L44 16 L36 27" />`,
  'turn-right': svg`<path class="arrow" d="M76 16 Q106 20 117 46 M88 8 L76 16 L84 27" />`,
  nod: svg`<path class="arrow" d="M108 24 Q120 50 109 76 M104 38 L108 24 L121 30" />`,
};

const arrows: Readonly<Record<string, TemplateResult>> = {
  'turn-left': svg`<path class="arrow" d="M46 6 Q12 12 3 42 M-7 31 L2 45 L14 34" />`,
  'turn-right': svg`<path class="arrow" d="M74 6 Q108 12 117 42 M127 31 L118 45 L106 34" />`,
  nod: svg`<path class="arrow" d="M108 24 Q120 50 109 76 M104 62 L108 78 L121 68" />`,
};

/**
 * A head that does the movement, or only undoes it, as decoration beside the text. With reduced motion it shows the
 * position in which the movement ends.
 */
export function pictogram(ask: Ask, isBack = false): TemplateResult {
  const movement = movementOf(ask);
  return html`
    <svg
      class="pictogram ${movement} ${isBack ? 'back' : ''}"
      viewBox=${ownValue(views, movement) ?? closeView}
      aria-hidden="true"
    >
      <path class="line" d="M14 119 C17 104 32 99 49 96 V86 M106 119 C103 104 88 99 71 96 V86" />
      <g class="head">
        <path class="ear left" d="M30 46 C21 44 21 62 32 64" />
        <path class="ear right" d="M90 46 C99 44 99 62 88 64" />
        <path class="skull" d="M60 12 C80 12 90 28 90 50 C90 72 77 93 60 93 C43 93 30 72 30 50 C30 28 40 12 60 12 Z" />
        <path
          class="hair"
          d="M29 47 C25 22 40 8 60 8 C80 8 95 22 91 47 C86 38 82 33 76 29 C64 36 46 36 37 31 C33 36 31 41 29 47 Z"
        />
        <g class="features">
          <path class="line" d="M41 44 Q47 40.5 52 43 M68 43 Q73 40.5 79 44" />
          <ellipse class="eye" cx="47" cy="53" rx="4.2" ry="5.2" />
          <ellipse class="eye" cx="73" cy="53" rx="4.2" ry="5.2" />
          <path
            class="lid"
            d="M40 53 Q47 59 54 53 M41 57 L38 60 M47 58.500 V62 M66 53 Q73 59 80 53 M79 57 L82 60 M73 58.500 V62"
          />
          <path class="nose line" d="M60 55 Q57 64 61 65" />
          ${
            ask.kind === 'open-mouth'
              ? svg`<ellipse class="mouth" cx="60" cy="77" rx="8.500" ry="3" />`
              : svg`<path class="line" d="M51 76 Q60 83 69 76" />`
          }
        </g>
      </g>
      ${ownValue(isBack ? backArrows : arrows, movement)}
    </svg>
  `;
}

/** A head in the oval, scaled and moved. @param lips its mouth, which smiles by default */
const face = (scale: number, x = 0, y = 0, lips = 'Q0 18 8 12') => svg`
  <g transform="translate(${60 + x} ${58 + y}) scale(${scale})">
    <path class="skull" d="M0 -30 C16 -30 23 -18 23 -3 C23 14 13 30 0 30 C-13 30 -23 14 -23 -3 C-23 -18 -16 -30 0 -30 Z" />
    <path class="line" d="M-9 -6 V-2 M9 -6 V-2 M-8 12 ${lips}" />
  </g>`;

const ovalOutline = svg`<path class="outline" d="M60 6 A40 52 0 1 1 59.99 6 Z" />`;

/** A picture for each problem of position or light, which shows what to do. */
const positions: Readonly<Record<Position, TemplateResult>> = {
  'face-missing': svg`${ovalOutline}<path class="line dashed" d="M60 28 C76 28 83 40 83 55 C83 72 73 88 60 88 C47 88 37 72 37 55 C37 40 44 28 60 28 Z" /><path class="arrow" d="M60 112 V94 M51 102 L60 93 L69 102" />`,
  'faces-several': svg`${ovalOutline}${face(0.85)}<g class="faint">${face(0.6, 50, 18)}</g><path class="arrow" d="M98 64 L122 88 M122 64 L98 88" />`,
  'too-dark': svg`<path class="line" d="M46 84 C46 74 34 68 34 50 A26 26 0 0 1 86 50 C86 68 74 74 74 84 Z M48 94 H72 M53 104 H67" /><path class="arrow" d="M60 2 V10 M18 16 L24 22 M102 16 L96 22 M8 54 H16 M104 54 H112" />`,
  'too-bright': svg`<circle class="line" cx="60" cy="58" r="22" /><path class="line" d="M60 12 V24 M60 92 V104 M14 58 H26 M94 58 H106 M28 26 L36 34 M92 26 L84 34 M28 90 L36 82 M92 90 L84 82" /><path class="arrow" d="M18 104 L102 12" />`,
  'face-too-small': svg`${ovalOutline}${face(0.6)}<path class="arrow" d="M38 58 H2 M12 48 L2 58 L12 68 M82 58 H118 M108 48 L118 58 L108 68" />`,
  'face-too-close': svg`${ovalOutline}${face(1.7)}<path class="arrow" d="M-4 58 H18 M9 49 L18 58 L9 67 M124 58 H102 M111 49 L102 58 L111 67" />`,
  'off-centre': svg`${ovalOutline}<g class="faint">${face(0.9, 40, 10)}</g><path class="line dashed" d="M60 31 C74 31 80 42 80 55 C80 70 72 85 60 85 C48 85 40 70 40 55 C40 42 46 31 60 31 Z" /><path class="arrow" d="M94 62 H62 M72 52 L62 62 L72 72" />`,
  'turned-away': svg`<path class="arrow" d="M14 34 V12 H36 M84 12 H106 V34 M106 82 V104 H84 M36 104 H14 V82" />${face(1.15)}`,
  'glasses-dark': svg`${face(1.6, -8)}<path class="lenses" d="M19 46 H46 Q48 66 33 66 Q18 66 19 46 Z M58 46 H85 Q86 66 71 66 Q56 66 58 46 Z" /><path class="line" d="M46 50 Q52 46 58 50" /><path class="arrow" d="M108 70 V30 M99 40 L108 30 L117 40" />`,
  'mouth-open': svg`${face(1.6, -8, 0, 'H8')}<path class="arrow" d="M110 40 V58 M102 51 L110 59 L118 51 M110 98 V80 M102 87 L110 79 L118 87" />`,
  'well-placed': svg`${ovalOutline}${face(1.05)}<path class="arrow" d="M82 94 L94 106 L116 80" />`,
};

/** A picture of the face's position and how to correct it, as decoration beside the text. */
export const positionPicture = (position: Position): TemplateResult => html`
  <svg class="pictogram" viewBox="-4 2 128 112" aria-hidden="true">${positions[position]}</svg>
`;

/** One dot for each blink that is asked for. A dot is filled once its blink was detected. */
export const blinkDots = (ask: Ask, seen: number): TemplateResult | typeof nothing =>
  ask.kind === 'blink'
    ? html`<span class="counts" aria-hidden="true">
        ${Array.from({ length: ask.count }, (_, n) => html`<i class=${n < seen ? 'seen' : ''}></i>`)}
      </span>`
    : nothing;
