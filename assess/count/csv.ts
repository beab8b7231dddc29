/** CSV (RFC 4180) that spreadsheets show as text. */

/** Rows of fields, after the byte order mark without which Excel does not read UTF-8. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`;

/** Every field is quoted, so that no separator or line break in it can begin another field. */
const field = (value: string): string => `"${(isFormula(value) ? `'${value}` : value).replaceAll('"', '""')}"`;

/**
 * Whether a spreadsheet may run the value. Some ignore blanks and invisible characters before the sign, and some run
 * full-width signs. A leading tab, CR or LF counts too, because a spreadsheet
 * may start a new cell there.
 *
 * @see OWASP, CSV Injection
 */
const isFormula = (value: string): boolean => /^[\s\p{C}\p{Z}]*[=+\-@＝＋－＠]|^[\s\p{C}\p{Z}]*[\t\r\n]/u.test(value);
