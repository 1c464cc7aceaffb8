/**
 * Drawings, never the only carrier of a meaning: each stands beside a word or in a labelled button.
 *
 * @import {Attachment} from "../model/protocol.js"
 */
import { html } from "lit";
import { kindOf } from "../model/files.js";

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
export const pictureIcon = icon(
  "M5 4h14a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V6c0-1.1.9-2 2-2zm3.2 6.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6zM5.5 17.5h13l-4.3-5.7-3.2 4.1-2.1-2.3z",
  24,
);
export const soundIcon = icon(
  "M9.5 4.8v9.4a3.4 3.4 0 1 0 2 3.1V9l7-1.6v5a3.4 3.4 0 1 0 2 3.1V3.3a.8.8 0 0 0-1-.8l-9.4 1.6a.8.8 0 0 0-.6.7z",
  24,
);
export const filmIcon = icon(
  "M4 5h16a1.5 1.5 0 0 1 1.5 1.5v11A1.5 1.5 0 0 1 20 19H4a1.5 1.5 0 0 1-1.5-1.5v-11C2.5 5.7 3.2 5 4 5zm6 3.6v6.8l5.6-3.4z",
  24,
);
export const packIcon = icon(
  "M4 4.5h16A1.5 1.5 0 0 1 21.5 6v2.5h-19V6C2.5 5.2 3.2 4.5 4 4.5zM3.5 10h17v8.5a1.5 1.5 0 0 1-1.5 1.5H5a1.5 1.5 0 0 1-1.5-1.5zm6 2v2h5v-2z",
  24,
);
export const downloadIcon = icon("M11 3.5h2v8.7l3.1-3.1 1.4 1.4L12 16l-5.5-5.5 1.4-1.4 3.1 3.1zM4.5 18h15v2h-15z", 18);
export const clipIcon = icon(
  "M16.7 6.5v9.6a4.7 4.7 0 0 1-9.4 0V5.9a3.2 3.2 0 1 1 6.4 0v9a1.7 1.7 0 0 1-3.4 0V6.5h-1.6v8.4a3.3 3.3 0 0 0 6.6 0v-9a4.8 4.8 0 1 0-9.6 0v10.2a6.3 6.3 0 0 0 12.6 0V6.5z",
);
export const shieldIcon = icon(
  "M12 2.5 4.5 5.3v5.6c0 4.7 3.2 9 7.5 10.6 4.3-1.6 7.5-5.9 7.5-10.6V5.3zm-1 5h2v6h-2zm0 7.5h2v2h-2z",
  24,
);
export const doneIcon = icon("M9.5 17.6 4 12.1l1.5-1.5 4 4 9-9 1.5 1.5z", 16);
export const backIcon = icon("M15.5 4.6 17 6l-6 6 6 6-1.5 1.4L8.1 12z", 24);
export const onIcon = icon("M8.5 4.6 7 6l6 6-6 6 1.5 1.4L15.9 12z", 24);
export const clockIcon = icon(
  "M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zm0 16a7 7 0 1 1 0-14 7 7 0 0 1 0 14zm1-11h-2v5l4 2.4 1-1.6-3-1.8z",
  14,
);
export const alertIcon = icon("M12 2.5 1.5 21h21zm-1 7h2v6h-2zm0 7.5h2v2h-2z", 16);
export const lockIcon = icon(
  "M12 2.5a4.5 4.5 0 0 0-4.5 4.5v2.5H6A1.5 1.5 0 0 0 4.5 11v9A1.5 1.5 0 0 0 6 21.5h12a1.5 1.5 0 0 0 1.5-1.5v-9A1.5 1.5 0 0 0 18 9.5h-1.5V7A4.5 4.5 0 0 0 12 2.5zm-2.5 7V7a2.5 2.5 0 0 1 5 0v2.5z",
  14,
);
export const searchIcon = icon(
  "M10.5 3.5a7 7 0 1 0 4.2 12.6l4.6 4.6 1.4-1.4-4.6-4.6a7 7 0 0 0-5.6-11.2zm0 2a5 5 0 1 1 0 10 5 5 0 0 1 0-10z",
  18,
);
export const plusIcon = icon("M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z", 18);
export const gearIcon = icon(
  "M10.2 2.5h3.6l.5 2.6 1.9 1.1 2.5-.9 1.8 3.1-2 1.7v2.2l2 1.7-1.8 3.1-2.5-.9-1.9 1.1-.5 2.6h-3.6l-.5-2.6-1.9-1.1-2.5.9-1.8-3.1 2-1.7v-2.2l-2-1.7 1.8-3.1 2.5.9 1.9-1.1zM12 8.7a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z",
  18,
);
export const moreIcon = icon(
  "M5 10a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4zm7 0a2 2 0 1 0 0 4 2 2 0 0 0 0-4z",
  18,
);
export const linkIcon = icon(
  "M10.6 13.4a1 1 0 0 1 0-1.4l2.8-2.8a1 1 0 0 1 1.4 1.4L12 13.4a1 1 0 0 1-1.4 0zM7.8 19a4.8 4.8 0 0 1-3.4-8.2l2.1-2.1L7.9 10l-2.1 2.1a2.8 2.8 0 1 0 4 4L12 14l1.4 1.4-2.2 2.2A4.8 4.8 0 0 1 7.8 19zm8.3-5-1.4-1.4 2.1-2.1a2.8 2.8 0 1 0-4-4L10.6 8.6 9.2 7.2l2.2-2.2a4.8 4.8 0 1 1 6.8 6.8z",
  18,
);
export const editIcon = icon("M4 20v-4.2L15.6 4.2a1.5 1.5 0 0 1 2.1 0l2.1 2.1a1.5 1.5 0 0 1 0 2.1L8.2 20z", 18);
export const binIcon = icon(
  "M9 3.5h6l1 1.5h4v2H4V5h4zM5.5 8.5h13L17.6 20a1.5 1.5 0 0 1-1.5 1.4H7.9A1.5 1.5 0 0 1 6.4 20zM10 11v7h1.5v-7zm2.5 0v7H14v-7z",
  18,
);
export const historyIcon = icon(
  "M12.5 4a8 8 0 0 0-8 8H2l3.5 3.6L9 12H6.5a6 6 0 1 1 1.8 4.3l-1.4 1.4A8 8 0 1 0 12.5 4zM12 8v4.7l4 2.4.8-1.3-3.3-1.9V8z",
  18,
);
export const muteIcon = icon(
  "M4 9v6h4l5 5V4L8 9zm11.3 1.7 1.4-1.4 2.3 2.3 2.3-2.3 1.4 1.4-2.3 2.3 2.3 2.3-1.4 1.4-2.3-2.3-2.3 2.3-1.4-1.4 2.3-2.3z",
  16,
);

const PACKED = /\.(zip|gz|tgz|bz2|xz|zst|7z|rar|tar|jar|war|deb|rpm|iso)$/i;

/** What stands for a file. @param {Partial<Attachment>} file */
export function iconOf(file) {
  switch (kindOf(file)) {
    case "picture":
      return pictureIcon;
    case "audio":
      return soundIcon;
    case "video":
      return filmIcon;
    default:
      return PACKED.test(file.name ?? "") ? packIcon : fileIcon;
  }
}

/** The mark of the house, in its own colours. */
export const mark = html`<img src="icon.svg" alt="" width="28" height="28">`;
