/** Drawings, never the only carrier of a meaning: each stands beside a word or in a labelled button. */
import { html } from "lit";

/** @param {string} path @param {number} [size] pixels at the usual font size */
const icon = (path, size = 20) => html`
  <svg viewBox="0 0 24 24" width=${size} height=${size} aria-hidden="true" focusable="false"><path d=${path}></path></svg>
`;

export const sendIcon = icon(
  "M3.4 20.4 21.5 12.7a.8.8 0 0 0 0-1.4L3.4 3.6a.7.7 0 0 0-1 .8l1.9 6.1L13 12l-8.7 1.5-1.9 6.1a.7.7 0 0 0 1 .8z",
);
export const peopleIcon = icon(
  "M9 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm0 2c-3.6 0-7 1.7-7 4.3V20h14v-1.7C16 15.7 12.6 14 9 14zm7.5-2a3.5 3.5 0 1 0-1.6-6.6 6 6 0 0 1-.3 6c.6.4 1.2.6 1.9.6zm1 2.2c1.4 1 2.3 2.4 2.3 4.1V20H22v-1.7c0-2.2-2-3.6-4.5-4.1z",
);
export const closeIcon = icon(
  "M18.3 5.7a1 1 0 0 0-1.4 0L12 10.6 7.1 5.7a1 1 0 1 0-1.4 1.4l4.9 4.9-4.9 4.9a1 1 0 1 0 1.4 1.4l4.9-4.9 4.9 4.9a1 1 0 0 0 1.4-1.4L13.4 12l4.9-4.9a1 1 0 0 0 0-1.4z",
);
export const downIcon = icon("M12 16.5 5.3 9.8a1 1 0 0 1 1.4-1.4l5.3 5.3 5.3-5.3a1 1 0 1 1 1.4 1.4z", 18);
export const fileIcon = icon(
  "M6 2.5h7.2c.4 0 .8.2 1.1.5l4.7 4.7c.3.3.5.7.5 1.1V20a1.5 1.5 0 0 1-1.5 1.5H6A1.5 1.5 0 0 1 4.5 20V4A1.5 1.5 0 0 1 6 2.5zM13 4.5V9h4.5z",
  24,
);
export const clockIcon = icon(
  "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 16a7 7 0 1 1 0-14 7 7 0 0 1 0 14zm1-11h-2v5l4 2.4 1-1.6-3-1.8z",
  14,
);
export const alertIcon = icon("M12 2.5 1.5 21h21zm-1 7h2v6h-2zm0 7.5h2v2h-2z", 16);

/** The mark of the house, in its own colours. */
export const mark = html`<img src="icon.svg" alt="" width="28" height="28">`;
