import { CspEvaluator } from 'csp_evaluator/dist/evaluator.js';
import { Severity, Type } from 'csp_evaluator/dist/finding.js';
import { CspParser } from 'csp_evaluator/dist/parser.js';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import { type Exchange, headerValue } from '@/lib/http/exchange';
import type { PassiveCheck } from '../check';
import { type DraftParts, draftFinding, siteRoot, VECTORS } from '../draft-finding';
import { headerPolicies } from './header-policies';
import { isHtmlPage } from './is-html-page';

const META_POLICY =
  /<meta\s[^>]{0,300}http-equiv\s*=\s*["']?content-security-policy["']?[^>]{0,300}content\s*=\s*(?:"([^"]*)"|'([^']*)')/i;

/** Weaknesses that let a script in; everything else that the evaluator says is advice. */
const SERIOUS = new Map<Type, string>([
  [Type.SCRIPT_UNSAFE_INLINE, 'unsafeInline'],
  [Type.PLAIN_WILDCARD, 'wildcard'],
  [Type.PLAIN_URL_SCHEMES, 'scheme'],
  [Type.SCRIPT_ALLOWLIST_BYPASS, 'allowList'],
  [Type.MISSING_DIRECTIVES, 'missingDirective'],
]);

/** Policies of the header and the page's meta element, which browsers apply together. */
function listPolicies(exchange: Exchange): string[] {
  const meta = META_POLICY.exec(decodedBodyText(exchange));
  const policies = headerPolicies(exchange);
  return [...policies, meta?.[1] ?? meta?.[2] ?? ''].filter((policy) => policy.trim() !== '');
}

/** The weaknesses that every policy of the page shares: one strict policy is enough to stop a script. */
function sharedWeaknesses(policies: readonly string[]): { kind: string; directive: string; value: string }[] {
  const [first = [], ...others] = policies.map((policy) =>
    new CspEvaluator(new CspParser(policy).csp)
      .evaluate()
      .filter(({ type, severity }) => SERIOUS.has(type) && severity <= Severity.HIGH_MAYBE)
      .map(({ type, directive, value }) => ({
        kind: SERIOUS.get(type) ?? '',
        directive,
        value: value ?? '',
      })),
  );
  return first.filter((weakness) =>
    others.every((list) =>
      list.some(({ kind, directive }) => kind === weakness.kind && directive === weakness.directive),
    ),
  );
}

/** Content Security Policy: present, enforced, and free of what makes it useless (https://csp-evaluator.withgoogle.com). */
export const contentSecurityPolicy: PassiveCheck = {
  kind: 'passive',
  id: 'content-security-policy',
  version: 2,
  class: 'HEADERS',
  cwe: 1021,
  run(exchange, { origin }) {
    if (!isHtmlPage(exchange)) return [];
    const report = (parts: Omit<DraftParts, 'url'>) =>
      draftFinding(this, exchange, { ...parts, url: siteRoot(origin) });
    const policies = listPolicies(exchange);
    if (policies.length === 0) {
      const reportOnly = headerValue(exchange.response.headers, 'content-security-policy-report-only');
      return [
        report({
          titleKey: reportOnly === null ? 'findings-headers.cspMissing' : 'findings-headers.cspReportOnly',
          values: { page: exchange.request.url },
          cvssVector: VECTORS.hardening,
          confidence: 'CONFIRMED',
          sink: 'header:content-security-policy',
          proofs: reportOnly === null ? [] : [reportOnly],
        }),
      ];
    }
    return sharedWeaknesses(policies).map(({ kind, directive, value }) =>
      report({
        titleKey: 'findings-headers.cspWeak',
        values: { kind, directive, value, page: exchange.request.url },
        cvssVector: VECTORS.hardening,
        confidence: 'CONFIRMED',
        sink: `csp:${directive}:${kind}`,
        proofs: [value === '' ? directive : value],
      }),
    );
  },
};
