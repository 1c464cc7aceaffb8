/** A list to choose from by arrow keys: what is chosen is seen without colours too. */
import { css } from "lit";

export const options = css`
  [role="option"] {
    display: flex;
    align-items: center;
    gap: 0.5rem;
    cursor: pointer;
  }

  [role="option"]:hover {
    background: var(--wash);
  }

  [role="option"][aria-selected="true"] {
    background: var(--tint);
  }

  [role="option"] .avatar {
    inline-size: 1.75rem;
    block-size: 1.75rem;
    border-radius: 0.5rem;
    font-size: 0.6875rem;
  }

  @media (forced-colors: active) {
    [role="option"][aria-selected="true"] {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }
  }
`;
