import type { FindingDraft } from '@/lib/findings/rules/finding';
import { bodyText } from '@/lib/http/body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { ActiveCheck, InsertionPoint, ProbeContext } from './check';
import { evidenceOf } from './probing/exchange-evidence';
import { proveByCondition, type Untouched } from './sql/condition-probes';
import { breakingValue, proveByError } from './sql/error-probes';
import { pageFacts, shareOf } from './sql/page-facts';
import { newDatabaseError } from './sql/signatures';

type Parts = Pick<FindingDraft, 'grade' | 'sink' | 'evidence'> & {
  title: string;
  values: FindingDraft['values'];
};

/** High by CVSS and by KooGallery's list of high-risk vulnerabilities alike. */
const draft = (point: InsertionPoint, { title, values, ...rest }: Parts): FindingDraft => ({
  checkId: 'sql-injection',
  class: 'SQL_INJECTION',
  titleKey: `findings-active.${title}`,
  values: { parameter: point.name, ...values },
  severity: 'HIGH',
  cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H',
  cvssScore: 9.8,
  cwe: 89,
  method: point.method,
  url: point.url,
  parameter: { location: point.location, name: point.name },
  ...rest,
});

async function errorFinding(
  point: InsertionPoint,
  context: ProbeContext,
  baseline: string,
): Promise<FindingDraft | null> {
  const proof = await proveByError(point, context, baseline);
  if (!proof) return null;
  const { sink, payload, error, exchange } = proof;
  const values = { payload, database: error.database };
  return draft(point, {
    title: 'sqlError',
    grade: 'CONFIRMED',
    sink,
    values,
    evidence: evidenceOf(exchange, [error.excerpt, payload]),
  });
}

async function conditionFinding(
  point: InsertionPoint,
  context: ProbeContext,
  untouched: Untouched,
  isIgnored: boolean,
): Promise<FindingDraft | null> {
  const proof = await proveByCondition(point, context, untouched, isIgnored);
  if (!proof) return null;
  const { sink, payload, counter, rounds, exchange } = proof;
  const values = { payload, counter, rounds };
  return draft(point, {
    title: 'sqlCondition',
    grade: 'CONFIRMED',
    sink,
    values,
    evidence: evidenceOf(exchange, [payload]),
  });
}

/** One signal only: the server fails on one and three quotation marks and not on two and four. */
async function quotingFinding(point: InsertionPoint, context: ProbeContext): Promise<FindingDraft | null> {
  let shown: { exchange: Exchange; payload: string } | null = null;
  for (const count of [1, 2, 3, 4]) {
    const payload = `${point.value}${"'".repeat(count)}${context.mark()}`;
    const exchange = await context.probe(point, payload);
    if (!exchange || exchange.response.status >= 500 !== (count % 2 === 1)) return null;
    shown ??= { exchange, payload };
  }
  if (!shown) return null;
  const { exchange, payload } = shown;
  return draft(point, {
    title: 'sqlQuoting',
    grade: 'LIKELY',
    sink: 'string',
    values: { payload },
    evidence: evidenceOf(exchange, [payload]),
  });
}

/**
 * SQL injection (OWASP WSTG-INPV-05), read-only: no stacked statements, no delays, nothing that widens a condition
 * outside GET. One value breaks every kind of literal; a database's message that it provokes is proved by a broken and
 * a whole form of the same value. Without a message, conditions are compared with what the untouched page always says.
 */
export const sqlInjection: ActiveCheck = {
  kind: 'active',
  id: 'sql-injection',
  version: 1,
  class: 'SQL_INJECTION',
  cwe: 89,
  applies: () => true,
  async run(point, context) {
    const baseline = await context.baseline(point);
    if (!baseline) return [];
    const usual = bodyText(baseline);
    const payload = breakingValue(point.value, point.location);
    const broken = await context.probe(point, payload);
    if (!broken) return [];
    if (newDatabaseError(bodyText(broken), usual)) {
      const found = await errorFinding(point, context, usual);
      if (found) return [found];
    }
    const again = await context.probe(point, point.value);
    if (!again) return [];
    const untouched: Untouched = {
      first: pageFacts(baseline, [point.value]),
      second: pageFacts(again, [point.value]),
    };
    const page = [...untouched.first].filter((fact) => untouched.second.has(fact));
    const isIgnored = shareOf(page, pageFacts(broken, [payload, point.value])) === 1;
    const byCondition = await conditionFinding(point, context, untouched, isIgnored);
    if (byCondition) return [byCondition];
    const isFailing = broken.response.status >= 500 && baseline.response.status < 500;
    const byQuoting = isFailing ? await quotingFinding(point, context) : null;
    return byQuoting ? [byQuoting] : [];
  },
};
