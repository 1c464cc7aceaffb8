import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Arrival } from "../../../src-webapp/net/arrival.js";

/** What the browser was asked, and how it is answered. @type {{options: any, answer: (credential: any) => void, refuse: (problem: unknown) => void}[]} */
let asked = [];

class Passkey {
  static isConditionalMediationAvailable = async () => true;
  id = "k";
  type = "public-key";
  response = {
    clientDataJSON: buffer("c"),
    authenticatorData: buffer("a"),
    signature: buffer("s"),
    userHandle: buffer("u"),
  };
  getClientExtensionResults = () => ({});
}

/** @param {string} text */
function buffer(text) {
  return new TextEncoder().encode(text).buffer;
}

const credentials = {
  get: (/** @type {any} */ options) =>
    new Promise((answer, refuse) => {
      asked.push({ options, answer, refuse });
      options.signal?.addEventListener("abort", () => refuse(options.signal.reason));
    }),
};

Object.defineProperty(globalThis, "PublicKeyCredential", { value: Passkey });
Object.defineProperty(globalThis, "AuthenticatorAttestationResponse", { value: class {} });
Object.defineProperty(globalThis, "navigator", { value: { credentials }, configurable: true });

const ann = { id: "ann", name: "Ann" };

/** @type {any[]} */
let begun = [];
/** @type {any[]} */
let sent = [];

const keys = {
  signInOptions: async () => ({ challenge: "YWJj", rpId: "chat.test", userVerification: "required" }),
  signIn: async (/** @type {any} */ credential) => {
    sent.push(credential);
    return ann;
  },
};

const arrival = () => new Arrival(keys, (me) => begun.push(me));

/** All that is under way has gone on as far as it can. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

beforeEach(() => {
  asked = [];
  begun = [];
  sent = [];
});

test("who_chooses_a_passkey_in_the_field_is_in", async () => {
  const way = arrival();
  const offered = way.offer(() => assert.fail("nothing went wrong"));
  await settled();
  assert.equal(asked[0]?.options.mediation, "conditional");
  assert.deepEqual([...asked[0].options.publicKey.challenge], [97, 98, 99]);
  asked[0].answer(new Passkey());
  await offered;
  assert.deepEqual(begun, [ann]);
  assert.deepEqual(sent[0].response, {
    clientDataJSON: "Yw",
    authenticatorData: "YQ",
    signature: "cw",
    userHandle: "dQ",
  });
  way.end();
});

test("what_is_offered_is_withdrawn_before_somebody_is_asked_and_offered_again_if_he_does_not_want_to", async () => {
  const way = arrival();
  way.offer(() => assert.fail("nobody asked for what was withdrawn"));
  await settled();
  const pressed = way.ask();
  await settled();
  assert.ok(asked[0]?.options.signal.aborted);
  assert.equal(asked[1]?.options.mediation, undefined);
  asked[1]?.refuse(new DOMException("no", "NotAllowedError"));
  await assert.rejects(pressed, /You are not signed in: it was cancelled/);
  await settled();
  assert.equal(asked[2]?.options.mediation, "conditional");
  way.end();
  assert.ok(asked[2].options.signal.aborted);
  assert.deepEqual(begun, []);
});

test("a_browser_that_offers_nothing_in_fields_is_not_asked_to", async () => {
  const before = Passkey.isConditionalMediationAvailable;
  Passkey.isConditionalMediationAvailable = async () => false;
  const way = arrival();
  await way.offer(() => assert.fail("nothing went wrong"));
  assert.deepEqual(asked, []);
  Passkey.isConditionalMediationAvailable = before;
});
