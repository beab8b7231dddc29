/** What a schema finds wrong with a value, as text: where, and what. It never repeats the value. */
import type { z } from 'zod';

/** The largest number of issues in one text. Convention. */
const most = 5;

/** The largest number of characters of one issue. Convention; an issue may contain a name that the sender chose. */
const longest = 160;

/** For the sender: paths and messages. A message may name an unknown key. @param whole what the empty path is called */
export const issuesForSender = (error: z.ZodError, whole: string): string =>
  textOf(error, whole, ({ message }) => message);

/**
 * For a log: paths and codes, because a message may contain a name that the sender chose, such as a person's.
 *
 * @param whole what the empty path is called
 */
export const issuesForLog = (error: z.ZodError, whole: string): string => textOf(error, whole, ({ code }) => code);

/**
 * What is wrong in the alternative that the value was meant for: the one in which only parts of it are wrong. The issue alone would
 * only say that no alternative accepts the value.
 */
function alternative(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  const meant = issue.errors.find((all) => all.every(({ path }) => path.length > 0));
  return meant ? meant.flatMap(alternative).map((each) => ({ ...each, path: [...issue.path, ...each.path] })) : [issue];
}

const textOf = ({ issues }: z.ZodError, whole: string, what: (issue: z.core.$ZodIssue) => string): string =>
  issues
    .flatMap(alternative)
    .slice(0, most)
    .map((issue) => `${issue.path.join('.') || whole}: ${what(issue)}`.slice(0, longest))
    .join('; ');
