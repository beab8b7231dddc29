/** The style of the report, in its own document and on the assessor's page. */
export const reportStyle = `
.report {
  container-type: inline-size;
  max-width: 1100px;
  margin: 0 auto;
  padding: 24px;
  color: var(--text, #14202e);
  font: 15px/1.6 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif;
}
.report h1 { margin: 0 0 12px; font-size: 24px; }
.report h2 { margin: 28px 0 8px; padding-bottom: 4px; border-bottom: 2px solid currentColor; font-size: 18px; }
.report h3 { margin: 20px 0 4px; font-size: 16px; }
.report h4 { margin: 0; font-size: 15px; }
.report dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; margin: 0; }
.report dt, .report .note, .report .who, .report small { color: var(--quiet, #56616e); }
.report dd { margin: 0; overflow-wrap: anywhere; }
.report p { margin: 6px 0; }
.report table { width: 100%; border-collapse: collapse; font-size: 13px; font-variant-numeric: tabular-nums; }
.report th, .report td { padding: 6px 4px; border-bottom: 1px solid var(--line, #dde3ea); text-align: right; vertical-align: top; }
.report tr > :first-child { text-align: left; }
.report tbody th { min-width: 8em; overflow-wrap: anywhere; }
.report thead th { word-break: keep-all; color: var(--quiet, #56616e); font-weight: 600; vertical-align: bottom; }
.report td { white-space: nowrap; }
.report td b, .report td small { display: block; }
.report td .of { white-space: normal; }
.report .people { margin: 8px 0 20px; table-layout: fixed; }
.report .people thead :first-child { width: 32%; }
.report .people th small { display: block; font-weight: 400; }
.report .people td:nth-child(7) { white-space: normal; }
.report figure { margin: 12px 0; }
.report figcaption { font-size: 13px; color: var(--quiet, #56616e); }
.forest { display: block; box-sizing: border-box; width: 100%; max-width: 820px; padding: 0 24px; overflow: visible; font-size: 13px; }
.forest text { fill: var(--text, #14202e); }
.forest .name { paint-order: stroke; stroke: var(--panel, #ffffff); stroke-width: 4; }
.forest .mark { text-anchor: middle; fill: var(--quiet, #56616e); font-size: 12px; }
.forest .grid { stroke: var(--line, #dde3ea); }
.forest .bar { stroke: var(--bad, #a12c1c); stroke-dasharray: 4 3; stroke-width: 1.5; }
.forest .bar-name { fill: var(--bad, #a12c1c); }
.forest .interval { fill: none; stroke: var(--brand, #1d4ed8); stroke-width: 2; }
.forest .point { fill: var(--brand, #1d4ed8); }
.spread { display: block; box-sizing: border-box; width: 100%; max-width: 820px; padding: 0 24px; overflow: visible; font-size: 13px; }
.spread text { fill: var(--text, #14202e); paint-order: stroke; stroke: var(--panel, #ffffff); stroke-width: 4; }
.spread .mark { text-anchor: middle; fill: var(--quiet, #56616e); font-size: 12px; }
.spread .range { stroke: var(--quiet, #56616e); stroke-width: 1.5; fill: none; }
.spread .most { stroke: var(--quiet, #56616e); stroke-width: 5; }
.spread .median { fill: var(--text, #14202e); }
.spread .bona-fide .range, .spread .bona-fide .most { stroke: var(--brand, #1d4ed8); }
.spread .bona-fide .median { fill: var(--brand, #1d4ed8); }
.spread .bound { stroke-width: 1.5; stroke: var(--warn, #8a4b00); stroke-dasharray: 4 3; }
.spread .bound.attack { stroke: var(--bad, #a12c1c); stroke-dasharray: none; }
.spread .bound-name { fill: var(--warn, #8a4b00); }
.spread .bound-name.attack { fill: var(--bad, #a12c1c); }
.report .crossed { color: var(--bad, #a12c1c); }
.report .failure { margin: 12px 0; padding: 12px 16px; border: 1px solid var(--line, #dde3ea); border-left: 5px solid var(--bad, #a12c1c); border-radius: 8px; }
.report .failure.bona-fide { border-left-color: var(--warn, #8a4b00); }
.report .failure ul { margin: 0; padding-left: 20px; }
.report .pictures { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 8px; }
.report .pictures figure { margin: 0; }
.report .pictures img { display: block; width: 128px; height: 96px; border-radius: 6px; object-fit: cover; }
.report .pictures figcaption { font-size: 12px; }
@page { margin: 14mm; }
@media print {
  .report { max-width: none; padding: 0; font-size: 11px; }
  .report table, .report .who, .report small, .report figcaption { font-size: 9px; }
  .report th, .report td { padding: 3px 4px; }
  .report h4 { font-size: 12px; }
  .report figure, .report tr, .report p, .report li { break-inside: avoid; }
  .report h2, .report h3, .report h4, .report .who { break-after: avoid; }
}
/* Where the table is too narrow for its columns, each row becomes a list. */
@media screen {
  @container (max-width: 720px) {
    .report table, .report tbody, .report tr, .report tr > :first-child { display: block; }
    .report thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
    .report tbody tr { padding: 8px 0; border-bottom: 1px solid var(--line, #dde3ea); }
    .report tbody th, .report td { padding: 3px 0; border: 0; }
    .report tbody th { min-width: 0; font-size: 15px; }
    .report td { display: flex; justify-content: space-between; gap: 16px; }
    .report td::before { content: attr(data-column); color: var(--quiet, #56616e); text-align: left; white-space: normal; }
  }
}
`;
