/** Styles of pages that would reach into the element: by inheritance, and by rules for every element. */

/** Inherited properties, each with a value that nothing in the element uses. */
const hostile = `
  text-indent: 2em; white-space: pre; letter-spacing: 4px; word-spacing: 9px; direction: rtl; text-align: right;
  text-transform: uppercase; line-height: 3; font-style: italic; font-weight: 900; font-family: monospace;
  font-variant: small-caps; font-stretch: condensed; font-kerning: none; font-size-adjust: 0.9; font-feature-settings: 'palt';
  color: red; cursor: wait; hyphens: auto; word-break: break-all; line-break: anywhere; overflow-wrap: break-word;
  quotes: 'x' 'y'; text-shadow: 2px 2px red; text-emphasis: dot; text-underline-offset: 9px; text-underline-position: under;
  text-rendering: geometricPrecision; text-orientation: upright; tab-size: 2; list-style: square inside; orphans: 5;
  -webkit-text-fill-color: lime; -webkit-text-stroke: 2px blue; caret-color: red; accent-color: red; user-select: none;
  border-collapse: collapse; border-spacing: 5px; caption-side: bottom; empty-cells: hide; image-rendering: pixelated;
  fill: red; stroke: red; stroke-width: 9px; stroke-linecap: square; stroke-dasharray: 1 1; paint-order: stroke;
`;

export const hostileSheets: Readonly<Record<string, string>> = {
  'by inheritance': `.hostile { ${hostile} writing-mode: vertical-rl }`,
  'by inheritance from a page of another text size': `.hostile { ${hostile} font-size: 40px }`,
  'by a rule for every element': `.hostile * { ${hostile} writing-mode: vertical-rl }`,
};
