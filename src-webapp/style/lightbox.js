/** One picture over everything: dark by day too, since that is how pictures are looked at. */
import { css } from "lit";

export const lightboxStyle = css`
  :host {
    --text: #f1f5f4;
    --muted: #b6c4c1;
    --accent: #7fe0d3;
    --tint: #2a3a3a;
    --edge: #8fa3a0;
    --raised: #1b2526;
    color-scheme: dark;
  }

  dialog {
    inline-size: 100%;
    max-inline-size: none;
    block-size: 100%;
    max-block-size: none;
    margin: 0;
    padding: 0;
    overflow: hidden;
    border: 0;
    background: rgb(8 13 14 / 97%);
    color: var(--text);
    touch-action: pan-y pinch-zoom;
  }

  dialog[open] {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
  }

  dialog::backdrop {
    background: none;
  }

  header {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    padding: 0.5rem 0.75rem 0.5rem 1rem;
  }

  h2 {
    flex: 1;
    min-inline-size: 0;
    margin: 0;
    overflow: hidden;
    font-size: 1rem;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .facts {
    margin-inline-start: 0.5rem;
    color: var(--muted);
    font-size: 0.8125rem;
    font-weight: 400;
    font-variant-numeric: tabular-nums;
  }

  .button {
    display: flex;
    align-items: center;
    gap: 0.375rem;
    min-block-size: 2.25rem;
    padding: 0.25rem 0.75rem;
    border-radius: var(--radius);
    color: var(--text);
    font-size: 0.9375rem;
    font-weight: 550;
    text-decoration: none;
  }

  .button:hover {
    background: var(--tint);
    color: var(--accent);
  }

  button.plain {
    padding-inline: 0.5rem;
  }

  figure {
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    place-items: center;
    min-block-size: 0;
    margin: 0;
    padding: 0 1rem 1rem;
  }

  img {
    block-size: auto;
    max-inline-size: 100%;
    max-block-size: 100%;
    min-block-size: 0;
    object-fit: contain;
    border-radius: 0.25rem;
  }

  figcaption {
    max-inline-size: 46rem;
    max-block-size: 7rem;
    padding-block-start: 0.75rem;
    overflow: auto;
    line-height: 1.45;
    overflow-wrap: anywhere;
    text-align: center;
  }

  figcaption:empty {
    padding: 0;
  }

  .turn {
    position: absolute;
    inset-block-start: 50%;
    display: grid;
    place-items: center;
    inline-size: 2.75rem;
    block-size: 2.75rem;
    padding: 0;
    border-color: transparent;
    border-radius: 50%;
    background: rgb(8 13 14 / 70%);
  }

  .back {
    inset-inline-start: 0.75rem;
  }

  .on {
    inset-inline-end: 0.75rem;
  }

  @media (max-width: 40rem) {
    .facts {
      display: block;
      margin: 0;
    }

    .button span {
      position: absolute;
      clip-path: inset(50%);
    }

    figure {
      padding-inline: 0.25rem;
    }
  }
`;
