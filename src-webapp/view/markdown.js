/** Markdown to nodes that are safe to show: no raw HTML, links only to where a link may lead, no foreign picture. */
import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";
import { hostBehind } from "../model/links.js";

/** Where links may lead. */
const SCHEMES = /^(https?:\/\/|mailto:)/i;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
markdown.validateLink = (url) => SCHEMES.test(url.trim());
// "readme.md" and "deploy.sh" are files here, not hosts in Moldova and Saint Helena.
markdown.linkify.tlds(["com", "org", "net", "edu", "gov", "info", "eu"]);

const { rules } = markdown.renderer;
const plain = markdown.renderer.renderToken.bind(markdown.renderer);

rules.link_open = (tokens, index, options) => {
  const link = tokens[index];
  link?.attrSet("target", "_blank");
  link?.attrSet("rel", "noopener noreferrer");
  // In place of a title of the writer's own: it may only say what is true.
  link?.attrSet("title", String(link.attrGet("href")));
  return plain(tokens, index, options);
};

/** After words that look like another address than the one they lead to stands the true host. */
rules.link_close = (tokens, index, options) => {
  let open = index;
  while (open > 0 && tokens[open]?.type !== "link_open") open--;
  const words = tokens.slice(open + 1, index).map(({ content }) => content);
  const host = hostBehind(words.join(""), String(tokens[open]?.attrGet("href")));
  return (host ? ` (${markdown.utils.escapeHtml(host)})` : "") + plain(tokens, index, options);
};

/** A picture would be loaded from its host, which then knows who reads this: it becomes a link. */
rules.image = (tokens, index) => {
  const { escapeHtml } = markdown.utils;
  const token = tokens[index];
  const address = token?.attrGet("src") ?? "";
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${escapeHtml(token?.content || address)}</a>`;
};

/** The page has headings of its own above a message's, which continue them without leaving out a level. */
markdown.core.ruler.push("headings", ({ tokens }) => {
  let level = 2;
  for (const token of tokens) {
    if (token.type === "heading_open") level = Math.min(6, Number(token.tag.slice(1)) + 2, level + 1);
    if (token.type === "heading_open" || token.type === "heading_close") token.tag = `h${level}`;
  }
});

/** Alignment comes as a style, which the page's policy does not let in. */
rules.th_open = rules.td_open = (tokens, index, options) => {
  const token = tokens[index];
  const align = /text-align:(left|right|center)/.exec(token?.attrGet("style") ?? "")?.[1];
  if (token) token.attrs = align ? [["align", align]] : null;
  return plain(tokens, index, options);
};

/** How a language may be called: what follows the name is the writer's business. */
const LANGUAGE = /^[\w#+.-]{1,24}$/;

rules.fence = (tokens, index) => {
  const { content = "", info = "" } = tokens[index] ?? {};
  const language = info.trim().split(/\s/, 1)[0] ?? "";
  const named = LANGUAGE.test(language) ? ` data-language="${language}"` : "";
  return `<pre><code${named}>${markdown.utils.escapeHtml(content)}</code></pre>\n`;
};

const TAGS = [
  ...["p", "br", "a", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "hr"],
  ...["h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"],
];

/** @param {string} text @returns {DocumentFragment} */
export function render(text) {
  return DOMPurify.sanitize(markdown.render(text), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ["href", "title", "target", "rel", "align", "start", "data-language"],
    ALLOWED_URI_REGEXP: SCHEMES,
    // What is not an address is not held to look like one.
    ADD_URI_SAFE_ATTR: ["title", "target", "rel", "align", "start", "data-language"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
