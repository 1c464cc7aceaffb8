// markdown-it as an ES module of one file: its own module tree would be more than sixty requests.
import "./markdown-it/markdown-it.min.js";

export default globalThis.markdownit;
