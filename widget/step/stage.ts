import { html, nothing, svg, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Ask } from '#protocol/action/action.ts';
import type { Trouble } from '../camera/diagnose.ts';
import type { Hint } from '../guidance.ts';
import type { Wording } from '../locale/wording.ts';
import { isStagePhase, type Phase, type StagePhaseName } from '../phase.ts';
import type { SwitchOffer } from '../watch.ts';
import { pictogram } from './pictogram.ts';

export type StagePhase = Extract<Phase, { name: StagePhaseName }>;

export interface StageStep {
  readonly phase: StagePhase;
  readonly wording: Wording;
  /** Undefined while the face is well placed. */
  readonly hint: Hint | undefined;
  /** What ails the camera. */
  readonly trouble: Trouble | undefined;
  /** Share of the models that has arrived, 0 to 1. */
  readonly loadedShare: number;
  readonly hasCamera: boolean;
  /** Starts the picture where the browser wants a tap for it. */
  readonly tap: (() => void) | undefined;
  readonly offer: SwitchOffer;
  readonly onSwitch: () => void;
}

/** One thing to say large, one to say under it, and what to mend now. */
interface Saying {
  readonly title: string;
  readonly detail?: string;
  readonly feedback?: string;
}

export const isStage = (phase: Phase): phase is StagePhase => isStagePhase(phase.name);

/** One instruction, the camera's picture in an oval, live feedback, and how far along. */
export function stageStep(step: StageStep): TemplateResult {
  const { phase, wording, hint, trouble, hasCamera, tap } = step;
  const ask = phase.name === 'acting' ? phase.ask : undefined;
  const { title, detail, feedback } = say(step);
  const isAsking = (ask && !trouble) || phase.name === 'sending';
  const tone = isAsking ? 'asking' : hint || trouble ? 'hinting' : hasCamera ? 'good' : 'waiting';
  return html`
    <div class="step stage-step" part="stage">
      <div class="prompt ${ask ? 'shown' : ''}">
        ${ask ? pictogram(ask.ask) : nothing}
        <div class="words">
          <h2 part="prompt" tabindex="-1" aria-live="polite">${title}</h2>
          ${detail ? html`<p>${detail}</p>` : nothing}
        </div>
      </div>
      <div class="stage ${tone}">
        <div class="picture">
          <video class=${hasCamera ? '' : 'off'} playsinline muted aria-label=${wording.preview}></video>
          ${hasCamera || tap ? nothing : html`<div class="spinner"></div>`}
          ${tap ? html`<button class="tap" part="tap" @click=${tap}>${wording.camera.tap}</button>` : nothing}
        </div>
        ${ring(ask?.remainingMs)}
      </div>
      <p class="feedback ${tone}" role="status">${feedback}</p>
      ${switchButton(step)} ${progress(step)}
    </div>
  `;
}

/** Another camera, while it may be changed; in so many words where this one sees nobody. */
function switchButton({ offer, wording, onSwitch }: StageStep): TemplateResult | typeof nothing {
  if (offer === 'none') return nothing;
  return html`
    <div class="switch ${offer}" part="switch">
      ${offer === 'urgent' ? html`<p role="status">${wording.camera.offer}</p>` : nothing}
      <button @click=${onSwitch}>${wording.camera.switch}</button>
    </div>
  `;
}

function say({ phase, wording, hint, trouble, loadedShare }: StageStep): Saying {
  const { readying, positioning, hints, asks, sending, camera } = wording;
  // A face that is not there is mended first: nobody is slow before an empty chair.
  const ails = trouble && !(trouble === 'slow' && hint) && camera.troubles[trouble];
  switch (phase.name) {
    case 'readying':
      return { title: readying.title, feedback: loadedShare < 1 ? readying.loading : readying.camera };
    case 'positioning':
      // A well-placed face waits for what is still on its way.
      return {
        title: positioning.title,
        feedback: ails || (hint ? hints[hint] : loadedShare < 1 ? readying.loading : positioning.ready),
      };
    case 'acting':
      return {
        ...(phase.ask ? sayAsk(phase.ask.ask, wording) : { title: asks.rest }),
        ...(ails && { feedback: ails }),
      };
    case 'sending':
      return { title: sending.title, feedback: sending.detail };
  }
}

function sayAsk(ask: Ask, { asks }: Wording): Saying {
  switch (ask.kind) {
    case 'blink':
      return { title: asks.blink(ask.count), detail: asks.blinkDetail };
    case 'turn-head':
      return { title: ask.direction === 'left' ? asks.turnLeft : asks.turnRight, detail: asks.turnDetail };
    case 'nod':
      return { title: asks.nod, detail: asks.nodDetail };
    case 'open-mouth':
      return { title: asks.openMouth, detail: asks.openMouthDetail };
  }
}

/** The oval, clockwise from its top. */
const oval = 'M150 6 A144 194 0 1 1 149.99 6';

/** The ring around the oval, which runs out with the window. */
const ring = (remainingMs: number | undefined): TemplateResult => html`
  <svg class="overlay" viewBox="0 0 300 400" aria-hidden="true">
    <path class="track" d="${oval} Z" />
    ${
      remainingMs === undefined
        ? nothing
        : svg`<path class="ring" d=${oval} pathLength="1" ${ref((path) => lasting(path, remainingMs))} />`
    }
  </svg>
`;

/** Set by the object model: a page's policy may forbid styles in the markup. */
function lasting(path: Element | undefined, ms: number): void {
  if (path instanceof SVGElement) path.style.animationDuration = `${Math.round(ms)}ms`;
}

function progress({ phase, wording, loadedShare }: StageStep): TemplateResult | typeof nothing {
  if (phase.name === 'readying') {
    return html`<progress
      class="loading"
      max="1"
      .value=${loadedShare}
      aria-label=${wording.readying.loading}
    ></progress>`;
  }
  if (phase.name !== 'acting') return html`<div class="dots" aria-hidden="true"></div>`;
  const { windows, done } = phase;
  const label = wording.windowOf(Math.min(done + 1, windows), windows);
  return html`
    <div class="dots" role="img" aria-label=${label}>
      ${Array.from({ length: windows }, (_, n) => html`<i class=${n < done ? 'past' : n === done ? 'now' : ''}></i>`)}
    </div>
  `;
}
