/** The page of somebody who has to show a second factor first. */
import { css } from "lit";

export const heldStyle = css`
  main {
    max-inline-size: 32rem;
    margin-inline: auto;
    padding-block: 1rem;
  }

  h1 {
    margin-block: 1rem 0.5rem;
    font-size: 1.5rem;
  }

  /* It has the focus that it may be read out; there is nothing to do with it. */
  h1:focus-visible {
    outline: none;
  }

  .leave {
    margin-block-start: 2rem;
    padding-block-start: 1rem;
    border-block-start: 1px solid var(--edge);
  }
`;
