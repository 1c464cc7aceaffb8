import { css } from "lit";

export const switcherStyle = css`
  dialog {
    inline-size: min(34rem, calc(100vw - 2rem));
    max-block-size: min(32rem, 80dvh);
    margin-block-start: 12dvh;
    padding: 0.5rem;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 0.875rem;
    background: var(--raised);
    color: var(--text);
    box-shadow: var(--shadow);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  input {
    min-block-size: 2.75rem;
    background: var(--paper);
  }

  ul {
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }

  li {
    min-block-size: 2.25rem;
    padding: 0.25rem 0.75rem;
    border-radius: 0.5rem;
  }

  li[aria-selected="true"] {
    color: var(--accent);
    font-weight: 600;
  }

  .sign {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 1rem;
    color: var(--muted);
  }

  .title {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .aside {
    flex: none;
    margin-inline-start: auto;
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 400;
  }

  p {
    margin: 0;
    color: var(--muted);
  }

  p:not(:empty) {
    margin: 0.75rem;
  }

  .problem {
    color: var(--danger);
  }
`;
