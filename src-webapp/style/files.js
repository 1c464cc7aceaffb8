/** The files of a message. Every place has its size before anything is loaded. */
import { css } from "lit";

export const filesStyle = css`
  :is(.files, .pictures) {
    display: flex;
    flex-flow: row wrap;
    gap: 0.5rem;
    margin: 0.375rem 0;
    padding: 0;
    list-style: none;
  }

  .pictures {
    gap: 0.375rem;
    max-inline-size: 46rem;
  }

  :is(.files, .pictures) li {
    inline-size: fit-content;
    min-inline-size: 0;
    max-inline-size: min(100%, 28rem);
  }

  /* An empty drawing gives the place its size; the picture fills it whenever it comes. */
  .place {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: fit-content;
    min-inline-size: 4rem;
    min-block-size: 3rem;
    max-inline-size: 100%;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 0.625rem;
    background: var(--sunken);
  }

  .place svg {
    max-inline-size: 100%;
    block-size: auto;
  }

  .place :is(img, video) {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    color: var(--muted);
    font-size: 0.75rem;
    object-fit: contain;
  }

  .place img.small {
    object-fit: scale-down;
  }

  .place img.cut {
    object-fit: cover;
  }

  .picture {
    cursor: zoom-in;
  }

  .picture:hover {
    border-color: var(--accent);
  }

  .player {
    inline-size: 28rem;
    max-inline-size: 100%;
    overflow: hidden;
    border: 1px solid var(--line);
    border-radius: 0.625rem;
    background: var(--raised);
  }

  .player .place {
    inline-size: 100%;
    border: 0;
    border-radius: 0;
    background: #0b1112;
  }

  .player audio {
    display: block;
    inline-size: calc(100% - 1rem);
    block-size: 2.75rem;
    margin: 0.5rem 0.5rem 0;
  }

  .player .card {
    inline-size: 100%;
    border: 0;
  }

  .card {
    display: flex;
    align-items: center;
    gap: 0.625rem;
    inline-size: 20rem;
    max-inline-size: 100%;
    margin: 0;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--line);
    border-radius: 0.625rem;
    background: var(--raised);
    color: var(--accent);
    text-decoration: none;
  }

  a.card:hover {
    border-color: var(--accent);
  }

  a.card:hover .card-name {
    color: var(--accent);
  }

  .card-text {
    display: grid;
    flex: 1;
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

  .absent {
    border-style: dashed;
    background: none;
    color: var(--muted);
  }

  .infected {
    color: var(--danger);
  }

  .infected .card-name {
    text-decoration: line-through;
  }
`;
