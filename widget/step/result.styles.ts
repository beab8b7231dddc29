import { css } from 'lit';

export const resultStyles = css`
  .result {
    align-items: center;
    justify-content: center;
    text-align: center;
  }
  .badge {
    flex: none;
    width: 4.75em;
    height: 4.75em;
    border-radius: 50%;
    display: grid;
    place-items: center;
    background: var(--_raised);
    color: var(--_text);
  }
  .badge .icon {
    width: 2.5em;
    height: 2.5em;
  }
  .badge.good {
    background: var(--_soft);
    color: var(--_accent);
  }
  .badge.good path {
    stroke-dasharray: 1;
    animation: draw 0.45s 0.1s ease-out backwards;
  }
  .badge.warning {
    background: var(--_warn-soft);
    color: var(--_warn);
  }
  .result p {
    color: var(--_quiet);
    text-wrap: balance;
  }
  .causes {
    align-self: stretch;
    list-style: none;
    margin: 0;
    padding: 0;
    display: grid;
    gap: 0.5em;
    text-align: start;
  }
  .causes li {
    display: grid;
    padding: 12px 16px;
    border-radius: 12px;
    background: var(--_raised);
  }
  .causes span {
    color: var(--_quiet);
    font-size: 0.9375em;
  }
  .result .until {
    color: var(--_text);
    font-weight: 600;
  }
  .result .code {
    font-size: 0.8125em;
  }

  @media (forced-colors: active) {
    .badge,
    .causes li {
      border: 1px solid;
    }
  }
`;
