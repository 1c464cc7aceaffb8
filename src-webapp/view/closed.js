/**
 * In place of a channel that one is not in: why, and what was written there and did not arrive.
 *
 * @import {State} from "../net/store.js"
 */
import { html, nothing } from "lit";
import { calledIn } from "../model/channels.js";
import { nameOf } from "../model/people.js";

/**
 * @param {State} state
 * @param {string} id of the channel
 * @param {{home: () => void, discard: (cid: string) => void}} wishes
 */
export function closedRoom(state, id, { home, discard }) {
  const closed = state.closed.get(id);
  const unsent = state.timelines.get(id)?.pending ?? [];
  return html`
    <div class="page">
      <div class="notice" role="alert">
        <h1>${titleOf(state, id)}</h1>
        <p>${closed ? whyOf(state, id) : "There is no such channel, or you are not in it."}</p>
        <button class="primary" @click=${home}>Go to your channels</button>
      </div>
      ${
        unsent.length > 0
          ? html`
            <section class="unsent" aria-labelledby="unsent">
              <h2 id="unsent">Not sent</h2>
              <ul role="list">
                ${unsent.map(
                  ({ cid, text }) =>
                    html`<li><pre>${text || "Files"}</pre><button @click=${() => discard(cid)}>Discard</button></li>`,
                )}
              </ul>
            </section>`
          : nothing
      }
    </div>`;
}

/** @param {State} state @param {string} id */
function titleOf({ closed, people, me }, id) {
  const channel = closed.get(id)?.channel;
  return channel ? calledIn(channel, people, me.id) : "Not your channel";
}

/** @param {State} state @param {string} id */
function whyOf({ closed, people, me }, id) {
  const by = closed.get(id)?.by ?? null;
  if (by === me.id) return "You have left this channel.";
  if (by !== null)
    return `${nameOf(people, by)} removed you from this channel. What is said there is no longer shown to you.`;
  return "You are no longer in this channel.";
}
