import { css } from "lit";

export const sideStyle = css`
  :host {
    display: block;
    min-block-size: 0;
    background: var(--panel);
  }

  .all {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    min-block-size: 0;
  }

  .brand {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 4rem;
    padding-inline: 1rem 0.5rem;
  }

  .word {
    flex: 1;
    margin: 0;
    font-size: 1.25rem;
    font-weight: 750;
    letter-spacing: -0.02em;
  }

  .close {
    display: none;
    padding-inline: 0.5rem;
  }

  h2 {
    display: flex;
    gap: 0.5rem;
    margin: 0.5rem 1rem 0.25rem;
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 600;
  }

  .count {
    font-variant-numeric: tabular-nums;
  }

  .here p {
    margin: 0.25rem 1rem;
    color: var(--muted);
    font-size: 0.8125rem;
  }

  ul {
    margin: 0;
    padding: 0 0.5rem;
    list-style: none;
  }

  .heading {
    display: flex;
    align-items: center;
    padding-inline-end: 0.75rem;
  }

  .heading h2 {
    flex: 1;
  }

  .small {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 2rem;
    min-block-size: 2rem;
    padding: 0;
    border-radius: 0.5rem;
    color: var(--muted);
  }

  .small:hover {
    background: var(--tint);
    color: var(--accent);
  }

  .self-link {
    display: flex;
    flex: 1;
    align-items: center;
    gap: 0.625rem;
    min-inline-size: 0;
    border-radius: 0.625rem;
    color: inherit;
    text-decoration: none;
  }

  .self-link:hover .name {
    color: var(--accent);
  }

  .lists {
    flex: 1;
    min-block-size: 0;
    overflow: hidden auto;
    scrollbar-width: thin;
  }

  .channel {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 2.25rem;
    padding: 0.25rem 0.5rem;
    border-radius: 0.5rem;
    color: var(--text);
    text-decoration: none;
  }

  .channel:hover {
    background: var(--wash);
  }

  .channel[aria-current] {
    background: var(--tint);
    color: var(--accent);
    font-weight: 600;
  }

  .channel.unread {
    font-weight: 700;
  }

  .channel.dim {
    color: var(--muted);
  }

  .called {
    flex: 1;
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .sign {
    display: grid;
    flex: none;
    place-items: center;
    inline-size: 1rem;
    color: var(--muted);
    font-weight: 500;
  }

  .sign b {
    inline-size: 1rem;
    border-radius: 0.25rem;
    background: var(--line);
    color: var(--text);
    font-size: 0.6875rem;
    line-height: 1rem;
    text-align: center;
  }

  .dot {
    inline-size: 0.625rem;
    block-size: 0.625rem;
    border: 1.5px solid var(--edge);
    border-radius: 50%;
  }

  .dot.online {
    border-color: var(--good);
    background: var(--good);
  }

  .badge {
    flex: none;
    min-inline-size: 1.25rem;
    padding-inline: 0.375rem;
    border-radius: 1rem;
    background: var(--fresh);
    color: var(--on-fresh);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
    font-weight: 700;
    line-height: 1.25rem;
    text-align: center;
  }

  .here {
    margin-block-start: 0.75rem;
  }

  .person {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    padding: 0.25rem 0.5rem;
    font-size: 0.9375rem;
  }

  .person .avatar {
    position: relative;
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 0.5rem;
    font-size: 0.6875rem;
  }

  .avatar i {
    position: absolute;
    inset: auto -0.1875rem -0.1875rem auto;
    inline-size: 0.6875rem;
    block-size: 0.6875rem;
    border: 2px solid var(--panel);
    border-radius: 50%;
    background: var(--good);
  }

  .unsure .avatar i {
    background: var(--muted);
  }

  .name {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .aside {
    flex: none;
    margin-inline-start: auto;
    color: var(--muted);
    font-size: 0.75rem;
  }

  .self {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    padding: 0.75rem 1rem;
  }

  .self .name {
    flex: 1;
    font-weight: 600;
  }

  @media (max-width: 52rem) {
    .close {
      display: block;
    }
  }

  @media (forced-colors: active) {
    .channel[aria-current] {
      outline: 1px solid Highlight;
      outline-offset: -1px;
    }
  }
`;
