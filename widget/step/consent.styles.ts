import { css } from 'lit';

export const consentStyles = css`
  .asks {
    color: var(--_quiet);
    margin-top: -0.5em;
  }
  .filing {
    margin: 0;
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--_raised);
    display: grid;
    gap: 0.15em;
    font-size: 0.9375em;
  }
  .filing div {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1em;
  }
  .filing dt {
    flex: 0 0 5em;
    color: var(--_quiet);
  }
  .filing dd {
    flex: 1 1 8em;
    margin: 0;
    font-weight: 600;
  }
  .plan {
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 0.625em;
  }
  .plan li {
    display: flex;
    gap: 0.75em;
    align-items: center;
  }
  .plan .icon {
    width: 40px;
    height: 40px;
    padding: 8px;
    border-radius: 50%;
    background: var(--_soft);
    color: var(--_accent);
  }
  .purposes {
    border: 0;
    margin: 0;
    padding: 0;
    min-width: 0;
    display: grid;
    gap: 0.625em;
  }
  .purposes legend {
    padding: 0;
    margin-bottom: 0.5em;
    font-weight: 600;
  }
  .purpose {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em 12px;
    align-items: flex-start;
    padding: 14px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    color: var(--_quiet);
    cursor: pointer;
  }
  /* The text stands beside its checkbox, and below it where the line is too narrow. */
  .purpose > span {
    flex: 1 1 8em;
    min-width: 0;
    font-size: 0.875em;
    line-height: 1.6;
  }
  .purpose b {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25em 0.5em;
    align-items: center;
    margin-bottom: 0.25em;
    color: var(--_text);
    font-size: 1.1429em;
    line-height: 1.5;
  }
  .purpose:has(input:checked) {
    border-color: var(--_accent);
    background: var(--_soft);
  }
  .purpose input {
    flex: none;
    width: 1.5em;
    height: 1.5em;
    margin: 0;
    accent-color: var(--_accent);
    font: inherit;
    /* When the keyboard focuses a checkbox, it is scrolled out from behind the button bar. */
    scroll-margin-block: 2em 8em;
  }
  .tag {
    white-space: nowrap;
    padding: 0 0.6em;
    border-radius: 99px;
    border: 1px solid var(--_line);
    color: var(--_quiet);
    background: var(--_surface);
    font-size: 0.75em;
    font-weight: 400;
  }
  .tag.required {
    color: var(--_accent);
    border-color: currentColor;
  }
  .missing {
    color: var(--_warn);
    font-size: 0.9375em;
    font-weight: 600;
  }
  .agree {
    display: grid;
    gap: 0.5em;
    padding-block: 0.25em;
    background: var(--_surface);
  }
  /* The button stays visible if the window is high enough. */
  @media (min-height: 40em) {
    .agree {
      position: sticky;
      bottom: 0;
      padding-block: 0.25em max(0.75em, env(safe-area-inset-bottom));
    }
    .agree::before {
      content: '';
      position: absolute;
      inset: -1.5em 0 auto;
      height: 1.5em;
      background: linear-gradient(to top, var(--_surface), transparent);
      pointer-events: none;
    }
  }
  .alternative {
    color: var(--_quiet);
    font-size: 0.875em;
    text-align: center;
  }

  @media (forced-colors: active) {
    .filing {
      border: 1px solid;
    }
  }
`;
