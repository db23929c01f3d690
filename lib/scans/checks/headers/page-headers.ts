import { type Exchange, headerValue, headerValues } from '@/lib/http/exchange';
import type { FindingKey } from '@/lib/i18n/app-messages';
import type { PassiveCheck, PassiveContext } from '../check';
import { draftFinding, siteRoot, VECTORS } from '../draft-finding';
import { framingFault } from './framing';
import { isHtmlPage } from './is-html-page';

/** Policies under which the full address of a page leaves the site; browsers' own default is stricter. */
const LEAKY_REFERRER = /^(?:unsafe-url|no-referrer-when-downgrade|origin-when-cross-origin)$/i;

type HeaderRule = {
  id: string;
  cwe: number;
  titleKey: FindingKey;
  sink: string;
  isSerious: boolean;
  /** The text that proves the fault, or an empty one when a header is missing; null when all is well. */
  faultIn(exchange: Exchange): string | null;
};

const missing = (exchange: Exchange, name: string): string | null =>
  headerValue(exchange.response.headers, name) === null ? '' : null;

/** Browsers read the last policy that they know. */
function leakyReferrer(exchange: Exchange): string | null {
  const policy =
    headerValues(exchange.response.headers, 'referrer-policy').join(',').split(',').at(-1)?.trim() ?? '';
  return LEAKY_REFERRER.test(policy) ? policy : null;
}

function passiveCheck(rule: HeaderRule): PassiveCheck {
  return {
    kind: 'passive',
    id: rule.id,
    version: 2,
    class: 'HEADERS',
    cwe: rule.cwe,
    run(exchange: Exchange, { origin }: PassiveContext) {
      const proof = isHtmlPage(exchange) ? rule.faultIn(exchange) : null;
      if (proof === null) return [];
      return [
        draftFinding(this, exchange, {
          titleKey: rule.titleKey,
          values: { page: exchange.request.url, value: proof },
          cvssVector: rule.isSerious ? VECTORS.hardening : VECTORS.hint,
          confidence: rule.isSerious ? 'CONFIRMED' : 'INFO',
          sink: rule.sink,
          proofs: [proof],
          url: siteRoot(origin),
        }),
      ];
    },
  };
}

/** Pages that any site may put into a frame can be clicked through an invisible one. */
export const framing = passiveCheck({
  id: 'framing',
  cwe: 1021,
  titleKey: 'findings-headers.frameable',
  sink: 'header:x-frame-options',
  isSerious: true,
  faultIn: framingFault,
});

/** Without `nosniff` a browser may run as script what was served as something else. */
export const contentTypeOptions = passiveCheck({
  id: 'content-type-options',
  cwe: 693,
  titleKey: 'findings-headers.sniffable',
  sink: 'header:x-content-type-options',
  isSerious: false,
  faultIn: (exchange) =>
    /nosniff/i.test(headerValue(exchange.response.headers, 'x-content-type-options') ?? '') ? null : '',
});

/** Only a policy that is weaker than the browsers' default is worth a word; its absence is none. */
export const referrerPolicy = passiveCheck({
  id: 'referrer-policy',
  cwe: 200,
  titleKey: 'findings-headers.referrerLeaks',
  sink: 'header:referrer-policy',
  isSerious: false,
  faultIn: leakyReferrer,
});

export const openerPolicy = passiveCheck({
  id: 'opener-policy',
  cwe: 693,
  titleKey: 'findings-headers.openerPolicyMissing',
  sink: 'header:cross-origin-opener-policy',
  isSerious: false,
  faultIn: (exchange) => missing(exchange, 'cross-origin-opener-policy'),
});
