/**
 * What somebody can do here, by how one signs in and by their role: what cannot be done is not shown. The server decides
 * all the same.
 *
 * @typedef {object} Offers
 * @property {boolean} directory channels to look through and to join
 * @property {boolean} create channels
 * @property {boolean} secret private channels
 * @property {boolean} direct conversations
 * @property {boolean} account a profile, a password, sign-ins
 * @property {boolean} admin the administration
 * @property {boolean} mention people
 * @property {boolean} change edit and delete what one said
 */

/** @type {Offers} */
export const NOTHING = {
  directory: false,
  create: false,
  secret: false,
  direct: false,
  account: false,
  admin: false,
  mention: false,
  change: false,
};

/** Where anybody may be anybody there is nothing private, and nobody has an account. @type {Offers} */
const TO_ANYBODY = { ...NOTHING, directory: true, create: true, change: true };

/** @param {string} mode @param {string | null} role null: not known yet @returns {Offers} */
export function offersTo(mode, role) {
  if (mode === "open") return TO_ANYBODY;
  const guest = role === "guest";
  return {
    directory: !guest,
    create: !guest,
    secret: !guest,
    direct: true,
    account: true,
    admin: role === "owner" || role === "admin",
    mention: true,
    change: true,
  };
}
