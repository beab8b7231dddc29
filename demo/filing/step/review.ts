/** The reviewer's form: pictures, calls, items with their evidence, the decision and the signature. */
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { returnCauses, type EvidenceRef, type ReturnCause, type SubmitReview } from '#protocol/case/review.ts';
import {
  answersTo,
  answerWords,
  evidenceWords,
  itemWords,
  type Answer,
  type ItemName,
} from '#protocol/filing/form/item.ts';
import type { Locale } from '#protocol/locale.ts';
import { pictureUrl, type Reviewer } from '../backend.ts';
import { caseWords } from '../case-words.ts';
import {
  answerKey,
  callBack,
  callBacksOf,
  confirmable,
  obstacleOf,
  proposedItems,
  reviewItems,
  serviceNames,
  serviceOf,
  type Obstacle,
  type ProposedItem,
  type ReviewDraft,
} from '../review.ts';
import { signReview } from '../sign.ts';
import './signature-pad.ts';
import { approvalsOf, reviewsOf } from '../steps.ts';
import { subjectPersons, type Filed } from '../subject.ts';
import { wordings, type Wording } from '../wording.ts';

/** A review, and who sends it. */
export interface SentReview {
  readonly reviewer: string;
  readonly review: SubmitReview;
}

/** @fires filing-review - `detail` is the `SentReview` */
@customElement('filing-review')
export class FilingReview extends LitElement {
  @property({ attribute: false }) filing: Filed | undefined;
  @property({ attribute: false }) reviewers: readonly Reviewer[] = [];
  @property() locale: Locale = 'zh-CN';
  @property({ type: Boolean }) busy = false;

  /** Statements that were not typed here are those of the page's language. */
  @state() private typed: ReviewDraft = { calls: {}, answers: {}, statements: {} };
  @state() private reviewer = '';
  @state() private decision: SubmitReview['decision'] = 'approve';
  @state() private causes: readonly ReturnCause[] = [];
  @state() private showsPictures = false;
  @state() private obstacle: Obstacle | 'no-cause' | undefined;

  /** No shadow root, so that the page's style sheet applies. */
  protected override createRenderRoot(): this {
    return this;
  }

  /** The next reviewer, after one has approved. */
  override willUpdate(changed: Map<PropertyKey, unknown>): void {
    if (!changed.has('filing') && !changed.has('reviewers')) return;
    const approved = this.filing ? reviewsOf(this.filing.filed).map(({ by }) => by) : [];
    const next = this.reviewers.find(({ id }) => !approved.includes(id)) ?? this.reviewers[0];
    if (this.reviewer === '' || approved.includes(this.reviewer)) {
      this.reviewer = next?.id ?? '';
    }
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.filing) return nothing;
    const wording = wordings[this.locale];
    const { filed } = this.filing;
    const items = proposedItems(this.filing, this.#draft);
    return html`
      <p class="lead">${wording.reviewLead}</p>
      ${filed.approvalsNeeded > 1 ? html`<p class="note">${wording.fourEyes(approvalsOf(filed), filed.approvalsNeeded)}</p>` : nothing}
      <div class="field">
        <label
          >${wording.reviewer}
          <select @change=${this.#onReviewer}>
            ${this.reviewers.map(
              ({ id, name }) =>
                html`<option value=${id} .selected=${live(id === this.reviewer)}>${name}（${id}）</option>`,
            )}
          </select></label
        >
      </div>
      ${this.#pictures(wording)} ${this.#calls(wording)} ${this.#items(items, wording)} ${this.#conclusion(wording)}
      ${this.obstacle ? html`<p class="error" role="alert">${wording.obstacles[this.obstacle]}</p>` : nothing}
      <button class="start" type="button" ?disabled=${this.busy} @click=${this.#onFinish}>
        ${this.busy ? wording.working : wording.finish}
      </button>
    `;
  }

