import { css } from "lit";

export const profileStyle = css`
  :host {
    block-size: auto;
  }

  .picture {
    display: flex;
    align-items: center;
    gap: 1rem;
  }

  .picture .avatar {
    inline-size: 5rem;
    block-size: 5rem;
    border-radius: 1.25rem;
    font-size: 1.75rem;
  }

  .row.status > * {
    flex: 1 1 12rem;
  }

  .row.status .emoji {
    flex: 0 0 5rem;
  }

  .offered {
    display: flex;
    flex-wrap: wrap;
  }

  .offered button {
    min-inline-size: 2.5rem;
    padding: 0;
    font-size: 1.25rem;
  }
`;
