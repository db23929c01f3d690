const MAX_LEAVES = 40;
/** An element that holds text only; a section of characters is one text with its brackets. */
const LEAF =
  /<([\p{L}_][\p{L}\p{N}_.:-]*)(?:\s[^<>]*)?>(?:<!\[CDATA\[([^\]]{0,1000})\]\]>|([^<]*))<\/\1\s*>/gu;

/** An element of an XML text that holds text only; `from` and `to` are where its content is. */
export type XmlLeaf = { name: string; value: string; from: number; to: number };

export const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

/** The leaves of an XML text in their order, without knowing whether the text is well-formed. */
export function xmlLeaves(text: string): XmlLeaf[] {
  const leaves: XmlLeaf[] = [];
  for (const found of text.matchAll(LEAF)) {
    const [whole, name = '', characters, plain = ''] = found;
    const to = found.index + whole.lastIndexOf('</');
    const content = characters === undefined ? plain : `<![CDATA[${characters}]]>`;
    leaves.push({ name, value: characters ?? unescaped(plain), from: to - content.length, to });
    if (leaves.length >= MAX_LEAVES) break;
  }
  return leaves;
}

/** The text with `contents` in place of what the leaves hold. @param contents markup, by leaf */
export function withLeaves(text: string, contents: ReadonlyMap<XmlLeaf, string>): string {
  let filled = '';
  let at = 0;
  for (const [{ from, to }, content] of [...contents].sort(([a], [b]) => a.from - b.from)) {
    filled += text.slice(at, from) + content;
    at = to;
  }
  return filled + text.slice(at);
}
