const MAX_REFERENCES = 500;
const JSON_LINK = /"((?:https?:\/\/|\/)[^"\\\s<>]{1,300})"/g;
const SITEMAP_LOCATION = /<loc>\s*(?:<!\[CDATA\[\s*)?([^<\]\s]+)/gi;
const ROBOTS_LINE = /^[ \t]*(allow|disallow|sitemap)[ \t]*:[ \t]*(\S+)/gim;

/** Addresses in a document that is no HTML: robots.txt, sitemaps, JSON answers; relative ones as they stand. */
export function documentReferences(text: string, contentType: string, pathname: string): string[] {
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
