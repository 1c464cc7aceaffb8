/** What the audit log tells of, in words. @type {ReadonlyMap<string, string>} */
export const KINDS = new Map([
  ["set-up", "set this Parley up"],
  ["signed-in", "signed in"],
  ["sign-in-failed", "failed to sign in"],
  ["code-asked", "gave a password and was asked for a second factor"],
  ["signed-out", "signed out"],
  ["sign-in-revoked", "ended a sign-in"],
  ["registered", "made an account"],
  ["invited", "made an invitation"],
  ["invite-revoked", "revoked an invitation"],
  ["invite-accepted", "came by an invitation"],
  ["password-changed", "changed the password"],
  ["password-reset-offered", "offered a new password"],
  ["password-reset", "chose a new password"],
  ["second-factor-added", "added an authenticator app"],
  ["second-factor-removed", "removed an authenticator app"],
  ["recovery-codes-renewed", "made new recovery codes"],
  ["recovery-code-used", "used a recovery code"],
  ["role-changed", "changed a role"],
  ["deactivated", "deactivated"],
  ["activated", "activated"],
  ["renamed", "changed a name"],
  ["email-changed", "changed an e-mail address"],
  ["added", "added to a channel"],
  ["removed", "removed from a channel"],
  ["token-made", "made an access token"],
  ["token-revoked", "revoked an access token"],
  ["passkey-added", "added a passkey"],
  ["passkey-removed", "removed a passkey"],
]);

/** @param {string} kind also one that is not known yet */
export const kindWords = (kind) => KINDS.get(kind) ?? kind.replaceAll("-", " ");
