const MAX_REFERENCES = 500;
const JSON_LINK = /"((?:https?:\/\/|\/)[^"\\\s<>]{1,300})"/g;
const SITEMAP_LOCATION = /<loc>\s*(?:<!\[CDATA\[\s*)?([^<\]\s]+)/gi;
const ROBOTS_LINE = /^[ \t]*(allow|disallow|sitemap)[ \t]*:[ \t]*(\S+)/gim;

/** `words` are what a document says about an address: the key that holds it, and its relation, name and method. */
export type DocumentReference = { reference: string; words: readonly string[] };

const MAX_NODES = 20_000;
const MAX_LABEL_WORDS = 3;
const DESCRIBING = ['rel', 'name', 'title', 'label', 'method', 'action', 'type', 'op'];
const LOOKS_LIKE_LINK = /^(?:https?:\/\/|\/)[^"\\\s<>]{1,300}$/;

/** Links of a JSON text with the words around them; null where it is no JSON. */
function jsonReferences(text: string): DocumentReference[] | null {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return null;
  }
  const found: DocumentReference[] = [];
  const stack: { node: unknown; words: readonly string[] }[] = [{ node: root, words: [] }];
  for (let count = 0; stack.length > 0 && count < MAX_NODES && found.length < MAX_REFERENCES; count++) {
    const { node, words } = stack.pop() ?? { node: null, words: [] };
    if (typeof node === 'string') {
      if (LOOKS_LIKE_LINK.test(node)) found.push({ reference: node, words });
    } else if (node !== null && typeof node === 'object') {
      const entries = Object.entries(node);
      const said = entries
        .filter(([key, value]) => DESCRIBING.includes(key) && typeof value === 'string')
        .map(([, value]) => String(value))
        // Longer ones are titles of articles.
        .filter((value) => value.split(/\s+/).length <= MAX_LABEL_WORDS);
      const own = Array.isArray(node) ? words : [...words.slice(-1), ...said];
      for (const [key, value] of entries.reverse())
        stack.push({ node: value, words: Array.isArray(node) ? own : [...own, key] });
    }
  }
  return found;
}

/** Addresses in a document that is no HTML: robots.txt, sitemaps, JSON answers; relative ones as they are written. */
export function documentReferences(text: string, contentType: string, pathname: string): DocumentReference[] {
  const parsed = /json/.test(contentType) ? jsonReferences(text) : null;
  return (
    parsed ?? plainReferences(text, contentType, pathname).map((reference) => ({ reference, words: [] }))
  );
}

function plainReferences(text: string, contentType: string, pathname: string): string[] {
  if (pathname === '/robots.txt') {
    return [...text.matchAll(ROBOTS_LINE)]
      .map((match) => match[2] ?? '')
      .filter((path) => path !== '/' && !/[*$]/.test(path))
      .slice(0, MAX_REFERENCES);
  }
  if (/xml/.test(contentType)) {
    return [...text.matchAll(SITEMAP_LOCATION)]
      .map((match) => (match[1] ?? '').replaceAll('&amp;', '&'))
      .slice(0, MAX_REFERENCES);
  }
  if (/json/.test(contentType)) {
    return [...text.matchAll(JSON_LINK)].map((match) => match[1] ?? '').slice(0, MAX_REFERENCES);
  }
  return [];
}
