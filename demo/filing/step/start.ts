/** The first step: who files, and what the record says. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Channel } from '#protocol/case/case.ts';
import type { Locale } from '#protocol/locale.ts';
import type { Form } from '../../record/form.ts';
import { filerKinds, filingExamples, type FilerKind } from '../example.ts';
import {
  personScenes,
  unitScenes,
  withPersonScene,
  withUnitScene,
  type PersonScene,
  type UnitScene,
} from '../scene.ts';
import { recordEditor } from './record-editor.ts';
import { recordSummary } from './record-summary.ts';
import { wordings, type Wording } from '../wording.ts';

/** What a case is created from. */
export interface Start {
  readonly form: Form;
  readonly channel: Channel;
}

const offeredChannels = ['self', 'on-site'] as const satisfies readonly Channel[];

/** @fires filing-start - `detail` is the `Start` */
@customElement('filing-start')
export class FilingStart extends LitElement {
  @property() locale: Locale = 'zh-CN';
  @property({ type: Boolean }) busy = false;

  @state() private form: Form = filingExamples.individual;
  @state() private channel: (typeof offeredChannels)[number] = 'self';
  @state() private personScene: PersonScene = 'match';
  @state() private unitScene: UnitScene = 'match';

  /** No shadow root, so that the page's style sheet applies. */
  protected override createRenderRoot(): this {
    return this;
  }

  override render(): TemplateResult {
    const wording = wordings[this.locale];
    return html`
      <fieldset class="choices">
        <legend>${wording.filer}</legend>
        ${filerKinds.map((kind) =>
          this.#choice('filer', wording.filers[kind], this.form.organiser?.kind === kind, () => this.#load(kind)),
        )}
      </fieldset>
      ${recordSummary(this.form, wording)}
      ${recordEditor(this.form, this.locale, (form) => {
        this.form = form;
      })}
      <details class="fold">
        <summary>${wording.options}</summary>
        ${this.#options(wording)}
      </details>
      <button class="start" type="button" ?disabled=${this.busy} @click=${this.#onStart}>
        ${this.busy ? wording.working : wording.create}
      </button>
    `;
  }

  #options(wording: Wording): TemplateResult {
    return html`
      <fieldset class="choices">
        <legend>${wording.channel}</legend>
        ${offeredChannels.map((channel) =>
          this.#choice('channel', wording.channels[channel], this.channel === channel, () => {
            this.channel = channel;
          }),
        )}
      </fieldset>
      <div class="row">
        ${this.#scenes(wording.personScene, personScenes, wording.personScenes, this.personScene, (scene) => {
          this.personScene = scene;
          this.form = withPersonScene(this.form, scene);
        })}
        ${
          this.form.organiser?.kind === 'individual'
            ? nothing
            : this.#scenes(wording.unitScene, unitScenes, wording.unitScenes, this.unitScene, (scene) => {
                this.unitScene = scene;
                this.form = withUnitScene(this.form, scene);
              })
        }
      </div>
      <small>${wording.sceneLead}</small>
    `;
  }

  #choice(name: string, label: string, isChosen: boolean, choose: () => void): TemplateResult {
    return html`<label class="choice"
      ><input type="radio" name=${name} .checked=${isChosen} @change=${choose} /> ${label}</label
    >`;
  }

  #scenes<S extends string>(
    label: string,
    scenes: readonly S[],
    words: Readonly<Record<S, string>>,
    chosen: S,
    choose: (scene: S) => void,
  ): TemplateResult {
    return html`<div class="field">
      <label
        >${label}
        <select @change=${({ target }: Event) => choose(scenes[(target as HTMLSelectElement).selectedIndex]!)}>
          ${scenes.map((scene) => html`<option .selected=${scene === chosen}>${words[scene]}</option>`)}
        </select></label
      >
    </div>`;
  }

  #load(kind: FilerKind): void {
    this.personScene = 'match';
    this.unitScene = 'match';
    this.form = filingExamples[kind];
  }

  readonly #onStart = () => {
    const detail: Start = { form: this.form, channel: this.channel };
    this.dispatchEvent(new CustomEvent('filing-start', { detail }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'filing-start': FilingStart;
  }
}
