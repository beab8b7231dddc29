/** The part of the report that shows for whom the product does not work: the worst ten, every group, every person. */
import type { Locale } from '#protocol/locale.ts';
import { checkName } from './appraisal-words.ts';
import { markup, type Markup } from './markup.ts';
import { traitsText, traitText, valueText } from './people-words.ts';
import { reportWords } from './report-words.ts';
import { rangeOf, type Counts } from '../count/counts.ts';
import type { PeopleCounts, WorstPerson } from '../count/groups.ts';

export function peopleTables({ persons, traits, worst }: PeopleCounts, locale: Locale): Markup {
  const words = reportWords[locale];
  const groups = traits.filter(({ counts }) => counts.length > 0);
  return markup`
    ${
      worst.length > 0
        ? markup`<h3>${words.worst}</h3>${table(
            words.player,
            [words.failedChecks],
            worst.map((each) => worstRow(each, locale)),
            locale,
          )}`
        : undefined
    }
    ${groups.length > 0 ? markup`<h3>${words.groups}</h3>` : undefined}
    ${groups.map(({ trait, counts }) =>
      table(
        traitText(trait, locale),
        [],
        counts.map((each) => row(markup`${valueText(trait, each.name, locale)}`, each, [], locale)),
        locale,
      ),
    )}
    <h3>${words.everybody} (${persons.length})</h3>
    ${table(
      words.player,
      [],
      persons.map((each) => row(markup`${each.name}`, each, [], locale)),
      locale,
    )}`;
}

function worstRow({ counts, traits, failed }: WorstPerson, locale: Locale): Markup {
  const name = markup`${counts.name}<small>${traitsText(traits, locale)}</small>`;
  const checks = failed.map(([check, trials]) => markup`<div>${checkName(check, locale)} × ${trials}</div>`);
  return row(name, counts, [markup`${checks}`], locale);
}

const columnsOf = (more: readonly string[], locale: Locale): string[] => {
  const { trials, error, outcomes } = reportWords[locale];
  return [trials, error, outcomes['bona-fide'], outcomes.attack, outcomes.undetermined, ...more];
};

function table(first: string, more: readonly string[], rows: readonly Markup[], locale: Locale): Markup {
  return markup`<table class="people">
    <thead>
      <tr>
        <th scope="col">${first}</th>
        ${columnsOf(more, locale).map((column) => markup`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>${rows}</tbody>
  </table>`;
}

function row(name: Markup, counts: Counts, more: readonly Markup[], locale: Locale): Markup {
  const { trials, appraised, accepted, refused, undetermined, lower95, upper95, refused95, undetermined95 } = counts;
  const words = reportWords[locale];
  const cells = [
    markup`${trials}${appraised < trials ? markup`<small class="of">${words.unappraised} ${trials - appraised}</small>` : undefined}`,
    markup`<b>${rangeOf([lower95, upper95])}</b>`,
    markup`${accepted}`,
    markup`${refused}<small>${rangeOf(refused95)}</small>`,
    markup`${undetermined}<small>${rangeOf(undetermined95)}</small>`,
    ...more,
  ];
  const columns = columnsOf(more.length > 0 ? [words.failedChecks] : [], locale);
  return markup`<tr>
    <th scope="row">${name}</th>
    ${cells.map((cell, n) => markup`<td data-column="${columns[n]}"><div>${cell}</div></td>`)}
  </tr>`;
}
