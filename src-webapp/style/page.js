/** Pages and dialogs with forms, lists and tables. */
import { css } from "lit";
import { field } from "./field.js";

const page = css`
  :host {
    display: block;
    block-size: 100%;
    min-block-size: 0;
  }

  .page {
    block-size: 100%;
    padding: 0 var(--gap) 2rem;
    overflow: auto;
    scrollbar-width: thin;
  }

  /* Parts that are pages elsewhere stand below each other here. */
  .page > * {
    block-size: auto;
    max-inline-size: 52rem;
  }

  .top {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    min-block-size: 3.5rem;
  }

  .top :is(h1, h2) {
    flex: 1;
    margin: 0;
    font-size: 1.25rem;
    font-weight: 700;
  }

  h2 {
    margin: 1.5rem 0 0.5rem;
    font-size: 1rem;
  }

  form,
  .form {
    display: grid;
    gap: 0.375rem;
  }

  label,
  legend,
  .label {
    padding: 0;
    font-weight: 600;
  }

  fieldset {
    display: grid;
    gap: 0.25rem;
    margin: 0.25rem 0;
    padding: 0;
    border: 0;
  }

  label.choice {
    display: flex;
    align-items: start;
    gap: 0.5rem;
    min-block-size: 1.75rem;
    font-weight: 400;
  }

  .choice input {
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    margin: 0.1875rem 0 0;
    accent-color: var(--accent);
  }

  .hint,
  .aside {
    margin: 0;
    color: var(--muted);
    font-size: 0.8125rem;
  }

  .problem {
    margin: 0;
    color: var(--danger);
    font-size: 0.875rem;
  }

  .done {
    margin: 0;
    color: var(--accent);
    font-size: 0.875rem;
  }

  :is(.problem, .done):not(:empty) {
    margin-block-start: 0.5rem;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    margin-block-start: 0.5rem;
  }

  button.grave,
  .grave {
    border-color: var(--danger);
    color: var(--danger);
  }

  .items {
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }

  .item {
    display: flex;
    align-items: center;
    gap: 0.75rem;
    min-block-size: 3rem;
    padding-block: 0.375rem;
    border-block-end: 1px solid var(--line);
  }

  .item .about {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .item .title {
    font-weight: 600;
  }

  .item p {
    margin: 0;
  }

  .item .secret {
    margin-block-start: 0.375rem;
  }

  .item > .buttons {
    flex: none;
    justify-content: flex-end;
    margin: 0;
  }

  .item select {
    inline-size: auto;
    min-block-size: 2.25rem;
    padding-block: 0.25rem;
  }

  .row {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 0.75rem;
  }

  .row > * {
    flex: 1 1 10rem;
  }

  .row > button {
    flex: none;
    min-block-size: 2.5rem;
  }

  .secret {
    padding: 0.5rem 0.75rem;
    border: 1px dashed var(--edge);
    border-radius: var(--radius);
    background: var(--sunken);
    font-family: var(--mono);
    font-size: 0.875rem;
    overflow-wrap: anywhere;
    user-select: all;
  }

  nav.parts {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem;
    margin-block-end: 1rem;
    border-block-end: 1px solid var(--line);
  }

  nav.parts a {
    padding: 0.5rem 0.75rem;
    border-block-end: 2px solid transparent;
    color: var(--text);
    text-decoration: none;
  }

  nav.parts a[aria-current] {
    border-color: var(--accent);
    color: var(--accent);
    font-weight: 600;
  }

  .toggle {
    display: none;
  }

  @media (max-width: 52rem) {
    .toggle {
      display: block;
    }
  }

  @media (max-width: 32rem) {
    .item {
      flex-wrap: wrap;
    }

    .item .about {
      flex-basis: 60%;
    }

    .item .buttons {
      flex: 1 1 100%;
    }
  }
`;

export const pageStyle = [field, page];

export const dialogStyle = css`
  :host {
    display: contents;
  }

  dialog {
    inline-size: min(34rem, calc(100vw - 1.5rem));
    max-block-size: calc(100dvh - 2rem);
    padding: 0 1.25rem 1.25rem;
    overflow: auto;
    border: 1px solid var(--line);
    border-radius: 0.875rem;
    background: var(--paper);
    color: var(--text);
    box-shadow: var(--shadow);
  }

  dialog::backdrop {
    background: rgb(0 0 0 / 45%);
  }

  .top {
    position: sticky;
    inset-block-start: 0;
    z-index: 1;
    margin-inline: -1.25rem;
    padding-inline: 1.25rem 0.5rem;
    background: var(--paper);
  }

  .top h2 {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
`;
