/** The composition: what the page is made of, and what the browser tells it. */
import { Api } from "./net/api.js";
import { Drafts } from "./net/drafts.js";
import { Session } from "./net/session.js";
import { App } from "./view/app.js";

const api = new Api(document.baseURI);
const drafts = new Drafts(() => sessionStorage, new URL(document.baseURI).pathname);
const app = new App(api, drafts, (me) => {
  const session = new Session(me, { api });
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
  if (app.session?.hasUnsent || app.holdsFiles) event.preventDefault();
});
