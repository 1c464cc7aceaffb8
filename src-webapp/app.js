/** The composition: what the page is made of, and what the browser tells it. */
import { Api } from "./net/api.js";
import { freshCid } from "./net/cid.js";
import { wallClock as clock } from "./net/clock.js";
import { Drafts } from "./net/drafts.js";
import { House } from "./net/house.js";
import { askBy } from "./net/http.js";
import { Outbox } from "./net/outbox.js";
import { Session } from "./net/session.js";
import { Shelf } from "./net/shelf.js";
import { tabsOfBrowser } from "./net/tabs.js";
import { Tus } from "./net/tus.js";
import { App } from "./view/app.js";

const api = new Api(document.baseURI);
const path = new URL(document.baseURI).pathname;
const drafts = new Drafts(() => sessionStorage, path);
const tus = new Tus(askBy(document.baseURI));
const app = new App(new House(api, tus), drafts, (me) => {
  const tabs = tabsOfBrowser(path, clock, freshCid);
  const outbox = new Outbox(me.id, { open: async () => Shelf.open(indexedDB, path), tabs, clock });
  const session = new Session(me, { api, outbox, tus });
  session.look(!document.hidden);
  return session;
});
document.body.append(app);

const nudge = () => app.session?.nudge();
window.addEventListener("online", nudge);
window.addEventListener("pageshow", nudge);
document.addEventListener("visibilitychange", () => {
  app.session?.look(!document.hidden);
  if (!document.hidden) nudge();
});
window.addEventListener("beforeunload", (event) => {
  if (app.session?.wouldLose || app.holdsFiles) event.preventDefault();
});
