/** Days, notes and the way to the newest message. */
import { css } from "lit";

export const timelineStyle = css`
  :host {
    position: relative;
    display: block;
    min-block-size: 0;
  }

  .scroller {
    /* What is only for listening is placed absolutely: it shall scroll with the messages, not lengthen the page. */
    position: relative;
    block-size: 100%;
    overflow: hidden auto;
    overscroll-behavior: contain;
    /* The element keeps the place itself, also at the very top, where browsers do not. */
    overflow-anchor: none;
    scrollbar-width: thin;
    scrollbar-color: var(--line) transparent;
  }

  .list {
    display: flex;
    flex-direction: column;
    justify-content: flex-end;
    min-block-size: 100%;
    padding-block: 0.5rem 0.75rem;
  }

  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }

  .day {
    position: sticky;
    inset-block-start: 0.25rem;
    z-index: 1;
    display: flex;
    justify-content: center;
    margin: 0.75rem 0 0;
    font-size: 0.75rem;
    font-weight: 600;
    pointer-events: none;
  }

  .day span {
    padding: 0.125rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 1rem;
    background: var(--raised);
    color: var(--muted);
  }

  /* It takes no room, so nothing moves when it goes. */
  .new {
    position: relative;
    z-index: 1;
    block-size: 0;
    margin-inline: var(--gap);
    scroll-margin-block: 6rem;
    pointer-events: none;
  }

  .new:has(+ .leads) {
    inset-block-start: -0.375rem;
  }

  .new::before {
    position: absolute;
    inset-inline: 0;
    border-block-start: 1px solid var(--fresh);
    content: "";
  }

  .new span {
    position: absolute;
    inset-inline-end: 0;
    padding: 0 0.5rem;
    border-radius: 1rem;
    background: var(--fresh);
    color: var(--on-fresh);
    font-size: 0.6875rem;
    font-weight: 700;
    line-height: 1.125rem;
    transform: translateY(-50%);
  }

  .note {
    display: flex;
    align-items: center;
    justify-content: center;
    gap: 0.75rem;
    min-block-size: 2.5rem;
    margin: 0.25rem var(--gap) 0;
    color: var(--muted);
    font-size: 0.8125rem;
    text-align: center;
  }

  .line {
    margin: 0.5rem var(--gap) 0.125rem;
    padding-inline-start: 3rem;
    color: var(--muted);
    font-size: 0.8125rem;
    overflow-wrap: anywhere;
  }

  .line time {
    font-size: 0.75rem;
    font-variant-numeric: tabular-nums;
  }

  .welcome {
    margin: auto;
    padding: 2rem var(--gap);
    color: var(--muted);
    text-align: center;
  }

  .welcome h2 {
    margin: 0 0 0.25rem;
    color: var(--text);
    font-size: 1.25rem;
  }

  .welcome p {
    margin: 0;
  }

  .pill {
    position: absolute;
    inset-block-end: 0.75rem;
    inset-inline: 0;
    z-index: 2;
    display: flex;
    align-items: center;
    gap: 0.375rem;
    inline-size: max-content;
    margin-inline: auto;
    padding-inline: 0.875rem;
    border-radius: 2rem;
    box-shadow: var(--shadow);
    font-size: 0.875rem;
  }
`;
