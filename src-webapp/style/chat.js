/** The places of the page: the panel, and what is shown beside it. */
import { css } from "lit";

export const chatStyle = css`
  :host {
    display: grid;
    grid-template: minmax(0, 1fr) / 16rem minmax(0, 1fr);
    block-size: 100%;
  }

  .skip {
    position: absolute;
    inset-block-start: 0.5rem;
    inset-inline-start: 0.5rem;
    z-index: 10;
    display: flex;
    gap: 0.5rem;
  }

  .skip button:not(:focus) {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    min-block-size: 0;
    padding: 0;
    border: 0;
    overflow: hidden;
    clip-path: inset(50%);
  }

  main {
    position: relative;
    min-inline-size: 0;
    min-block-size: 0;
    margin: 0.5rem 0.5rem 0.5rem 0;
    overflow: clip;
    border: 1px solid var(--line);
    border-radius: 0.875rem;
    background: var(--paper);
  }

  .page {
    block-size: 100%;
    padding: 2rem var(--gap);
    overflow: auto;
  }

  .notice {
    display: grid;
    justify-items: center;
    gap: 0.75rem;
    max-inline-size: 32rem;
    margin: 10dvh auto 2rem;
    text-align: center;
  }

  .notice :is(h1, p) {
    margin: 0;
  }

  .notice h1 {
    font-size: 1.25rem;
  }

  .unsent {
    max-inline-size: 40rem;
    margin: 0 auto;
  }

  .unsent h2 {
    font-size: 1rem;
  }

  .unsent ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .unsent li {
    display: flex;
    align-items: start;
    gap: 0.75rem;
    padding-block: 0.5rem;
    border-block-start: 1px solid var(--line);
  }

  .unsent pre {
    flex: 1;
    margin: 0;
    font: inherit;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  @media (max-width: 52rem) {
    :host {
      grid-template-columns: minmax(0, 1fr);
    }

    main {
      grid-area: 1 / 1;
      margin: 0;
      border: 0;
      border-radius: 0;
    }

    parley-side {
      position: relative;
      z-index: 3;
      grid-area: 1 / 1;
    }

    parley-side:not([open]) {
      display: none;
    }
  }
`;
