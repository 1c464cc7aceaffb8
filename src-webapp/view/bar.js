/**
 * What stands between the reader and the server, and what came while it did.
 *
 * @import {State} from "../net/store.js"
 */
import { html, nothing } from "lit";
import { closeIcon } from "./icons.js";

/** Nothing more is sent. @param {State} state @param {() => void} restart */
export function goneBar({ link, me }, restart) {
  const words = link === "other" ? "This browser is now signed in as somebody else." : "You are signed out.";
  return html`
    <div class="bar grave" role="alert">
      <span>${words} Nothing more is sent as ${me.name}.</span>
      <button @click=${restart}>${link === "other" ? "Continue as them" : "Sign in"}</button>
    </div>`;
}

/**
 * Floats above the messages, so that they do not move.
 *
 * @param {State} state
 * @param {string} channel
 * @param {{offline: boolean, show: () => void, seen: () => void}} about `offline`: the browser says so
 */
export function linkNote(state, channel, { offline, show, seen }) {
  const missed = state.missed.get(channel) ?? 0;
  const cut = state.link === "cut";
  return html`
    <div class="notes">
      <div role="status">
        ${cut ? html`<p class="note cut"><i class="pulse"></i><span>${offline ? "You are offline." : "Reconnecting…"} ${waits(state)}</span></p>` : nothing}
        ${!cut && missed > 0 ? html`<p class="quiet">${missedWords(missed)} while you were away</p>` : nothing}
      </div>
      ${
        !cut && missed > 0
          ? html`
            <div class="note missed">
              <button class="plain" @click=${show}>${missedWords(missed)}</button>
              <button class="plain" @click=${seen} aria-label="Mark as seen" title="Mark as seen">${closeIcon}</button>
            </div>`
          : nothing
      }
    </div>`;
}

/** @param {number} count */
const missedWords = (count) => (count === 1 ? "1 new message" : `${count.toLocaleString("en")} new messages`);

/** @param {State} state */
function waits({ timelines, outbox }) {
  let count = 0;
  for (const { pending } of timelines.values())
    count += pending.filter(({ state }) => state === "waiting" || state === "sending").length;
  if (count === 0) return "What you send waits here.";
  const kept = outbox === "memory" ? " Keep this page open: the browser does not let them be stored." : "";
  return `${count === 1 ? "1 message waits" : `${count} messages wait`} to be sent.${kept}`;
}
