/** A QR code, and codes to be kept. */
import { css } from "lit";

export const secondFactorStyle = css`
  h3 {
    margin: 1rem 0 0.25rem;
    font-size: 0.9375rem;
  }

  p {
    margin: 0.25rem 0;
  }

  form {
    margin-block-start: 0.75rem;
  }

  a.button {
    display: inline-flex;
    align-items: center;
    min-block-size: 2.25rem;
    padding: 0.25rem 0.75rem;
    border: 1px solid var(--edge);
    border-radius: var(--radius);
    background: var(--raised);
    color: var(--text);
    font-weight: 550;
    text-decoration: none;
  }

  a.button:hover {
    border-color: var(--accent);
    color: var(--accent);
  }

  /* Cameras want dark on light, whatever the page is like. */
  .qr {
    inline-size: min(13rem, 100%);
    border-radius: var(--radius);
    background: #fff;
    fill: #000;
    shape-rendering: crispEdges;
  }

  .codes {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(17rem, 1fr));
    gap: 0.25rem 1rem;
    max-inline-size: 40rem;
    margin: 0.5rem 0;
    list-style: none;
  }
`;
