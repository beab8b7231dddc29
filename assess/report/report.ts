/** The report of an assessment, as HTML to read and print. Pure: the same set of trials gives the same text. */
import type { Locale } from '#protocol/locale.ts';
import { appraisalWords, askedText, checkName, movementName } from './appraisal-words.ts';
import { forest, type ForestRow } from './forest.ts';
import { markup, Markup } from './markup.ts';
import { measuredText } from './measures.ts';
import { reportStyle } from './report-style.ts';
import { materialText } from './material.ts';
import { reportWords, type ReportWords } from './report-words.ts';
import { presentedText } from './species-words.ts';
import { marginsSection } from './margins.ts';
import { peopleTables } from './people.ts';
import { rangeOf, type Counts } from '../count/counts.ts';
import { marginsOf, type CheckBound } from '../count/margins.ts';
import { barText, needed, summarise, waysOf } from '../count/summary.ts';
import { isAppraised, isFailure, type MeasuredCheck, type Trial } from '../count/trial.ts';
import type { TrialSet } from '../count/trial-set.ts';

/** How many failures of each way are shown. The JSON file has all of them. */
const shownFailures = 60;

/** The report as a complete HTML document. */
export const reportDocument = (set: TrialSet, locale: Locale): string =>
  markup`<!doctype html>
<html lang="${locale}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${reportWords[locale].title}</title>
    <style>${new Markup(reportStyle)}</style>
  </head>
  <body>${reportBody(set, locale)}</body>
</html>
`.text;

/** The report as an element for a page that includes `reportStyle`. */
export function reportBody(
  { madeAtMs, seed, material, judges, bounds = [], trials }: TrialSet,
  locale: Locale,
): Markup {
  const words = reportWords[locale];
  return markup`<article class="report">
    <h1>${words.title}</h1>
    <dl>
      <dt>${words.made}</dt><dd>${new Date(madeAtMs).toISOString().slice(0, 16).replace('T', ' ')} UTC</dd>
      ${seed ? markup`<dt>${words.seed}</dt><dd>${seed}</dd>` : undefined}
      <dt>${words.material}</dt><dd>${materialText(material, locale)}</dd>
      ${judges.length > 0 ? markup`<dt>${words.policy}</dt><dd>${judges.map(words.judge).join('; ')}</dd>` : undefined}
      <dt>${words.trials}</dt><dd>${trials.length.toLocaleString('en')}</dd>
    </dl>
    <p class="bar-text">${words.bar(barText, needed)}</p>
    ${trials.length === 0 ? markup`<p>${words.noTrials}</p>` : waysOf(trials).map(([way, own]) => section(way, own, bounds, locale))}
    <p class="note">${words.bounds}</p>
  </article>`;
}

function section(way: Trial['way'], trials: readonly Trial[], bounds: readonly CheckBound[], locale: Locale): Markup {
  const words = reportWords[locale];
  const { bonaFide, species, people } = summarise(trials);
  const within = species.filter(({ isBeyond }) => !isBeyond);
  const beyond = species.filter(({ isBeyond }) => isBeyond);
  const judged = [...(bonaFide ? [bonaFide] : []), ...within];
  const failures = trials.filter(isFailure);
  const margins = marginsOf(trials, bounds);
  const unappraised = trials.filter((trial) => !isAppraised(trial));
  return markup`<section>
    <h2>${words.ways[way]}</h2>
    ${judged.length > 0 ? rates(judged, locale) : undefined}
    ${beyond.length > 0 ? markup`<h3>${words.limits}</h3><p>${words.limitsLead}</p>${rates(beyond, locale)}` : undefined}
    ${people.persons.length > 0 ? peopleTables(people, locale) : undefined}
    ${margins.length > 0 ? marginsSection(margins, locale) : undefined}
    <h3>${words.failures} (${failures.length})</h3>
    ${failures.length === 0 ? markup`<p>${words.noFailures}</p>` : failures.slice(0, shownFailures).map((each) => failure(each, locale))}
    ${failures.length > shownFailures ? markup`<p>${words.more(failures.length - shownFailures)}</p>` : undefined}
    ${unappraised.length > 0 ? nonResponses(unappraised, locale) : undefined}
  </section>`;
}

const nameOf = ({ label, name }: Counts, locale: Locale) => presentedText({ label, species: name }, locale);

const errorsOf = ({ label, appraised, accepted }: Counts) => (label === 'bona-fide' ? appraised - accepted : accepted);

