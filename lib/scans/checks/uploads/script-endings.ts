import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { RequestCookie, RequestTemplate } from '../check';

/** What a site says about the language that it is written in, and the ending of its scripts. */
const SIGNS: readonly (readonly [RegExp, string])[] = [
  [/\bphp|laravel|\.php\b/i, 'php'],
  [/jsession|servlet|tomcat|jetty|\.jsp\b/i, 'jsp'],
  [/asp\.net|\.aspx\b/i, 'aspx'],
  [/aspsession|\.asp\b/i, 'asp'],
];
const USUAL = ['php', 'jsp'];

/** The endings of scripts that the site may run: one where it names its language, else the most usual two. */
export function scriptEndings(
  { url }: RequestTemplate,
  cookies: readonly RequestCookie[],
  { response }: Exchange,
): readonly string[] {
  const said = [
    new URL(url).pathname,
    ...cookies.map(({ name }) => name),
    headerValue(response.headers, 'x-powered-by') ?? '',
    headerValue(response.headers, 'server') ?? '',
  ].join(' ');
  const known = SIGNS.find(([sign]) => sign.test(said))?.[1];
  return known === undefined ? USUAL : [known];
}
