/** One channel: its head, its messages, the message box. */
import { css } from "lit";

export const roomStyle = css`
  :host {
    position: relative;
    display: grid;
    grid-template-rows: auto auto minmax(0, 1fr) auto;
    block-size: 100%;
    min-block-size: 0;
  }

  .head {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 3.5rem;
    padding-inline: var(--gap) 0.75rem;
    border-block-end: 1px solid var(--line);
  }

  .title {
    flex: 1;
    min-inline-size: 0;
  }

  h1 {
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

  h1 svg {
    display: inline;
    margin-inline-end: 0.25rem;
    vertical-align: -0.0625rem;
  }

  .topic {
    margin: 0;
    overflow: hidden;
    color: var(--muted);
    font-size: 0.8125rem;
    line-height: 1.2;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .more {
    padding-inline: 0.5rem;
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

  /* They float above the messages, which do not move for them. */
  .notes {
    position: absolute;
    z-index: 3;
    inset-block-start: 3.875rem;
    inset-inline: 0.75rem;
    display: grid;
    justify-items: center;
    pointer-events: none;
  }

  .note {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    max-inline-size: 100%;
    margin: 0;
    border: 1px solid;
    border-radius: 1.25rem;
    box-shadow: var(--shadow);
    font-size: 0.875rem;
    font-weight: 550;
    pointer-events: auto;
  }

  .note.cut {
    padding: 0.3125rem 0.875rem;
    background: var(--warm-tint);
    color: var(--warm);
  }

  .note.missed {
    gap: 0;
    background: var(--raised);
    color: var(--accent);
  }

  .note.missed button {
    min-block-size: 2rem;
    border-radius: 1.25rem;
    color: inherit;
  }

  .note.missed button + button {
    padding-inline: 0.5rem;
    color: var(--muted);
  }

  .pulse {
    flex: none;
    inline-size: 0.5rem;
    block-size: 0.5rem;
    border-radius: 50%;
    background: currentcolor;
    animation: pulse 1.6s ease-in-out infinite;
  }

  @keyframes pulse {
    50% {
      opacity: 0.25;
    }
  }

  .foot {
    grid-row: 4;
    padding: 0 var(--gap) 0.75rem;
  }

  .drop {
    position: absolute;
    inset: 0.375rem;
    z-index: 4;
    display: grid;
    place-items: center;
    align-content: center;
    gap: 0.75rem;
    border: 2px dashed var(--accent);
    border-radius: 0.75rem;
    background: color-mix(in srgb, var(--tint) 92%, transparent);
    color: var(--accent);
    font-size: 1.125rem;
    font-weight: 650;
    text-align: center;
    /* What is dropped on it is dropped on the page. */
    pointer-events: none;
  }

  .drop p {
    margin: 0;
    padding-inline: 1rem;
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

  .told {
    margin: 0 0 0.375rem;
    color: var(--accent);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
  }

  .closed {
    margin: 0;
    padding: 0.5rem 0.75rem;
    border-radius: var(--radius);
    background: var(--sunken);
    color: var(--muted);
    font-size: 0.875rem;
  }

  @media (max-width: 52rem) {
    .toggle {
      display: flex;
    }

    .head {
      padding-inline: 0.75rem 0.5rem;
    }

    .foot {
      padding: 0 0.625rem 0.625rem;
    }
  }
`;