/** Counts and bounds, as a table and as a plot. */
function rates(all: readonly Counts[], locale: Locale): Markup {
  const words = reportWords[locale];
  const rows: ForestRow[] = all.map((counts) => {
    const { appraised, lower95, upper95 } = counts;
    return { name: nameOf(counts, locale), errors: errorsOf(counts), trials: appraised, lower95, upper95 };
  });
  return markup`<table>
    <thead>
      <tr>
        <th scope="col">${words.species}</th>
        ${columnsOf(words).map((column) => markup`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>${all.map((counts) => countsRow(counts, locale))}</tbody>
  </table>
  <figure>
    <figcaption>${words.plot}</figcaption>
    ${forest(rows, { bar: words.barShort, alt: words.plotAlt(rows.length) })}
  </figure>`;
}

const outcomeColumns = ['bona-fide', 'attack', 'undetermined', 'too-slow', 'unfinished'] as const;

const columnsOf = ({ trials, error, outcomes }: ReportWords): string[] => [
  trials,
  error,
  ...outcomeColumns.map((outcome) => outcomes[outcome]),
];

function countsRow(counts: Counts, locale: Locale): Markup {
  const words = reportWords[locale];
  const { label, trials, appraised, accepted, refused, undetermined, tooSlow, unfinished, collisions } = counts;
  const { lower95, upper95, refused95, undetermined95, unappraised95 } = counts;
  const luck = collisions > 0 ? markup`<small class="of">${words.collisions} ${collisions}</small>` : undefined;
  const missing =
    appraised < trials
      ? markup`<small class="of">${words.unappraised} ${trials - appraised}: ${rangeOf(unappraised95)}</small>`
      : undefined;
  const refusedAs = label === 'bona-fide' ? markup`<small>BPCER</small>` : undefined;
  const cells = [
    markup`${trials}${missing}${luck}`,
    markup`<b>${rangeOf([lower95, upper95])}</b><small class="of">${words.errorOf[label]}</small>`,
    markup`${accepted}`,
    markup`${refused}${refusedAs}<small>${rangeOf(refused95)}</small>`,
    markup`${undetermined}<small>${rangeOf(undetermined95)}</small>`,
    markup`${tooSlow}`,
    markup`${unfinished}`,
  ];
  const columns = columnsOf(words);
  return markup`<tr>
    <th scope="row">${nameOf(counts, locale)}</th>
    ${cells.map((cell, n) => markup`<td data-column="${columns[n]}"><div>${cell}</div></td>`)}
  </tr>`;
}

/** All trials without a verdict, each with the reason. */
function nonResponses(trials: readonly Trial[], locale: Locale): Markup {
  const words = reportWords[locale];
  return markup`<h3>${words.unappraised} (${trials.length})</h3>
    <p>${words.unappraisedLead}</p>
    <ul>${trials.map(({ label, species, player, seed, outcome, causes, code }) => {
      const who = [presentedText({ label, species }, locale), player, ...(seed ? [`${words.seed} ${seed}`] : [])];
      const why = [words.outcomes[outcome], ...causes.map((cause) => appraisalWords[locale].causes[cause])];
      return markup`<li>${who.join(' · ')} → ${why.join(' · ')} <code>${code}</code></li>`;
    })}</ul>`;
}

/** One failed trial: what was asked and done, which checks failed, and the revealed pictures. */
function failure(trial: Trial, locale: Locale): Markup {
  const words = reportWords[locale];
  const { label, player, seed, lateMs, outcome, causes, failed, risks, windows, code, pictures = [] } = trial;
  return markup`<section class="failure ${label}">
    <h4>${presentedText(trial, locale)} → ${words.outcomes[outcome]}</h4>
    <p class="who">${words.player}: ${player}${seed ? ` · ${words.seed} ${seed}` : ''}${lateMs === undefined ? '' : ` · ${words.late(lateMs)}`}${code ? ` · ${words.code} ${code}` : ''}</p>
    ${causes.length > 0 ? markup`<p>${causes.map((cause) => appraisalWords[locale].causes[cause]).join(' · ')}</p>` : undefined}
    ${
      windows.length > 0
        ? markup`<p>${words.asked}: ${windows
            .map(({ ask, done, foreign }) => {
              const others = foreign.map((movement) => movementName(movement, locale));
              const also = others.length > 0 ? `, ${words.alsoDone} ${others.join(', ')}` : '';
              return `${askedText(ask, locale)} (${done ? words.done : words.missed}${also})`;
            })
            .join(' · ')}</p>`
        : undefined
    }
    ${failedChecks(words.failedChecks, failed, locale)}
    ${failedChecks(words.failedRisks, risks, locale)}
    <div class="pictures">${pictures.map(
      ({ index, jpeg }) =>
        markup`<figure><img src="data:image/jpeg;base64,${jpeg}" alt="${words.picture(index)}" width="160" height="120" /><figcaption>${words.picture(index)}</figcaption></figure>`,
    )}</div>
  </section>`;
}

function failedChecks(title: string, failed: readonly MeasuredCheck[] | undefined, locale: Locale): Markup | undefined {
  if (!failed?.length) return undefined;
  const items = failed.map(
    ({ name, measured }) =>
      markup`<li>${checkName(name, locale)} <small>${measuredText(name, measured, locale)}</small></li>`,
  );
  return markup`<p>${title}:</p><ul>${items}</ul>`;
}
