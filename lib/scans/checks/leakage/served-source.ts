import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { headerValue } from '@/lib/http/exchange';
import type { PassiveCheck } from '../check';
import { draftFinding, VECTORS } from '../draft-finding';
import { maskNamedSecrets } from './mask-leaked-secrets';

/** Where a page may hold code for later: templates, scripts, styles, fields, comments. */
const SET_ASIDE = /<(?:(script|style|textarea|template|xmp|code|pre)\b|(!--)(?!#)|(!\[CDATA\[))/gi;
const AT_START =
  /^(?:<\?php\b|<\?=|<%@ ?(?:page|language|import|webhandler|application)\b|<%\s{0,5}(?:dim|set|option explicit|response\.|string |int )|<cf(?:set|query|component|param|output)\b|#!\/(?:usr\/(?:local\/)?)?bin\/(?:perl|python|ruby|sh|bash|php|env )[^\n]{0,60})/i;
const WITHIN =
  /<\?php\s|<%@ ?page\s[^%<>]{1,300}%>|<!--#(?:exec (?:cmd|cgi)|include (?:virtual|file)|echo var|config \w{1,20})="?[^>]{0,300}-->/i;

/** Code that the server sends where it should run it: at the beginning of a response, or within a page. */
export const servedSource: PassiveCheck = {
  kind: 'passive',
  id: 'served-source',
  version: 1,
  class: 'INFORMATION_LEAKAGE',
  cwe: 540,
  run(exchange) {
    const type = headerValue(exchange.response.headers, 'content-type') ?? '';
    const { pathname } = new URL(exchange.request.url);
    const isProgram = /\.(?:php\d?|phtml|inc|jspx?|aspx?|ashx|cfm|cfc|pl|cgi|shtml?)$/i.test(pathname);
    const isPage = /html|^$/i.test(type);
    if (exchange.response.status !== 200 || !(isPage || (isProgram && !/javascript|css|image/i.test(type))))
      return [];
    const text = decodedBodyText(exchange);
    const start = AT_START.exec(text.trimStart())?.[0];
    const proof = start ?? (isPage ? WITHIN.exec(withoutSetAside(text))?.[0] : undefined);
    if (proof === undefined) return [];
    const draft = draftFinding(this, exchange, {
      titleKey: 'findings-leakage.servedSource',
      values: { path: pathname },
      cvssVector: VECTORS.leak,
      confidence: start === undefined ? 'LIKELY' : 'CONFIRMED',
      sink: 'served-source',
      proofs: [proof],
    });
    return [{ ...draft, evidence: maskNamedSecrets(draft.evidence) }];
  },
};

/** The page without what it sets aside; what is opened and never closed stays. */
function withoutSetAside(text: string): string {
  // Of ASCII letters alone, so that every place is the same in both.
  const lower = text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const unclosed = new Set<string>();
  let kept = '';
  let from = 0;
  for (const { index, 1: tag, 2: comment } of text.matchAll(SET_ASIDE)) {
    const end = tag ? `</${tag.toLowerCase()}` : comment ? '-->' : ']]>';
    if (index < from || unclosed.has(end)) continue;
    const at = lower.indexOf(end, index);
    if (at < 0) unclosed.add(end);
    else {
      kept += text.slice(from, index);
      from = at + end.length;
    }
  }
  return kept + text.slice(from);
}
