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
    inline-size: 100%;
    min-block-size: 2.75rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--paper);
    color: var(--text);
    font: inherit;
  }

  input::placeholder {
    color: var(--muted);
    opacity: 1;
  }

  ul {
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }

  li {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 2.25rem;
    padding: 0.25rem 0.75rem;
    border-radius: 0.5rem;
    cursor: pointer;
  }

  li:hover {
    background: var(--wash);
  }

  li[aria-selected="true"] {
    background: var(--tint);
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
    margin: 0.75rem;
    color: var(--muted);
  }

  @media (forced-colors: active) {
    li[aria-selected="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
