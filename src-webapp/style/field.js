/** What one types into or chooses from; a page's own sizes come after it. */
import { css } from "lit";

export const field = css`
  :where(input:not([type="radio"], [type="checkbox"], [type="file"]), select, textarea) {
    inline-size: 100%;
    min-inline-size: 0;
    min-block-size: 2.5rem;
    padding: 0.375rem 0.75rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--text);
    font: inherit;
  }

  ::placeholder {
    color: var(--muted);
    opacity: 1;
  }
`;
