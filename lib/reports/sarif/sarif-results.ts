import { isBlocking } from '@/lib/findings/rules/finding';
import type { FingerprintedFinding } from '@/lib/findings/rules/fingerprint';
import type { ReportWords } from '../report-words';
import { findingTexts } from '../rules/report-content';
import type { AcceptedFinding } from '../rules/reported-scan';
import type { SarifReference, SarifResult } from './sarif-log';
import { ruleId, SARIF_LEVELS } from './sarif-rules';
import { findBodyRegion, toWebRequest, toWebResponse } from './web-message';

type ResultParts = {
  ruleIndex: number;
  cwe: SarifReference;
  acceptance: AcceptedFinding | undefined;
};

/** One finding, with the exchange that proves it. Secrets were masked when it was captured. */
export function buildSarifResult(
  finding: FingerprintedFinding,
  { ruleIndex, cwe, acceptance }: ResultParts,
  { t }: ReportWords,
): SarifResult {
  const { title, why } = findingTexts(finding, t);
  const { evidence, parameter } = finding;
  const [webRequest, webResponse] = [toWebRequest(evidence.request), toWebResponse(evidence.response)];
  const proof = evidence.marks.find((mark) => mark.in === 'response');
  const region = proof && webResponse ? findBodyRegion(evidence.response, proof) : null;
  return {
    ruleId: ruleId(finding),
    ruleIndex,
    kind: 'fail',
    level: SARIF_LEVELS[finding.severity],
    message: { text: why === null ? title : `${title}. ${why}` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: toUri(finding.url) }, ...(region && { region }) },
        ...(parameter && {
          logicalLocations: [
            {
              name: parameter.name,
              fullyQualifiedName: `${finding.method} ${new URL(finding.url).pathname} ${parameter.location.toLowerCase()} ${parameter.name}`,
              kind: 'parameter',
            },
          ],
        }),
      },
    ],
    partialFingerprints: {
      'preflightFingerprint/v1': finding.fingerprint,
      'preflightLookalike/v1': finding.lookalikeKey,
    },
    taxa: [cwe],
    ...(webRequest && { webRequest }),
    ...(webResponse && { webResponse }),
    suppressions: listSuppressions(acceptance),
    properties: {
      'security-severity': finding.cvssScore.toFixed(1),
      cvssVector: finding.cvssVector,
      class: finding.class,
      check: finding.checkId,
      confidence: finding.confidence,
      blocksRelease: isBlocking(finding) && acceptance === undefined,
      method: finding.method,
      ...(parameter && { parameter }),
      proofs: evidence.marks.map((mark) => ({ ...mark, text: evidence[mark.in].slice(mark.from, mark.to) })),
      ...(webRequest && webResponse
        ? {}
        : { evidence: { request: evidence.request, response: evidence.response } }),
    },
  };
}

/** What is fixed is no reason to hide that it was found; a false positive and an accepted risk are. */
const listSuppressions = (acceptance: AcceptedFinding | undefined): SarifResult['suppressions'] =>
  acceptance === undefined || acceptance.conclusion === 'FIXED'
    ? []
    : [{ kind: 'external', status: 'accepted', justification: acceptance.explanation }];

/** Addresses of evidence may hold what no URI does (RFC 3986): it is written as bytes. */
const toUri = (url: string): string =>
  new URL(url).href.replace(/[^\w\-.~:/?#[\]@!$&'()*+,;=%]|%(?![0-9a-f]{2})/gi, (one) =>
    encodeURIComponent(one),
  );
