import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { isDangerousName } from '../../rules/danger-words';

/** A header or cookie that a page, a script, a document or an answer names. */
export type MinedName = { name: string; value: string };
export type MinedNames = { headers: MinedName[]; cookies: MinedName[] };

const MAX_TEXT = 400_000;
const MAX_NAMES = 40;

/** Where scripts set a header, and documents describe one. */
const HEADER_NAMES: readonly RegExp[] = [
  /\bsetRequestHeader\(\s{0,9}["'`]([\w-]{2,60})["'`](?:\s{0,9},\s{0,9}["'`]([^"'`\n]{0,100})["'`])?/g,
  /\bheaders\.(?:set|append)\(\s{0,9}["'`]([\w-]{2,60})["'`](?:\s{0,9},\s{0,9}["'`]([^"'`\n]{0,100})["'`])?/g,
  /"name"\s{0,9}:\s{0,9}"([\w-]{2,60})"[^{}]{0,200}"in"\s{0,9}:\s{0,9}"header"/g,
  /"in"\s{0,9}:\s{0,9}"header"[^{}]{0,200}"name"\s{0,9}:\s{0,9}"([\w-]{2,60})"/g,
  /\b(X-[A-Z][A-Za-z\d]{0,30}(?:-[A-Za-z\d]{1,30}){0,4})\b/g,
];
const HEADER_OBJECT = /\bheaders["']?\s{0,9}[:=]\s{0,9}\{([^{}]{1,600})\}/g;
const MEMBER =
  /(?:^|,)\s{0,99}["']?([A-Za-z][\w-]{1,60})["']?\s{0,9}:\s{0,9}(?:["'`]([^"'`\n]{0,100})["'`])?/g;
const COOKIES: readonly RegExp[] = [
  /\bdocument\.cookie\s{0,9}=\s{0,9}["'`]([\w.-]{1,60})=([^"'`;\n$]{0,200})/g,
  /\b(?:Cookies\.set|\$\.cookie|setCookie|set_cookie|createCookie|writeCookie)\(\s{0,9}["'`]([\w.-]{1,60})["'`](?:\s{0,9},\s{0,9}["'`]([^"'`\n]{0,200})["'`])?/g,
];

/** What belongs to the connection, to the session or to another check, and what makes another request of it. */
const NO_PLACE =
  /^(?:accept|accept-encoding|accept-charset|authorization|cache-control|connection|content-.*|cookie.*|date|dnt|expect|host|if-.*|keep-alive|last-.*|max-forwards|origin|pragma|proxy-.*|range|sec-.*|set-cookie|te|trailer|transfer-.*|upgrade.*|vary|via|access-control-.*|x-requested-with|x-forwarded-proto|x-frame-.*|x-content-.*|x-xss-.*|x-powered-.*|x-preflight.*|x-ua-.*)$/i;
const STEERS = /method|override|original-ur|rewrite-ur|csrf|xsrf|token|api-?key|secret|signature|session/i;

const isHeaderPlace = (name: string): boolean =>
  !NO_PLACE.test(name) && !STEERS.test(name) && !isDangerousName(name);

const namesIn = (text: string, pattern: RegExp): MinedName[] =>
  [...text.matchAll(pattern)].map(([, name = '', value = '']) => ({ name, value }));

/** One spelling for one header, whichever source is read first: a finding keeps its place. */
const spelled = ({ name, value }: MinedName): MinedName => ({
  name: name.toLowerCase().replace(/(?<![a-z\d])[a-z]/g, (letter) => letter.toUpperCase()),
  value,
});

function distinctNames(found: readonly MinedName[]): MinedName[] {
  const byName = new Map<string, MinedName>();
  for (const one of found) {
    const key = one.name.toLowerCase();
    if (!byName.has(key) && byName.size < MAX_NAMES) byName.set(key, one);
  }
  return [...byName.values()];
}

/** Names in one answer: its text, and what its headers say about the headers that it reads. */
export function mineNames(exchange: Exchange): MinedNames {
  const text = decodedBodyText(exchange).slice(0, MAX_TEXT);
  const said = ['access-control-allow-headers', 'vary', 'accept-ch']
    .map((name) => headerValue(exchange.response.headers, name) ?? '')
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => /^[\w-]{2,60}$/.test(name));
  const objects = [...text.matchAll(HEADER_OBJECT)].flatMap(([, members = '']) => namesIn(members, MEMBER));
  const headers = [
    ...said.map((name) => ({ name, value: '' })),
    ...objects,
    ...HEADER_NAMES.flatMap((pattern) => namesIn(text, pattern)),
  ];
  return {
    headers: distinctNames(headers.filter(({ name }) => isHeaderPlace(name)).map(spelled)),
    cookies: distinctNames(COOKIES.flatMap((pattern) => namesIn(text, pattern))),
  };
}
