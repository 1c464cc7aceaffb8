/**
 * What was done here, by whom and from where.
 *
 * @import {Administration, Entry} from "../net/administration.js"
 * @import {Directory} from "../net/directory.js"
 * @import {PeoplePicker} from "./picker.js"
 */
import { html, nothing } from "lit";
import { KINDS, kindWords } from "../model/audit.js";
import { auditStyle } from "../style/audit.js";
import { base } from "../style/base.js";
import { pageStyle } from "../style/page.js";
import "./picker.js";
import { secondOf } from "./time.js";
import { Working } from "./working.js";

export class AuditView extends Working {
  static styles = [base, pageStyle, auditStyle];

  static properties = {
    ...Working.properties,
    administration: { attribute: false },
    directory: { attribute: false },
    entries: { state: true },
    names: { state: true },
    next: { state: true },
    kind: { state: true },
  };

  constructor() {
    super();
    /** @type {Administration} */
    this.administration = /** @type {any} */ (null);
    /** @type {Directory} */
    this.directory = /** @type {any} */ (null);
    /** @type {readonly Entry[]} */
    this.entries = [];
    /** @type {ReadonlyMap<string, string>} */
    this.names = new Map();
    /** Where the next page begins. @type {string | null} */
    this.next = null;
    /** Only of this kind; "": of all. */
    this.kind = "";
  }

  render() {
    const kinds = [...new Set([...KINDS.keys(), ...this.entries.map(({ kind }) => kind)])];
    return html`
      <div class="row">
        <div class="form"><label for="kind">Kind</label>
          <select id="kind" @change=${this.#chooseKind}>
            <option value="">All</option>
            ${kinds.map((kind) => html`<option value=${kind} ?selected=${kind === this.kind}>${kindWords(kind)}</option>`)}
          </select>
        </div>
        <parley-picker label="Person" most="1" .directory=${this.directory} @choose=${() => this.#load()}></parley-picker>
      </div>
      ${this.alert}
      <div class="wide" tabindex="0" role="region" aria-label="Audit log">
        <table>
          <thead><tr><th scope="col">When</th><th scope="col">What</th><th scope="col">Who</th><th scope="col">Whom</th><th scope="col">From</th><th scope="col">More</th></tr></thead>
          <tbody>${this.entries.map((entry) => this.#row(entry))}</tbody>
        </table>
      </div>
      ${this.next ? html`<div class="buttons"><button @click=${() => this.#load(true)}>More</button></div>` : nothing}
    `;
  }

  /** @param {Entry} entry */
  #row({ at, kind, by, person, channel, address, detail }) {
    const name = (/** @type {string | null | undefined} */ id) => (id ? (this.names.get(id) ?? id) : "");
    return html`
      <tr>
        <td>${secondOf(at)}</td><td>${kindWords(kind)}</td><td>${name(by)}</td><td>${name(person)}</td><td>${address ?? ""}</td>
        <td>${[detail, channel].filter(Boolean).join(", ")}</td>
      </tr>`;
  }

  firstUpdated() {
    return this.#load();
  }

  /** @param {Event} event */
  #chooseKind({ target }) {
    this.kind = target instanceof HTMLSelectElement ? target.value : "";
    return this.#load();
  }

  /** @param {boolean} [more] the next page, not the first */
  #load(more = false) {
    const picker = /** @type {PeoplePicker} */ (this.find("parley-picker"));
    const person = picker.chosen[0]?.id;
    return this.load(async () => {
      const after = more ? this.next : null;
      const { entries, next } = await this.administration.audit({
        after,
        kind: this.kind,
        ...(person ? { person } : {}),
      });
      this.entries = more ? [...this.entries, ...entries] : entries;
      this.next = next ?? null;
      await this.#meet();
    });
  }

  async #meet() {
    const ids = new Set(this.entries.flatMap(({ by, person }) => [by, person].filter((id) => typeof id === "string")));
    const strangers = [...ids].filter((id) => !this.names.has(id)).slice(0, 200);
    if (strangers.length === 0) return;
    const { people } = await this.directory.who(strangers);
    this.names = new Map([
      ...this.names,
      ...people.map(({ id, name }) => /** @type {[string, string]} */ ([id, name])),
    ]);
  }
}

customElements.define("parley-audit", AuditView);
