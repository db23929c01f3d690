import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import { isDangerousName } from '../../rules/danger-words';
import { listCalls, listWrappers, type NameWrapper } from './name-wrappers';

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
  /\bdocument\.cookie\s{0,9}=\s{0,9}["'`]([\w.-]{1,60})=["'`]\s{0,9}\+\s{0,9}(?:\w{1,30}\(\s{0,9})?["'`]([^"'`;\n]{1,200})["'`]/g,
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

/** Texts of pages and scripts as they are searched; handlers stand in attributes, where signs are written as entities. */
const searchedText = (exchange: Exchange): string =>
  decodedBodyText(exchange)
    .slice(0, MAX_TEXT)
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"');

/** The functions of an answer that set headers and cookies for other pages. */
export const mineWrappers = (exchange: Exchange): NameWrapper[] => listWrappers(searchedText(exchange));

const BOX = /<(?:input|textarea)\b[^<>]{0,400}>/gi;
/** Values of boxes by their id: what a script reads from there when nobody typed anything. */
function boxValues(text: string): ReadonlyMap<string, string> {
  const boxes = (text.match(BOX) ?? []).map((box): [string, string] => [
    /\bid\s{0,3}=\s{0,3}["']([^"']{1,60})["']/i.exec(box)?.[1] ?? '',
    /\bvalue\s{0,3}=\s{0,3}["']([^"']{1,200})["']/i.exec(box)?.[1] ?? '',
  ]);
  return new Map(boxes.filter(([id, value]) => id !== '' && value !== ''));
}

/** Names that calls of the site's own functions give. */
function calledNames(text: string, wrappers: readonly NameWrapper[], kind: NameWrapper['kind']): MinedName[] {
  const boxes = boxValues(text);
  return wrappers
    .filter((wrapper) => wrapper.kind === kind)
    .flatMap(({ called, name: nameAt, value: valueAt }) =>
      listCalls(text, called).flatMap((args): MinedName[] => {
        const name = args[nameAt] ?? '';
        if (!/^[\w.-]{2,60}$/.test(name)) return [];
        const others = args.filter((_arg, index) => index !== nameAt);
        const boxed = others.map((arg) => boxes.get(arg ?? '')).find((value) => value !== undefined);
        return [{ name, value: (valueAt === null ? null : args[valueAt]) ?? boxed ?? '' }];
      }),
    );
}

/** A header that gets the text of a box. */
const BOXED_HEADER =
  /\bsetRequestHeader\(\s{0,9}["'`]([\w-]{2,60})["'`]\s{0,9},\s{0,9}(?:\w{1,20}\.(?:getElementById|querySelector)|\$)\(\s{0,9}["'`]#?([\w-]{1,60})["'`]|["']?([A-Za-z][\w-]{1,60})["']?\s{0,9}:\s{0,9}(?:\w{1,20}\.(?:getElementById|querySelector)|\$)\(\s{0,9}["'`]#?([\w-]{1,60})["'`]/g;

function boxedHeaders(text: string): ReadonlyMap<string, string> {
  const boxes = boxValues(text);
  const found = [...text.matchAll(BOXED_HEADER)].map(
    ([, set, setFrom, member, memberFrom]): [string, string] => [
      (set ?? member ?? '').toLowerCase(),
      boxes.get(setFrom ?? memberFrom ?? '') ?? '',
    ],
  );
  return new Map(found.filter(([, value]) => value !== ''));
}

/**
 * Names in one answer: its text, and what its headers say about the headers that it reads.
 * @param wrappers functions of the site's scripts that set headers and cookies
 */
export function mineNames(exchange: Exchange, wrappers: readonly NameWrapper[] = []): MinedNames {
  const text = searchedText(exchange);
  const said = ['access-control-allow-headers', 'vary', 'accept-ch']
    .map((name) => headerValue(exchange.response.headers, name) ?? '')
    .flatMap((list) => list.split(','))
    .map((name) => name.trim())
    .filter((name) => /^[\w-]{2,60}$/.test(name));
  const objects = [...text.matchAll(HEADER_OBJECT)].flatMap(([, members = '']) => namesIn(members, MEMBER));
  const boxed = boxedHeaders(text);
  const headers = [
    ...calledNames(text, wrappers, 'headers'),
    ...said.map((name) => ({ name, value: '' })),
    ...objects,
    ...HEADER_NAMES.flatMap((pattern) => namesIn(text, pattern)),
  ];
  return {
    headers: distinctNames(
      headers
        .filter(({ name }) => isHeaderPlace(name))
        .map(({ name, value }) => spelled({ name, value: value || (boxed.get(name.toLowerCase()) ?? '') })),
    ),
    cookies: distinctNames([
      ...calledNames(text, wrappers, 'cookies'),
      ...COOKIES.flatMap((pattern) => namesIn(text, pattern)),
    ]),
  };
}
