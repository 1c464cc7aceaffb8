import { css } from "lit";

export const composerStyle = css`
  :host {
    display: block;
  }

  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    align-items: end;
    gap: 0.375rem;
    padding: 0.3125rem;
    border: 1px solid var(--edge);
    border-radius: 0.875rem;
    background: var(--raised);
  }

  form:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }

  textarea {
    min-block-size: 2.25rem;
    max-block-size: min(40dvh, 18rem);
    padding: 0.375rem 0.625rem;
    resize: none;
    border: 0;
    background: none;
    color: var(--text);
    font: inherit;
    font-size: 1rem;
    line-height: 1.5rem;
    scrollbar-width: thin;
  }

  /* The form around it shows the focus. */
  textarea:focus-visible {
    outline: 0;
  }

  textarea::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  button {
    display: grid;
    place-items: center;
    inline-size: 2.25rem;
    padding: 0;
  }

  button.primary:disabled {
    border-color: transparent;
    background: var(--sunken);
    color: var(--muted);
  }

  .problem {
    margin: 0.375rem 0.25rem 0;
    color: var(--danger);
    font-size: 0.875rem;
  }

  .problem:empty {
    margin: 0;
  }

  @media (forced-colors: active) {
    form:focus-within {
      outline: 2px solid Highlight;
    }
  }
`;
