import { css } from 'lit';

export const exitStyles = css`
  .link {
    align-self: stretch;
    padding: 8px;
    border: 1px solid var(--_line);
    border-radius: 12px;
    background: var(--_raised);
    color: var(--_text);
    font: inherit;
    font-size: 0.8125em;
  }
`;
