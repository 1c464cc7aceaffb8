/** The places of the page: the panel, the channel's head, its messages, the message box. */
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
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    min-inline-size: 0;
    margin: 0.5rem 0.5rem 0.5rem 0;
    overflow: clip;
    border: 1px solid var(--line);
    border-radius: 0.875rem;
    background: var(--paper);
  }

  .head {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 3.5rem;
    padding-inline: var(--gap) 0.75rem;
    border-block-end: 1px solid var(--line);
  }

  h1 {
    flex: 1;
    margin: 0;
    overflow: hidden;
    font-size: 1.125rem;
    font-weight: 700;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  h1 span {
    color: var(--muted);
    font-weight: 500;
  }

  .toggle {
    display: none;
    align-items: center;
    gap: 0.375rem;
    font-variant-numeric: tabular-nums;
  }

  .bar {
    grid-row: 2;
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    padding: 0.375rem var(--gap);
    background: var(--warm-tint);
    color: var(--warm);
    font-size: 0.875rem;
    font-weight: 550;
  }

  .bar.grave {
    background: var(--danger-tint);
    color: var(--danger);
  }

  parley-timeline {
    grid-row: 3;
  }

  .foot {
    grid-row: 4;
    padding: 0 var(--gap) 0.75rem;
  }

  .typing {
    block-size: 1.5rem;
    margin: 0;
    overflow: hidden;
    color: var(--muted);
    font-size: 0.8125rem;
    line-height: 1.5rem;
    text-overflow: ellipsis;
    white-space: nowrap;
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

    .toggle {
      display: flex;
    }

    parley-side {
      position: relative;
      z-index: 3;
      grid-area: 1 / 1;
    }

    parley-side:not([open]) {
      display: none;
    }

    .head {
      padding-inline: 0.75rem 0.5rem;
    }

    .foot {
      padding: 0 0.625rem 0.625rem;
    }
  }
`;
