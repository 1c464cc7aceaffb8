/** The Markdown in a message, and the colours of its code. */
import { css } from "lit";

export const textStyle = css`
  parley-text {
    display: block;
    max-inline-size: 46rem;
  }

  parley-text.emoji {
    font-size: 2rem;
    line-height: 1.25;
  }

  .clip > :first-child {
    margin-block-start: 0;
  }

  .clip > :last-child {
    margin-block-end: 0;
  }

  /* The height is that of view/overflow.js. */
  .folded > .clip {
    /* Room for what hangs out, as numbers of lists do. */
    margin-inline-start: -0.75rem;
    padding-inline-start: 0.75rem;
    max-block-size: 24rem;
    overflow: hidden;
    mask-image: linear-gradient(#000 calc(100% - 4rem), transparent);
  }

  parley-text :is(p, ul, ol, pre, blockquote, .wide) {
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

  /* Long lines of code wrap: what scrolls would need a place in the way of the Tab key, in every message. */
  parley-text pre {
    padding: 0.625rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 0.5rem;
    background: var(--sunken);
    font: 0.8125rem / 1.5 var(--mono);
    tab-size: 4;
    white-space: pre-wrap;
    overflow-wrap: anywhere;
  }

  parley-text pre code {
    padding: 0;
    background: none;
    font: inherit;
  }

  .wide {
    inline-size: fit-content;
    max-inline-size: 100%;
    overflow-x: auto;
  }

  parley-text table {
    border-collapse: collapse;
  }

  parley-text :is(th, td) {
    /* Words are broken before a table scrolls, unless nothing of them would be left. */
    min-inline-size: 4em;
    overflow-wrap: anywhere;
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
    margin-block: 0.375rem 0.25rem;
  }

  .coloured :is(.hljs-comment, .hljs-quote) {
    color: var(--code-quiet);
    font-style: italic;
  }

  .coloured :is(.hljs-keyword, .hljs-selector-tag, .hljs-literal, .hljs-type, .hljs-doctag, .hljs-name) {
    color: var(--code-word);
  }

  .coloured :is(.hljs-string, .hljs-regexp, .hljs-addition, .hljs-meta .hljs-string, .hljs-symbol, .hljs-bullet) {
    color: var(--code-string);
  }

  .coloured :is(.hljs-number, .hljs-attr, .hljs-variable, .hljs-template-variable, .hljs-link, .hljs-selector-class) {
    color: var(--code-value);
  }

  .coloured :is(.hljs-title, .hljs-section, .hljs-built_in, .hljs-selector-id) {
    color: var(--code-title);
  }

  .coloured :is(.hljs-meta, .hljs-deletion) {
    color: var(--code-meta);
  }
`;
