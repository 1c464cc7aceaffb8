/** Markdown to nodes that are safe to show: no raw HTML, links only to where a link may lead, no foreign picture. */
import DOMPurify from "dompurify";
import MarkdownIt from "markdown-it";

/** Where links may lead. */
const SCHEMES = /^(https?:\/\/|mailto:)/i;

const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true, typographer: false });
markdown.validateLink = (url) => SCHEMES.test(url.trim());
// "readme.md" and "deploy.sh" are files here, not hosts in Moldova and Saint Helena.
markdown.linkify.tlds(["com", "org", "net", "edu", "gov", "info", "eu"]);

const { rules } = markdown.renderer;
const plain = markdown.renderer.renderToken.bind(markdown.renderer);

rules.link_open = (tokens, index, options) => {
  tokens[index]?.attrSet("target", "_blank");
  tokens[index]?.attrSet("rel", "noopener noreferrer");
  return plain(tokens, index, options);
};

/** A picture would be loaded from its host, which then knows who reads this: it becomes a link. */
rules.image = (tokens, index) => {
  const { escapeHtml } = markdown.utils;
  const token = tokens[index];
  const address = token?.attrGet("src") ?? "";
  return `<a href="${escapeHtml(address)}" target="_blank" rel="noopener noreferrer">${escapeHtml(token?.content || address)}</a>`;
};

/** The page has headings of its own above a message's. */
rules.heading_open = rules.heading_close = (tokens, index, options) => {
  const token = tokens[index];
  if (token) token.tag = `h${Math.min(6, Number(token.tag.slice(1)) + 2)}`;
  return plain(tokens, index, options);
};

/** Alignment comes as a style, which the page's policy does not let in. */
rules.th_open = rules.td_open = (tokens, index, options) => {
  const token = tokens[index];
  const align = /text-align:(left|right|center)/.exec(token?.attrGet("style") ?? "")?.[1];
  if (token) token.attrs = align ? [["align", align]] : null;
  return plain(tokens, index, options);
};

const TAGS = [
  ...["p", "br", "a", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "hr"],
  ...["h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td"],
];

/** @param {string} text @returns {DocumentFragment} */
export function render(text) {
  return DOMPurify.sanitize(markdown.render(text), {
    ALLOWED_TAGS: TAGS,
    ALLOWED_ATTR: ["href", "title", "target", "rel", "align", "start"],
    ALLOWED_URI_REGEXP: SCHEMES,
    // What is not an address is not held to look like one.
    ADD_URI_SAFE_ATTR: ["title", "target", "rel", "align", "start"],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    RETURN_DOM_FRAGMENT: true,
  });
}
