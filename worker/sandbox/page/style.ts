export const styles = `
  :root { --line: #8884; --soft: #8881; --strong: #0a6; }
  body { margin: 0; font: 100%/1.6 system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif; }
  header, main { padding: 0.5rem clamp(16px, 4vw, 40px); max-width: 72rem; margin: 0 auto; box-sizing: border-box; }
  header { display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 4px 24px;
    border-bottom: 1px solid var(--line); }
  h1 { font-size: 1.25rem; margin: 0.25rem 0; }
  h2 { font-size: 1.125rem; margin: 2rem 0 0.5rem; }
  h3 { font-size: 1rem; margin: 1.25rem 0 0.5rem; }
  nav { display: flex; flex-wrap: wrap; align-items: baseline; gap: 4px 16px; }
  code { overflow-wrap: anywhere; }
  .wide { overflow-x: auto; margin-bottom: 24px; }
  table { border-collapse: collapse; min-width: 100%; }
  caption { text-align: start; font-weight: 600; padding: 8px 0; }
  th, td { text-align: start; vertical-align: top; padding: 6px 12px 6px 0; border-bottom: 1px solid var(--line); }
  th, td code { white-space: nowrap; }
  dl { margin: 0; } dl div { display: flex; gap: 8px; } dt { opacity: 0.75; } dd { margin: 0; overflow-wrap: anywhere; }
  .totals { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: 8px; margin: 0.75rem 0; }
  .totals div { display: block; padding: 8px 12px; border: 1px solid var(--line); border-radius: 8px; }
  .totals dd { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
  .cards { display: grid; gap: 12px; padding: 0; margin: 0.75rem 0; list-style: none; }
  .cards > li { padding: 10px 14px; border: 1px solid var(--line); border-radius: 8px; }
  .cards p { margin: 0.25rem 0; }
  .line { display: flex; flex-wrap: wrap; gap: 2px 16px; align-items: baseline; }
  .entries { list-style: none; padding: 0; margin: 0.5rem 0 0; }
  .entries li { display: flex; flex-wrap: wrap; gap: 2px 12px; padding: 6px 0; border-top: 1px solid var(--line); }
  .stage { padding: 0 8px; border-radius: 999px; border: 1px solid var(--line); font-size: 0.875rem; white-space: nowrap; }
  .accepted { border-color: var(--strong); } .returned, .wrong { border-color: #c43; }
  form { display: flex; flex-wrap: wrap; gap: 12px 16px; align-items: end; margin: 0.75rem 0; }
  label { display: grid; grid-template-columns: minmax(0, auto); gap: 2px; font-size: 0.875rem; max-width: 100%; }
  input, select, button { font: inherit; font-size: 1rem; padding: 8px 10px; min-height: 44px; box-sizing: border-box; max-width: 100%;
    border: 1px solid #888; border-radius: 8px; }
  input[type='number'] { width: 7rem; }
  button { padding-inline: 16px; cursor: pointer; }
  .note { padding: 8px 12px; border-inline-start: 4px solid var(--strong); background: var(--soft); }
  .note.wrong { border-color: #c43; }
  .tree { list-style: none; padding: 0; margin: 0.25rem 0; }
  .tree .tree { padding-inline-start: 14px; border-inline-start: 2px solid var(--line); margin: 4px 0 10px; }
  .tree li.leaf { display: grid; grid-template-columns: minmax(7rem, 12rem) 1fr; gap: 2px 12px; padding: 3px 0; }
  .tree .name { opacity: 0.75; } .tree .group { font-weight: 600; }
  .tree .value { overflow-wrap: anywhere; }
  .pictures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); gap: 16px; }
  figure { margin: 0; } figure img { max-width: 100%; height: auto; border: 1px solid var(--line); }
  details > summary { cursor: pointer; padding: 6px 0; }
`;
