import { css } from "lit";

export const signInStyle = css`
  :host {
    display: grid;
    place-items: center;
    block-size: 100%;
    padding: 1rem;
    overflow: auto;
  }

  main {
    inline-size: 100%;
    max-inline-size: 24rem;
    padding: 2rem;
    border: 1px solid var(--line);
    border-radius: 1rem;
    background: var(--paper);
    box-shadow: var(--shadow);
  }

  h1 {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    margin: 0;
    font-size: 1.75rem;
    font-weight: 750;
    letter-spacing: -0.02em;
  }

  p {
    margin: 0.5rem 0 1.5rem;
    color: var(--muted);
  }

  form {
    display: grid;
    gap: 0.375rem;
  }

  label {
    font-weight: 600;
  }

  input {
    min-block-size: 2.75rem;
  }

  input[aria-invalid="true"] {
    border-color: var(--danger);
  }

  .field {
    position: relative;
    margin-block-end: 0.375rem;
  }

  .field:has(.show) input {
    padding-inline-end: 4.5rem;
  }

  .field .show {
    position: absolute;
    inset-block: 0.25rem;
    inset-inline-end: 0.25rem;
    min-block-size: 0;
    margin: 0;
    color: var(--muted);
    font-size: 0.875rem;
  }

  .field .show[aria-pressed="true"] {
    color: var(--accent);
  }

  .hint {
    margin: -0.25rem 0 0.5rem;
    font-size: 0.8125rem;
  }

  .link {
    margin: 1rem 0 0;
    text-align: center;
  }

  .problem {
    margin: 0;
    color: var(--danger);
    font-size: 0.875rem;
  }

  button {
    min-block-size: 2.75rem;
    margin-block-start: 0.625rem;
  }
`;
