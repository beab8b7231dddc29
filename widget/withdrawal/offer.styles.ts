import { css } from 'lit';

export const withdrawalStyles = css`
  .withdrawal {
    margin-top: 1.5em;
    padding-top: 1em;
    border-top: 1px solid var(--_line);
    color: var(--_quiet);
    font-size: 0.875em;
  }
  .withdrawal h3 {
    margin: 0 0 0.25em;
    color: var(--_text);
    font-size: 1.125em;
  }
  .withdrawal h3:focus {
    outline: none;
  }
  .withdrawal .choices {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5em;
    margin-top: 0.75em;
  }
  .withdrawal .copied,
  .withdrawal .link {
    flex: 1 0 100%;
  }
  .withdrawal .unsent {
    color: var(--_warn);
  }
  .secondary {
    min-height: 44px;
    padding: 0.5em 1em;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: none;
    color: var(--_text);
  }
  .secondary.grave {
    border-color: var(--_warn);
    background: var(--_warn-soft);
    color: var(--_warn);
    font-weight: 600;
  }
  .secondary[disabled] {
    color: var(--_quiet);
    cursor: not-allowed;
  }
`;
