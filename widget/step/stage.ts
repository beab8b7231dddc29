import { html, nothing, svg, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { Ask } from '#protocol/action/action.ts';
import { actingHints } from '../liveness/guidance.ts';
import type { Wording } from '../locale/wording.ts';
import { isStagePhase, type Phase, type StagePhaseName } from '../phase.ts';
import type { StageState } from '../run/stage-state.ts';
import type { Utterance } from './speech.ts';
import { icon } from './icon.ts';
import { blinkDots, pictogram, positionPicture } from './pictogram.ts';

export type StagePhase = Extract<Phase, { name: StagePhaseName }>;

export interface StageStep extends StageState {
  readonly phase: StagePhase;
  readonly wording: Wording;
  readonly onSwitch: () => void;
}

/** What the person is to do now: a picture, a title, and a line of detail. */
interface Prompt {
  readonly picture: TemplateResult;
  readonly title: string;
  readonly detail?: string;
  readonly dots?: TemplateResult | typeof nothing;
  /** The problem to show during an action. */
  readonly warning?: string | undefined;
}

/** Colour of the oval and of the picture beside the prompt. */
type Tone = 'waiting' | 'hinting' | 'good' | 'asking';

export const isStage = (phase: Phase): phase is StagePhase => isStagePhase(phase.name);

/**
 * The step with one instruction and its pictogram, and below them the camera's picture in an oval, and the progress.
 */
export function stageStep(step: StageStep): TemplateResult {
  const { wording, hasCamera, tap } = step;
  const { picture, title, detail, dots, warning } = promptOf(step);
  const tone = toneOf(step);
  return html`
    <div class="step stage-step" part="stage">
      <div class="prompt">
        <div class="sign ${tone}">${picture}</div>
        <div class="words">
          <h2 part="prompt" tabindex="-1">${title}</h2>
          ${detail ? html`<p>${detail}</p>` : nothing} ${dots}
        </div>
      </div>
      <div class="stage ${tone}">
        <div class="picture">
          <video class=${hasCamera ? '' : 'off'} playsinline muted aria-label=${wording.preview}></video>
          ${tap ? html`<button class="tap" part="tap" @click=${tap}>${wording.camera.tap}</button>` : nothing}
        </div>
        ${ring(step)}
        <p class="warning" ?hidden=${!warning}>${warning}</p>
      </div>
      ${switchButton(step)} ${progress(step)}
    </div>
  `;
}

/** The button for another camera. If the present one has shown no face for some time, a sentence suggests it. */
function switchButton({ phase, offer, wording, onSwitch }: StageStep): TemplateResult | typeof nothing {
  if (offer === 'none' || phase.name !== 'positioning') return nothing;
  return html`
    <div class="switch ${offer}" part="switch">
      ${offer === 'urgent' ? html`<p role="status">${wording.camera.offer}</p>` : nothing}
      <button class="secondary" @click=${onSwitch}>${wording.camera.switch}</button>
    </div>
  `;
}

/** What a screen reader says: a part of what the screen shows. */
export function utteranceOf(step: StageStep): Utterance {
  const { phase, wording, followed } = step;
  const { title, detail, warning } = promptOf(step);
  // A screen reader reads the title by itself, because it has the focus.
  if (phase.name === 'readying' && detail) return { text: detail, manner: 'polite' };
  const text = [title, detail].filter((line) => line).join(wording.pause);
  if (phase.name === 'acting' && phase.ask && !followed.isAnswered && !warning) {
    // It follows the ask at once: whoever cannot see the screen turns on until they hear it.
    if (followed.isEnough) return { text, manner: 'timely' };
    return { text: [text, windowText(phase, wording)].join(wording.pause), manner: 'assertive' };
  }
  return { text: warning ?? text, manner: 'polite' };
}

function promptOf(step: StageStep): Prompt {
  const { phase, wording, position, heldShare, followed, loadedShare } = step;
  const { readying, positioning, hints, asks, sending } = wording;
  const flaw = cameraFlaw(step);
  if (flaw && (phase.name === 'readying' || phase.name === 'positioning'))
    return { picture: icon('camera'), title: flaw };
  switch (phase.name) {
    case 'readying': {
      const isLoading = loadedShare < 1;
      return {
        picture: icon(isLoading ? 'face' : 'camera'),
        title: readying.title,
        detail: isLoading ? readying.loading : readying.camera,
      };
    }
    case 'positioning':
      if (position !== 'well-placed') {
        const hint = position ?? 'face-missing';
        return { picture: positionPicture(hint), title: hints[hint] };
      }
      // The challenge begins only once all models have arrived.
      return {
        picture: positionPicture(position),
        title: positioning.ready,
        detail: heldShare === 0 && loadedShare < 1 ? readying.loading : positioning.soon,
      };
    case 'acting': {
      const { ask } = phase;
      // A deep nod hides the face, and what is asked for then already brings it back.
      const isHidden = followed.isEnough && position === 'face-missing';
      const hint = isHidden ? undefined : actingHints.find((each) => each === position);
      const warning = flaw ?? (hint && hints[hint]);
      // The next window may ask for an open mouth, which is judged from closed lips.
      if (!ask && phase.done < phase.windows && position === 'mouth-open') {
        return { picture: positionPicture(position), title: hints[position], warning };
      }
      if (followed.isAnswered) {
        const isLast = phase.done + (phase.ask ? 1 : 0) >= phase.windows;
        const neutral = followed.ask?.kind === 'blink' ? asks.eyesOpen : asks.neutral;
        const detail = neutral + wording.pause + (isLast ? asks.finishing : asks.nextSoon);
        return { picture: html`<div class="seen">${icon('check')}</div>`, title: asks.answered, detail, warning };
      }
      if (!ask) return { picture: positionPicture('turned-away'), title: asks.neutral, warning };
      if (followed.isEnough && ask.ask.kind !== 'blink') {
        return { picture: pictogram(ask.ask, true), title: asks.enough[ask.ask.kind], warning };
      }
      const dots = blinkDots(ask.ask, followed.blinks);
      return { picture: pictogram(ask.ask), ...sayAsk(ask.ask, wording), dots, warning };
    }
    case 'sending':
      return { picture: icon('send'), title: sending.title, detail: step.isBusy ? sending.busy : sending.detail };
  }
}

/**
 * The text for the camera's problem. A hidden element comes first, because the camera waits for it; a slow picture is not mentioned while the face's position has to be corrected
 * first.
 */
function cameraFlaw({ unseen, trouble, position, wording }: StageStep): string | undefined {
  if (unseen) return wording.camera.unseen;
  const isMisplaced = position !== undefined && position !== 'well-placed';
  return trouble === undefined || (trouble === 'slow' && isMisplaced) ? undefined : wording.camera.troubles[trouble];
}

function sayAsk(ask: Ask, { asks }: Wording): { title: string; detail: string } {
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

function toneOf({ phase, position, followed, trouble }: StageStep): Tone {
  switch (phase.name) {
    case 'positioning':
      return trouble ? 'hinting' : position === 'well-placed' ? 'good' : position ? 'hinting' : 'waiting';
    case 'acting':
      return followed.isAnswered || followed.isEnough ? 'good' : 'asking';
    default:
      return 'waiting';
  }
}

/** Path of the oval, clockwise from its top. */
const oval = 'M150 6 A144 194 0 1 1 149.99 6';

/**
 * The ring around the oval. It fills while a well-placed face is held still, empties during a window, is full once the
 * window is answered, and turns while the person has nothing to do.
 */
function ring(step: StageStep): TemplateResult {
  return html`
    <svg class="overlay" viewBox="0 0 300 400" aria-hidden="true">
      <path class="track" d="${oval} Z" />
      ${arc(step)}
    </svg>
  `;
}

function arc({ phase, position, heldShare, followed, hasCamera, tap }: StageStep): TemplateResult | typeof nothing {
  if (tap) return nothing;
  if (!hasCamera) return svg`<path class="ring waiting" d=${oval} pathLength="1" />`;
  switch (phase.name) {
    case 'positioning':
      return position === 'well-placed' && heldShare > 0 ? filled(heldShare) : nothing;
    case 'acting': {
      if (followed.isAnswered) return filled(1);
      if (!phase.ask) return nothing;
      const { remainingMs } = phase.ask;
      return svg`<path class="ring running" d=${oval} pathLength="1" ${ref((path) => lasting(path, remainingMs))} />`;
    }
    default:
      return svg`<path class="ring waiting" d=${oval} pathLength="1" />`;
  }
}

const filled = (share: number) =>
  svg`<path class="ring" d=${oval} pathLength="1" stroke-dasharray="${share.toFixed(3)} 2" />`;

/** Time between two drawings of the running ring. `pictogram.styles.ts` says what drawing costs. */
const ringStepMs = 80;

/** Set the ring's duration from script, because a page's policy may forbid styles in the markup. */
function lasting(path: Element | undefined, ms: number): void {
  if (!(path instanceof SVGElement)) return;
  path.style.animationDuration = `${Math.round(ms)}ms`;
  path.style.animationTimingFunction = `steps(${Math.ceil(ms / ringStepMs)})`;
}

const windowText = ({ done, windows }: { done: number; windows: number }, { windowOf }: Wording): string =>
  windowOf(Math.min(done + 1, windows), windows);

function progress({ phase, wording, loadedShare }: StageStep): TemplateResult {
  if (phase.name === 'readying') {
    return html`<progress
      class="loading"
      max="1"
      .value=${loadedShare}
      aria-label=${wording.readying.loading}
    ></progress>`;
  }
  if (phase.name !== 'acting') return html`<div class="steps" aria-hidden="true"></div>`;
  const { windows, done } = phase;
  return html`
    <div class="steps" role="img" aria-label=${windowText(phase, wording)}>
      ${Array.from({ length: windows }, (_, n) => html`<i class=${n < done ? 'past' : n === done ? 'now' : ''}></i>`)}
    </div>
  `;
}
