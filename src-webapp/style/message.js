/** A message, or one on its way. */
import { css } from "lit";

export const messageStyle = css`
  .row {
    display: grid;
    grid-template-columns: 2.25rem minmax(0, 1fr);
    column-gap: 0.75rem;
    padding: 0.125rem var(--gap);
    scroll-margin-block: 3rem;
  }

  .row.leads {
    margin-block-start: 0.625rem;
  }

  .row:hover {
    background: var(--wash);
  }

  .row:focus-visible {
    outline-offset: -2px;
    border-radius: 0.25rem;
    background: var(--wash);
  }

  .gutter time {
    display: block;
    color: var(--muted);
    font-size: 0.6875rem;
    font-variant-numeric: tabular-nums;
    line-height: 1.4rem;
    text-align: end;
    white-space: nowrap;
    opacity: 0;
  }

  .row:hover .gutter time,
  .row:focus-within .gutter time,
  .row:focus .gutter time {
    opacity: 1;
  }

  .leads .avatar {
    margin-block-start: 0.1875rem;
  }

  .who {
    display: flex;
    align-items: baseline;
    gap: 0.5rem;
    line-height: 1.4;
  }

  .name {
    overflow: hidden;
    font-weight: 650;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .who time {
    flex: none;
    color: var(--muted);
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .body {
    font-size: 0.9375rem;
    line-height: 1.5;
    overflow-wrap: anywhere;
  }

  /* A word at the end of the last line; the row tells it to those who listen. */
  parley-text[data-edited] > .clip:not(:has(> p:last-child))::after,
  parley-text[data-edited] > .clip > p:last-child::after {
    content: " (edited)" / "";
    color: var(--muted);
    font-size: 0.75rem;
  }

  .row.calls {
    background: color-mix(in srgb, var(--warm-tint) 55%, transparent);
    box-shadow: inset 3px 0 var(--warm);
  }

  .mention {
    padding-inline: 0.125rem;
    border-radius: 0.25rem;
    background: var(--tint);
    color: var(--accent);
    font-weight: 600;
  }

  .mention.me {
    background: var(--warm-tint);
    color: var(--warm);
  }

  .status {
    flex: none;
    font-size: 0.8125rem;
  }

  .tag {
    flex: none;
    padding-inline: 0.375rem;
    border: 1px solid var(--line);
    border-radius: 0.25rem;
    color: var(--muted);
    font-size: 0.6875rem;
  }

  .content {
    position: relative;
    min-inline-size: 0;
  }

  .actions {
    position: absolute;
    z-index: 1;
    inset-block-start: -0.875rem;
    inset-inline-end: 0;
    display: flex;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--raised);
    box-shadow: var(--shadow);
    opacity: 0;
    pointer-events: none;
  }

  .row:is(:hover, :focus-visible, :focus-within) .actions {
    opacity: 1;
    pointer-events: auto;
  }

  .actions button {
    display: grid;
    place-items: center;
    inline-size: 2rem;
    min-block-size: 2rem;
    padding: 0;
    color: var(--muted);
  }

  .actions button:hover {
    color: var(--accent);
  }

  @media (hover: none) {
    .row:focus .actions {
      opacity: 1;
      pointer-events: auto;
    }
  }

  .row.found {
    box-shadow: inset 3px 0 var(--accent);
    animation: found 2.5s ease-out;
  }

  @keyframes found {
    from {
      background: var(--tint);
    }
  }

  .gone {
    margin: 0;
    color: var(--muted);
    font-style: italic;
  }

  .waits parley-text {
    color: var(--muted);
  }

  .progress {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.375rem;
    margin: 0.125rem 0 0;
    color: var(--muted);
    font-size: 0.8125rem;
    /* What is answered soon needs no word. */
    animation: appear 0s 0.7s both;
  }

  .progress.refusal {
    flex-wrap: nowrap;
    align-items: flex-start;
    color: var(--danger);
    animation: none;
  }

  .failed {
    box-shadow: inset 3px 0 var(--danger);
  }

  .choices {
    display: flex;
    gap: 0.5rem;
    margin: 0.375rem 0 0.25rem;
  }

  :is(.choices, .progress, .upload-do) button,
  .more {
    min-block-size: 1.875rem;
    padding-block: 0.125rem;
    font-size: 0.8125rem;
  }

  .progress button {
    min-block-size: 1.5rem;
    padding-inline: 0.5rem;
    font-weight: 500;
  }

  .waits .pictures img {
    opacity: 0.6;
  }

  .uploads {
    display: grid;
    gap: 0.25rem;
    max-inline-size: 28rem;
    margin: 0.375rem 0;
    padding: 0;
    list-style: none;
  }

  .upload {
    display: grid;
    grid-template-columns: 1.5rem minmax(0, 1fr) auto;
    align-items: center;
    gap: 0 0.625rem;
    min-block-size: 2.75rem;
    padding: 0.25rem 0.375rem 0.25rem 0.625rem;
    border: 1px solid var(--line);
    border-radius: 0.625rem;
    background: var(--raised);
    font-size: 0.875rem;
  }

  .upload-icon {
    display: grid;
    place-items: center;
    color: var(--accent);
  }

  .upload-text {
    display: grid;
    min-inline-size: 0;
  }

  .upload .card-kind {
    font-variant-numeric: tabular-nums;
    line-height: 1.35;
  }

  .upload-do {
    display: flex;
    gap: 0.375rem;
  }

  .upload-do .plain {
    padding-inline: 0.375rem;
    color: var(--muted);
  }

  .upload progress {
    grid-row: 2;
    grid-column: 2 / -1;
    inline-size: calc(100% - 0.375rem);
    block-size: 0.3125rem;
    margin-block: 0.0625rem 0.25rem;
    border: 0;
    border-radius: 1rem;
    appearance: none;
    background: var(--sunken);
  }

  .upload progress::-webkit-progress-bar {
    border-radius: 1rem;
    background: var(--line);
  }

  .upload progress::-webkit-progress-value {
    border-radius: 1rem;
    background: var(--accent);
    transition: inline-size 0.2s;
  }

  .upload progress::-moz-progress-bar {
    border-radius: 1rem;
    background: var(--accent);
  }

  .upload.held {
    border-color: var(--danger);
  }

  .held :is(.upload-icon, .card-kind) {
    color: var(--danger);
  }

  @media (max-width: 40rem) {
    .upload.held .upload-do {
      grid-row: 2;
      grid-column: 2 / -1;
      margin-block: 0.25rem;
    }
  }

  @keyframes appear {
    from {
      visibility: hidden;
    }
  }
`;
