import { css } from "lit";

export const pickerStyle = css`
  :host {
    display: grid;
    gap: 0.375rem;
  }

  label {
    font-weight: 600;
  }

  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .chosen {
    display: flex;
    flex-wrap: wrap;
    gap: 0.375rem;
  }

  .chip {
    display: flex;
    align-items: center;
    padding-inline-start: 0.625rem;
    border-radius: 1rem;
    background: var(--tint);
    color: var(--accent);
    font-size: 0.875rem;
    font-weight: 600;
  }

  .chip button {
    min-block-size: 1.75rem;
    padding: 0 0.375rem;
    color: inherit;
  }

  .found {
    max-block-size: 14rem;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
  }

  .found li {
    padding: 0.25rem 0.625rem;
  }

  .name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .handle {
    color: var(--muted);
    font-size: 0.8125rem;
  }

  .none,
  .problem {
    margin: 0;
    color: var(--muted);
    font-size: 0.8125rem;
  }

  .problem {
    color: var(--danger);
  }

  :is(.none, .problem):empty {
    display: none;
  }
`;