  get #draft(): ReviewDraft {
    return { ...this.typed, statements: { ...wordings[this.locale].statements, ...this.typed.statements } };
  }

  #pictures(wording: Wording): TemplateResult {
    const { filed } = this.filing!;
    const words = caseWords[this.locale];
    const pictures = [
      ...filed.subjects.flatMap(({ name, attestation }) =>
        attestation ? [{ digest: attestation.portraitDigest, alt: wording.portraitOf(name) }] : [],
      ),
      ...filed.documents
        .toSorted((a, b) => Number(b.kind === 'on-site-photo') - Number(a.kind === 'on-site-photo'))
        .map(({ digest, kind }) => ({ digest, alt: words.documents[kind] })),
    ];
    return html`<section aria-labelledby="pictures-title">
      <h3 id="pictures-title">${wording.compareFaces}</h3>
      ${
        this.showsPictures
          ? html`<div class="pictures">
              ${pictures.map(
                ({ digest, alt }) =>
                  html`<figure>
                    <img src=${pictureUrl(filed.id, digest, wording.viewReason)} alt=${alt} />
                    <figcaption>${alt}</figcaption>
                  </figure>`,
              )}
            </div>`
          : html`<button type="button" class="plain" @click=${this.#onPictures}>${wording.showPictures}</button>`
      }
    </section>`;
  }

  #calls(wording: Wording): TemplateResult {
    const { filed } = this.filing!;
    return html`<section aria-labelledby="calls-title">
      <h3 id="calls-title">${wording.calls}</h3>
      ${filed.subjects
        .filter(({ required }) => required)
        .map(({ id, name }) => this.#call(id, name, subjectPersons(this.filing!)[id]?.mobile ?? '', wording))}
    </section>`;
  }

  #call(subject: string, name: string, mobile: string, wording: Wording): TemplateResult {
    const call = this.#draft.calls[subject];
    const reach = (reached: boolean) => this.#keepCall(callBack(this.filing!, subject, reached, Date.now()));
    return html`<fieldset class="call">
      <legend>${wording.callTo(name, mobile)}</legend>
      ${[true, false].map(
        (reached) =>
          html`<label class="choice"
            ><input
              type="radio"
              name="call-${subject}"
              .checked=${call?.reached === reached}
              @change=${() => reach(reached)}
            />
            ${reached ? wording.reached : wording.notReached}</label
          >`,
      )}
      ${
        call?.reached
          ? html`<div class="ticks" role="group" aria-label=${wording.confirmed}>
              ${confirmable(this.filing!, subject).map((item) => {
                const isConfirmed = call.confirmed.includes(item);
                const confirmed = isConfirmed
                  ? call.confirmed.filter((each) => each !== item)
                  : [...call.confirmed, item];
                return html`<label class="tick"
                  ><input
                    type="checkbox"
                    .checked=${live(isConfirmed)}
                    @change=${() => this.#keepCall({ ...call, confirmed })}
                  />
                  ${itemWords[item][this.locale]}</label
                >`;
              })}
            </div>`
          : nothing
      }
    </fieldset>`;
  }

  #items(items: readonly ProposedItem[], wording: Wording): TemplateResult {
    const names = serviceNames(this.filing!.record);
    const services = [...new Set(items.map(({ service }) => service))];
    return html`<section aria-labelledby="items-title">
      <h3 id="items-title">${wording.items}</h3>
      ${services.map(
        (service) =>
          html`<details class="fold" ?open=${services.length === 1}>
            <summary>${names[service] ?? service}</summary>
            <ul class="items">
              ${items.filter((each) => each.service === service).map((each) => this.#item(each, wording))}
            </ul>
          </details>`,
      )}
    </section>`;
  }

  #item({ service, item, answer, evidence, missing }: ProposedItem, wording: Wording): TemplateResult {
    const name = itemWords[item][this.locale];
    const possible = answersTo(item, serviceOf(service, this.filing!));
    const isRefused = !possible[answer];
    const choices: readonly Answer[] = [...new Set([...(Object.keys(possible) as Answer[]), 'no' as const])];
    const statement = this.#draft.statements[item];
    return html`<li>
      <span class="item">${name}</span>
      <select
        aria-label="${name}${wording.colon}${wording.answer}"
        @change=${({ target }: Event) => this.#answer(service, item, choices[(target as HTMLSelectElement).selectedIndex]!)}
      >
        ${choices.map((choice) => html`<option .selected=${live(choice === answer)}>${answerWords[choice][this.locale]}</option>`)}
      </select>
      <span class="evidence">
        ${evidence.map((ref) => this.#evidence(ref))}
        ${
          missing.length > 0
            ? html`<span class="fault"
                >${wording.noEvidence(missing.map((kind) => evidenceWords[kind][this.locale]).join(' / '))}</span
              >`
            : nothing
        }
        ${isRefused ? html`<span class="fault">${wording.refusesForm}</span>` : nothing}
      </span>
      ${
        evidence.some(({ kind }) => kind === 'statement') || missing.includes('statement')
          ? html`<input
              class="statement"
              aria-label="${name}${wording.colon}${wording.statement}"
              .value=${live(statement ?? '')}
              @input=${({ target }: Event) => this.#state(item, (target as HTMLInputElement).value)}
            />`
          : nothing
      }
    </li>`;
  }

  #evidence(ref: EvidenceRef): TemplateResult {
    const kind = evidenceWords[ref.kind][this.locale];
    return html`<span class="chip"
      >${kind}${'digest' in ref ? html` <code title=${ref.digest}>${ref.digest.slice(0, 6)}</code>` : nothing}</span
    >`;
  }

  #conclusion(wording: Wording): TemplateResult {
    const words = caseWords[this.locale];
    return html`<section aria-labelledby="decision-title">
      <h3 id="decision-title">${wording.decision}</h3>
      <fieldset class="choices" aria-labelledby="decision-title">
        ${(['approve', 'return', 'escalate'] as const).map(
          (decision) =>
            html`<label class="choice"
              ><input
                type="radio"
                name="decision"
                .checked=${this.decision === decision}
                @change=${() => {
                  this.decision = decision;
                  this.obstacle = undefined;
                }}
              />
              ${wording.decisions[decision]}</label
            >`,
        )}
      </fieldset>
      ${
        this.decision === 'return'
          ? html`<fieldset class="ticks">
              <legend>${wording.returnCauses}</legend>
              ${returnCauses.map(
                (cause) =>
                  html`<label class="tick"
                    ><input
                      type="checkbox"
                      .checked=${this.causes.includes(cause)}
                      @change=${() => this.#toggle(cause)}
                    />
                    ${words.returns[cause]}</label
                  >`,
              )}
            </fieldset>`
          : nothing
      }
      ${this.decision === 'approve' ? this.#pad(wording) : nothing}
    </section>`;
  }

  #pad(wording: Wording): TemplateResult {
    const name = this.reviewers.find(({ id }) => id === this.reviewer)?.name ?? '';
    return html`<div class="signing">
      <signature-pad .name=${name} .locale=${this.locale} .busy=${this.busy}></signature-pad>
      <small>${wording.signLead}</small>
    </div>`;
  }

  readonly #onReviewer = ({ target }: Event) => {
    this.reviewer = (target as HTMLSelectElement).value;
  };

  readonly #onPictures = () => {
    this.showsPictures = true;
  };

  #keepCall(call: ReturnType<typeof callBack>): void {
    this.typed = { ...this.typed, calls: { ...this.typed.calls, [call.subject]: call } };
    this.obstacle = undefined;
  }

  #answer(service: string, item: ItemName, answer: Answer): void {
    this.typed = { ...this.typed, answers: { ...this.typed.answers, [answerKey(service, item)]: answer } };
  }

  #state(item: ItemName, statement: string): void {
    this.typed = { ...this.typed, statements: { ...this.typed.statements, [item]: statement } };
  }

  #toggle(cause: ReturnCause): void {
    this.causes = this.causes.includes(cause) ? this.causes.filter((each) => each !== cause) : [...this.causes, cause];
    this.obstacle = undefined;
  }

  readonly #onFinish = async () => {
    const { filing, decision } = this;
    const draft = this.#draft;
    const reviewer = this.reviewers.find(({ id }) => id === this.reviewer);
    if (!filing || !reviewer) return;
    const items = proposedItems(filing, draft);
    if (decision === 'approve') this.obstacle = obstacleOf(filing, draft, items);
    else this.obstacle = decision === 'return' && this.causes.length === 0 ? 'no-cause' : undefined;
    if (this.obstacle) return;
    const strokes = decision === 'approve' ? this.renderRoot.querySelector('signature-pad')?.finish() : undefined;
    if (decision === 'approve' && !strokes) return;
    const review: SubmitReview = {
      recordDigest: filing.filed.recordDigest,
      decision,
      causes: decision === 'return' ? [...this.causes] : [],
      items: decision === 'approve' ? reviewItems(items) : [],
      callBacks: callBacksOf(filing, draft),
    };
    const signed = strokes ? await signReview(review, filing, reviewer, strokes, Date.now()) : review;
    const detail: SentReview = { reviewer: reviewer.id, review: signed };
    this.dispatchEvent(new CustomEvent('filing-review', { detail }));
  };
}
