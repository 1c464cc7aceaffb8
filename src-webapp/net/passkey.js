/**
 * The browser's side of passkeys (WebAuthn, level 3), in JSON. They are there only over https, or on the machine itself.
 */

/** Whether this browser can, here. */
export function hasPasskeys() {
  return typeof globalThis.PublicKeyCredential === "function" && Boolean(globalThis.navigator?.credentials);
}

/** Whether the browser offers passkeys in the field for the name. */
export async function offersPasskeys() {
  return hasPasskeys() && Boolean(await globalThis.PublicKeyCredential.isConditionalMediationAvailable?.());
}

/** Makes one. @param {any} options @returns {Promise<object>} what the server checks; rejects when the person does not want to */
export async function createPasskey(options) {
  const { publicKey = options } = options;
  const credential = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: (publicKey.excludeCredentials ?? []).map(described),
    },
  });
  return json(credential);
}

/**
 * Signs with one.
 *
 * @param {any} options
 * @param {{mediation?: CredentialMediationRequirement, signal?: AbortSignal}} [how]
 * @returns {Promise<object>} as above
 */
export async function usePasskey(options, how = {}) {
  const { publicKey = options } = options;
  const credential = await navigator.credentials.get({
    ...how,
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: (publicKey.allowCredentials ?? []).map(described),
    },
  });
  return json(credential);
}

/** @param {any} one */
const described = (one) => ({ ...one, id: bytes(one.id) });

/** @param {Credential | null} credential */
function json(credential) {
  if (!(credential instanceof PublicKeyCredential)) throw new Error("The browser gave no passkey.");
  const { response } = credential;
  const told = {
    id: credential.id,
    rawId: credential.id,
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    ...(credential.authenticatorAttachment ? { authenticatorAttachment: credential.authenticatorAttachment } : {}),
  };
  const clientDataJSON = text(response.clientDataJSON);
  if (response instanceof AuthenticatorAttestationResponse) {
    const { attestationObject } = response;
    const transports = response.getTransports?.() ?? [];
    return { ...told, response: { clientDataJSON, attestationObject: text(attestationObject), transports } };
  }
  const { authenticatorData, signature, userHandle } = /** @type {AuthenticatorAssertionResponse} */ (response);
  return {
    ...told,
    response: {
      ...{ clientDataJSON, authenticatorData: text(authenticatorData), signature: text(signature) },
      ...(userHandle ? { userHandle: text(userHandle) } : {}),
    },
  };
}

/** From base64url. @param {string} coded */
export function bytes(coded) {
  const plain = atob(coded.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.charCodeAt(0));
}

/** To base64url. @param {ArrayBuffer} buffer */
export function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
