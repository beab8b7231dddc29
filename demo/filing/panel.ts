/** How a step stands on the page: the present one is open, done ones are folded, later ones show only their name. */
import { html, nothing, type TemplateResult } from 'lit';
import { stepNames, type StepName, type StepState } from './steps.ts';
import type { Wording } from './wording.ts';

export const headingId = (step: StepName): string => `step-${step}`;

/** @param isOpen whether a done step is unfolded, because its result has just come */
export function stepPanel(
  step: StepName,
  state: StepState,
  content: unknown,
  wording: Wording,
  isOpen: boolean,
): TemplateResult {
  const heading = html`<h2 id=${headingId(step)} tabindex="-1">
    <span class="number" aria-hidden="true">${state === 'done' ? '✓' : stepNames.indexOf(step) + 1}</span>
    ${wording.steps[step]} <small>${wording.stepStates[state]}</small>
  </h2>`;
  if (state === 'done') {
    return html`<details class="panel step done" ?open=${isOpen}>
      <summary>${heading}</summary>
      <div class="content">${content}</div>
    </details>`;
  }
  return html`<section class="panel step ${state}" aria-labelledby=${headingId(step)}>
    ${heading} ${state === 'now' ? html`<div class="content">${content}</div>` : nothing}
  </section>`;
}
