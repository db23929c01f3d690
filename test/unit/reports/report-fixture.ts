import { newId } from '@/lib/core/ids';
import type { AssessmentText } from '@/lib/reports/rules/assessment';
import type { ReportContent, ReportFinding } from '@/lib/reports/rules/report-content';

export const AT = new Date('2026-03-02T09:00:00Z');

/** A confirmed high finding of a page that echoes a parameter. */
export function reportFinding(over: Partial<ReportFinding> = {}): ReportFinding {
  const response = 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>You searched for <b>pf1</b></p>';
  const from = response.indexOf('<b>pf1');
  return {
    id: newId(AT.getTime()),
    class: 'SQL_INJECTION',
    titleKey: 'findings-active.sqlError',
    values: { parameter: 'q', database: 'PostgreSQL', payload: "'" },
    severity: 'HIGH',
    confidence: 'CONFIRMED',
    cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N',
    cvssScore: 9.1,
    cwe: 89,
    method: 'GET',
    url: 'https://shop.example.com/search?q=1',
    parameter: { location: 'QUERY', name: 'q' },
    evidence: {
      request: "GET /search?q=' HTTP/1.1\r\nHost: shop.example.com\r\n\r\n",
      response,
      isTruncated: false,
      marks: [{ in: 'response', from, to: from + 10 }],
    },
    ...over,
  };
}

export function reportContent(
  findings: readonly ReportFinding[],
  assessments: Iterable<readonly [string, AssessmentText]> = [],
): ReportContent {
  return {
    assetName: 'Billing desk',
    submissionNumber: 2,
    verdict: {
      code: 'BLOCKED',
      values: { blocking: 1, findings: findings.length, cleanClasses: 10, untested: 0, total: 11 },
    },
    scans: [
      {
        ...{
          host: 'shop.example.com',
          outcome: 'COMPLETE',
          completedAt: AT,
          engineVersion: '1.0.0',
          score: 90,
        },
        coverage: {
          pages: 12,
          forms: { seen: 3, tested: 2 },
          parameters: { seen: 9, tested: 9 },
          isLoginProven: true,
        },
      },
    ],
    findings,
    assessments: new Map(assessments),
    generatedAt: AT,
  };
}
