import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { PassiveCheck } from '../check';
import { draftFinding, VECTORS } from '../draft-finding';
import { findDebugError, findFailure } from './error-signatures';
import { isQuotedCode } from './quoted-code';

const PHPINFO = /<title>(?:PHP [\d.]{1,12} - )?phpinfo\(\)<\/title>|<h1 class="p">PHP Version [\d.]+/;
/** Scripts and styles speak of errors without having one. */
const isReadable = (exchange: Exchange) =>
  !/javascript|css|image|font/i.test(headerValue(exchange.response.headers, 'content-type') ?? '');

/**
 * Stack traces and debug pages. On an answer that reports a failure (400 and above) it is what it looks like; on a
 * page that claims success it may be an article about errors, so it is only likely, and nothing where it is quoted.
 */
export const debugErrors: PassiveCheck = {
  kind: 'passive',
  id: 'debug-errors',
  version: 4,
  class: 'INFORMATION_LEAKAGE',
  cwe: 209,
  run(exchange) {
    if (!isReadable(exchange)) return [];
    const text = decodedBodyText(exchange);
    const info = PHPINFO.exec(text);
    if (info) {
      return [
        draftFinding(this, exchange, {
          titleKey: 'findings-leakage.phpinfo',
          cvssVector: VECTORS.leak,
          confidence: 'CONFIRMED',
          sink: 'phpinfo',
          proofs: [info[0]],
        }),
      ];
    }
    const isFailing = exchange.response.status >= 400;
    const error = findDebugError(text) ?? (isFailing ? findFailure(text) : null);
    if (!error || (!isFailing && isQuotedCode(text, error.at, error.proof.length))) return [];
    return [
      draftFinding(this, exchange, {
        titleKey: 'findings-leakage.debugError',
        values: { technology: error.technology },
        cvssVector: VECTORS.leak,
        confidence: isFailing ? 'CONFIRMED' : 'LIKELY',
        sink: 'debug-error',
        proofs: [error.proof],
      }),
    ];
  },
};
