/**
 * Which page somebody who is not signed in sees, by the address and by how one signs in here.
 *
 * @import {Person} from "../model/protocol.js"
 * @import {Route} from "../model/routes.js"
 * @import {Accounts, Site} from "../net/accounts.js"
 * @import {House} from "../net/house.js"
 * @import {Door} from "./door.js"
 */
import { ACCOUNT, FIRST_CODE, OPEN, REGISTER, RESET, SIGN_IN } from "../model/doors.js";
import { Problem } from "../net/api.js";
import { Arrival } from "../net/arrival.js";
import { hasPasskeys } from "../net/passkey.js";

const SIGN_IN_LINK = { href: "#/", words: "Back to the sign-in" };

/**
 * @param {Route} route
 * @param {Site} site
 * @param {Pick<House, "accounts" | "keys">} house
 * @param {(me: Person) => void} begin
 * @returns {Promise<Door>}
 */
export async function doorTo(route, site, { accounts, keys }, begin) {
  /** @param {(values: any) => Promise<Person>} come */
  const enters = (come) => async (/** @type {{[name: string]: string}} */ values) => begin(await come(values));
  if (site.mode === "open") return openDoor(enters(({ name }) => accounts.enter(name)));
  switch (route.page) {
    case "setup":
      return setUpDoor(enters((values) => accounts.setUp({ ...values, code: route.secret })));
    case "invite":
      return invited(route.secret, accounts, enters);
    case "reset":
      return resetDoor((password) => accounts.resetPassword({ token: route.secret, password }));
    case "register":
      if (site.register)
        return registerDoor(
          site.register,
          enters((values) => accounts.register(values)),
        );
  }
  return site.setup
    ? codeDoor()
    : signInDoor(
        site,
        enters((values) => accounts.signIn(values)),
        site.passkeys && hasPasskeys() ? new Arrival(keys, begin) : null,
      );
}

/** @param {Door["enter"]} enter @returns {Door} */
function openDoor(enter) {
  const lead = "Talk with your team. Choose the name that others will see.";
  return { title: "Parley", lead, fields: OPEN, action: "Sign in", acting: "Signing in…", enter };
}

/** @param {Site} site @param {Door["enter"]} enter @param {Arrival | null} arrival @returns {Door} */
function signInDoor({ register }, enter, arrival) {
  const links = register ? [{ href: "#/register", words: "Make an account" }] : [];
  const lead = "Talk with your team.";
  return { title: "Parley", lead, fields: SIGN_IN, action: "Sign in", acting: "Signing in…", enter, links, arrival };
}

/** @returns {Door} */
function codeDoor() {
  const lead =
    "Nobody owns this Parley yet. Open the link that it printed when it started, or type the one-time code from there or from its log.";
  const enter = async (/** @type {{[name: string]: string}} */ { code = "" }) => {
    if (!code.trim()) throw new Problem(0, "wrong-code", "Type the code first.");
    location.hash = `#/setup/${encodeURIComponent(code.trim())}`;
  };
  return { title: "Set up Parley", lead, fields: FIRST_CODE, action: "Go on", acting: "Go on", enter };
}

/** @param {Door["enter"]} enter @returns {Door} */
function setUpDoor(enter) {
  const lead = "You will own this Parley: you invite the others and decide who may what.";
  const action = { action: "Make my account", acting: "Making it…" };
  return { title: "Set up Parley", lead, fields: ACCOUNT, ...action, enter };
}

/**
 * @param {string} token
 * @param {Accounts} accounts
 * @param {(come: (values: any) => Promise<Person>) => Door["enter"]} enters
 * @returns {Promise<Door>}
 */
async function invited(token, accounts, enters) {
  const title = "Welcome to Parley";
  try {
    const { by, role, channels = [] } = await accounts.look(token);
    const where = channels?.length ? `, to ${channels.map((name) => `#${name}`).join(", ")}` : "";
    const lead = `${by ?? "Somebody"} invites you${role === "guest" ? " as a guest" : ""}${where}.`;
    const enter = enters((values) => accounts.accept({ ...values, token }));
    return { title, lead, fields: ACCOUNT, action: "Join", acting: "Joining…", enter };
  } catch (problem) {
    const lead = problem instanceof Problem ? problem.message : "This invitation could not be looked up.";
    return { title, lead, fields: [], action: "", acting: "", enter: async () => {}, links: [SIGN_IN_LINK] };
  }
}

/** @param {(password: string) => Promise<void>} reset @returns {Door} */
function resetDoor(reset) {
  const enter = async (/** @type {{[name: string]: string}} */ { password = "" }) => {
    await reset(password);
    location.hash = "#/";
  };
  const lead = "You are signed out everywhere else when it is set. Sign in with it afterwards.";
  const action = { action: "Set the password", acting: "Setting it…" };
  return { title: "Choose a new password", lead, fields: RESET, ...action, enter, links: [SIGN_IN_LINK] };
}

/** @param {{domains?: readonly string[]}} register @param {Door["enter"]} enter @returns {Door} */
function registerDoor({ domains }, enter) {
  const whose = domains?.length ? ` with an address at ${domains.join(" or ")}` : "";
  const lead = `Anybody${whose} can make an account here.`;
  const action = { action: "Make my account", acting: "Making it…" };
  return {
    title: "Make an account",
    lead,
    fields: domains?.length ? REGISTER : ACCOUNT,
    ...action,
    enter,
    links: [SIGN_IN_LINK],
  };
}
