import type { MessageNote } from '../http-message';

/**
 * The references of HTML that need no semicolon (HTML Standard, 13.5) and can begin the name of a parameter: behind the
 * & of a query, browsers turn `&timestamp` in a page's source into `×tamp`.
 */
const EATEN: Readonly<Record<string, string>> = {
  ...{
    '×': 'times',
    '¬': 'not',
    '®': 'reg',
    '©': 'copy',
    '¶': 'para',
    '§': 'sect',
    '¤': 'curren',
    '¢': 'cent',
  },
  ...{
    '£': 'pound',
    '¥': 'yen',
    '°': 'deg',
    µ: 'micro',
    '·': 'middot',
    '¯': 'macr',
    '¨': 'uml',
    '±': 'plusmn',
  },
  ...{
    '¦': 'brvbar',
    ª: 'ordf',
    º: 'ordm',
    '÷': 'divide',
    ð: 'eth',
    þ: 'thorn',
    '¡': 'iexcl',
    '¿': 'iquest',
  },
  ...{
    '¸': 'cedil',
    '´': 'acute',
    '<': 'lt',
    '>': 'gt',
    '"': 'quot',
    '\u00ad': 'shy',
    '«': 'laquo',
    '»': 'raquo',
  },
};
/** A parameter whose name lost its beginning: the sign, the rest of the name, the equals sign. */
const EATEN_NAME = new RegExp(`([${Object.keys(EATEN).join('')}])([\\w.-]{0,32}=)`, 'g');
/** The same, percent-encoded by a browser: only the one of the protocol, because values may hold such signs. */
const ENCODED_TIMES = /%C3%97(tamp=)/gi;
const ESCAPED = /&(?:amp|#38|#x26);/gi;
/** As JSON of a log has them: Go and .NET write & so, Gson = too. A query holds no backslash otherwise. */
const JSON_ESCAPED = /\\u00(26|3d)/gi;

/** A parameter of the protocol behind an encoded `&`, which no value of it holds. */
const QUERY_ENCODED = /%26(?:signature|timestamp|nonce|authToken|timeStamp|activity)(?:=|%3D)/i;
const ENCODED: Readonly<Record<string, string>> = { '26': '&', '3D': '=', '25': '%' };

export type RepairedUrl = { url: string; notes: MessageNote[] };

/** An address as it was before HTML was made of it, and what had happened to it. */
export function repairUrl(given: string): RepairedUrl {
  const notes: MessageNote[] = [];
  const question = given.indexOf('?');
  if (question < 0) return { url: given, notes };
  let query = given.slice(question);
  if (query.search(JSON_ESCAPED) >= 0) {
    query = query.replace(JSON_ESCAPED, (_, digits: string) => (digits === '26' ? '&' : '='));
    notes.push({ code: 'URL_JSON_ESCAPED' });
  }
  if (query.search(QUERY_ENCODED) >= 0) {
    query = query.replace(/%(26|3D|25)/gi, (_, digits: string) => ENCODED[digits.toUpperCase()] ?? '');
    notes.push({ code: 'URL_QUERY_ENCODED' });
  }
  if (query.search(ESCAPED) >= 0) {
    // Twice escaped is `&amp;amp;`: each layer ends in `amp;`.
    query = query.replace(/&(?:(?:amp|#38|#x26);){1,4}/gi, '&');
    notes.push({ code: 'URL_HTML_ESCAPED' });
  }
  const eaten = (seen: string, meant: string): string => {
    if (notes.every(({ code }) => code !== 'URL_ENTITY_EATEN'))
      notes.push({ code: 'URL_ENTITY_EATEN', seen: seen.replace(/=$/, ''), meant: meant.replace(/=$/, '') });
    return meant;
  };
  query = query
    .replace(EATEN_NAME, (seen, sign: string, rest: string) => eaten(seen, `&${EATEN[sign] ?? ''}${rest}`))
    .replace(ENCODED_TIMES, (seen, rest: string) => eaten(seen, `&times${rest}`));
  return { url: given.slice(0, question) + query, notes };
}
