import { css } from "lit";

export const composerStyle = css`
  :host {
    display: block;
  }

  form {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    align-items: end;
    gap: 0.25rem;
    padding: 0.3125rem;
    border: 1px solid var(--edge);
    border-radius: 0.875rem;
    background: var(--raised);
  }

  form:focus-within {
    border-color: var(--accent);
    box-shadow: 0 0 0 1px var(--accent);
  }

  .editing {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin: 0;
    padding-inline-start: 0.75rem;
    color: var(--accent);
    font-size: 0.875rem;
    font-weight: 600;
  }

  .editing button {
    inline-size: auto;
    padding-inline: 0.75rem;
  }

  .candidates {
    grid-column: 1 / -1;
    max-block-size: min(40dvh, 18rem);
    margin: 0;
    padding: 0 0 0.25rem;
    overflow: auto;
    border-block-end: 1px solid var(--line);
    list-style: none;
  }

  .candidates li {
    min-block-size: 2.25rem;
    padding: 0.125rem 0.5rem;
    border-radius: 0.5rem;
  }

  .candidate-name {
    overflow: hidden;
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .candidate-handle {
    flex: none;
    color: var(--muted);
    font-size: 0.8125rem;
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

  button.primary {
    grid-column: -2;
  }

  .tray {
    display: flex;
    grid-column: 1 / -1;
    flex-flow: row wrap;
    gap: 0.375rem;
    max-block-size: min(32dvh, 16rem);
    margin: 0;
    padding: 0.125rem;
    overflow: hidden auto;
    list-style: none;
    scrollbar-width: thin;
  }

  .chosen {
    display: grid;
    grid-template-columns: 3rem minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 0.625rem;
    flex: 1 1 16rem;
    min-inline-size: 0;
    max-inline-size: 24rem;
    padding: 0.375rem;
    border: 1px solid var(--line);
    border-radius: 0.625rem;
    background: var(--sunken);
  }

  .preview {
    display: grid;
    grid-row: 1 / 3;
    place-items: center;
    align-self: start;
    inline-size: 3rem;
    block-size: 3rem;
    overflow: hidden;
    border-radius: 0.375rem;
    background: var(--tint);
    color: var(--accent);
  }

  .preview img {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .about {
    display: grid;
    min-inline-size: 0;
  }

  .file-name {
    overflow: hidden;
    font-size: 0.875rem;
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .file-size {
    color: var(--muted);
    font-size: 0.75rem;
  }

  button.remove {
    inline-size: 1.75rem;
    min-block-size: 1.75rem;
    align-self: start;
    color: var(--muted);
  }

  .alt {
    grid-column: 2 / -1;
    min-inline-size: 0;
    margin-block-start: 0.25rem;
    padding: 0.1875rem 0.5rem;
    border: 1px solid var(--edge);
    border-radius: 0.375rem;
    background: var(--raised);
    color: var(--text);
    font: inherit;
    font-size: 0.8125rem;
  }

  .alt::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  .problem p {
    margin: 0.375rem 0.25rem 0;
    color: var(--danger);
    font-size: 0.875rem;
  }

  @media (forced-colors: active) {
    form:focus-within {
      outline: 2px solid Highlight;
    }
  }
`;
