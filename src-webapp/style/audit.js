import { css } from "lit";

export const auditStyle = css`
  .wide {
    max-inline-size: none;
    margin-block-start: 1rem;
    overflow: auto;
  }

  table {
    inline-size: 100%;
    border-collapse: collapse;
    font-size: 0.875rem;
  }

  :is(th, td) {
    padding: 0.375rem 0.75rem 0.375rem 0;
    border-block-end: 1px solid var(--line);
    text-align: start;
    vertical-align: top;
  }

  td:first-child {
    white-space: nowrap;
  }
`;
