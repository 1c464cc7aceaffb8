/** A message and the Markdown in it. */
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
  parley-text[data-edited]:not(:has(> p:last-child))::after,
  parley-text[data-edited] > p:last-child::after {
    content: " (edited)" / "";
    color: var(--muted);
    font-size: 0.75rem;
  }

  .waits parley-text {
    color: var(--muted);
  }

  .progress {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    margin: 0.125rem 0 0;
    color: var(--muted);
    font-size: 0.8125rem;
    /* What is answered soon needs no word. */
    animation: appear 0s 0.7s both;
  }

  .progress.refusal {
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

  .choices button,
  .more {
    min-block-size: 1.875rem;
    font-size: 0.875rem;
  }

  @keyframes appear {
    from {
      visibility: hidden;
    }
  }

  parley-text {
    display: block;
    max-inline-size: 46rem;
  }

  parley-text.emoji {
    font-size: 2rem;
    line-height: 1.25;
  }

  parley-text > :first-child {
    margin-block-start: 0;
  }

  parley-text > :last-child {
    margin-block-end: 0;
  }

  parley-text :is(p, ul, ol, pre, blockquote, table) {
    margin-block: 0.375rem;
  }

  parley-text :is(h3, h4, h5, h6) {
    margin-block: 0.625rem 0.25rem;
    font-size: 1.0625rem;
    line-height: 1.3;
  }

  parley-text :is(h5, h6) {
    font-size: 0.9375rem;
  }

  parley-text :is(ul, ol) {
    padding-inline-start: 1.5rem;
  }

  parley-text ol {
    list-style: decimal;
  }

  parley-text blockquote {
    margin-inline: 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--line);
    color: var(--muted);
  }

  parley-text code {
    padding: 0.1em 0.3em;
    border-radius: 0.3em;
    background: var(--sunken);
    font: 0.875em / 1.45 var(--mono);
  }

  parley-text pre {
    max-block-size: 28rem;
    padding: 0.625rem 0.75rem;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 0.5rem;
    background: var(--sunken);
    font: 0.8125rem / 1.5 var(--mono);
    overflow-wrap: normal;
    tab-size: 4;
  }

  parley-text pre code {
    padding: 0;
    background: none;
    font: inherit;
  }

  parley-text pre.wrapped {
    max-block-size: none;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  parley-text table {
    display: block;
    max-inline-size: 100%;
    overflow-x: auto;
    border-collapse: collapse;
  }

  parley-text :is(th, td) {
    /* Words stay whole as long as the table can scroll. */
    overflow-wrap: break-word;
    padding: 0.25rem 0.625rem;
    border: 1px solid var(--line);
  }

  parley-text th {
    background: var(--sunken);
    text-align: start;
  }

  parley-text hr {
    block-size: 1px;
    border: 0;
    background: var(--line);
  }

  .more {
    display: block;
    margin-block-start: 0.375rem;
  }

  .files {
    display: flex;
    flex-flow: row wrap;
    gap: 0.5rem;
    margin: 0.375rem 0;
    padding: 0;
    list-style: none;
  }

  .files li {
    inline-size: fit-content;
    min-inline-size: 0;
    max-inline-size: min(100%, 26rem);
  }

  .picture {
    display: block;
    inline-size: fit-content;
    max-inline-size: 100%;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 0.625rem;
    background: var(--sunken);
  }

  .picture img {
    display: block;
    min-inline-size: 4rem;
    min-block-size: 3rem;
    max-inline-size: 100%;
    max-block-size: 20rem;
    object-fit: scale-down;
  }

  :is(audio, video) {
    display: block;
    max-inline-size: 100%;
    margin-block-end: 0.375rem;
    max-block-size: 20rem;
    border-radius: 0.625rem;
  }

  .card {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    inline-size: 18rem;
    max-inline-size: 100%;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 0.625rem;
    background: var(--raised);
    color: var(--accent);
    text-decoration: none;
  }

  .card:hover {
    border-color: var(--accent);
  }

  .card-text {
    display: grid;
    min-inline-size: 0;
  }

  .card-name {
    overflow: hidden;
    color: var(--text);
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .card-kind {
    color: var(--muted);
    font-size: 0.75rem;
  }
`;
