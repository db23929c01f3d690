import { requireAsset } from '@/lib/assets/store';
import { authoriseSystem, systemContext, toOrganizationScope } from '@/lib/auth/actor';
import { newId } from '@/lib/core/ids';
import { addWorkingDays } from '@/lib/core/working-days';
import { database, inTransaction } from '@/lib/db/client';
import { toJson } from '@/lib/db/json';
import { insertFindings } from '@/lib/findings/for-other-rooms';
import type { Confidence, Severity } from '@/lib/findings/rules/finding';
import { deduplicateFindings } from '@/lib/findings/rules/fingerprint';
import { freezeSnapshot } from '@/lib/submissions/freeze-snapshot';
import type { TestOrganization } from './people';
import { testedConnection } from './ready-asset';

export type TestSubmission = {
  id: string;
  assetId: string;
  scanId: string;
  /** Ids in the order of the report. */
  findingIds: string[];
};

type Weight = { severity: Severity; confidence: Confidence };
const BLOCKING: Weight = { severity: 'HIGH', confidence: 'CONFIRMED' };
const HARMLESS: Weight = { severity: 'LOW', confidence: 'LIKELY' };

/** Two findings that block and one that does not. */
export const TWO_BLOCKING: readonly Weight[] = [BLOCKING, BLOCKING, HARMLESS];

/**
 * An asset with a website and a tested connection, whose newest submission was scanned with these findings and is in this
 * status: its rows as they are after that, with what was frozen when it was sent.
 */
export async function submissionWithFindings(
  organization: TestOrganization,
  options: { status?: 'REJECTED' | 'REVIEWING'; weights?: readonly Weight[] } = {},
): Promise<TestSubmission> {
  const { status = 'REJECTED', weights = TWO_BLOCKING } = options;
  const at = organization.clock.now();
  const { userId } = organization.as('EDITOR').actor;
  const ours = { organizationId: organization.id, createdById: userId, createdAt: at };
  const host = `${newId().replaceAll('-', '')}.example.com`;
  const db = database();
  const website = await db.website.create({
    data: { ...ours, id: newId(), name: host, host, origin: `https://${host}`, updatedAt: at },
  });
  const asset = await db.asset.create({
    data: { ...ours, id: newId(), category: 'SAAS', name: `Billing desk ${host.slice(-20)}`, updatedAt: at },
  });
  await db.assetWebsite.create({ data: { assetId: asset.id, websiteId: website.id, addedAt: at } });
  await testedConnection(organization, asset.id);
  const platform = authoriseSystem(systemContext('worker', organization.clock));
  const scope = toOrganizationScope({ organizationId: organization.id }, platform);
  const sent = await requireAsset(db, scope, asset.id);
  const submission = await db.submission.create({
    data: {
      ...ours,
      id: newId(),
      assetId: asset.id,
      number: 1,
      status,
      statusSince: at,
      snapshot: toJson(await freezeSnapshot(db, scope, sent, { warnings: [], now: at })),
      submittedAt: at,
      submittedById: userId,
      deadlineAt: status === 'REVIEWING' ? addWorkingDays(at, 3) : null,
    },
  });
  const scan = await db.scan.create({
    data: {
      id: newId(),
      organizationId: organization.id,
      websiteId: website.id,
      submissionId: submission.id,
      purpose: 'REVIEW',
      status: 'COMPLETE',
      host,
      createdAt: at,
      startedAt: at,
      completedAt: at,
      engineVersion: '1.0.0',
    },
  });
  const drafts = weights.map(({ severity, confidence }, index) => ({
    checkId: 'sql-injection',
    class: 'SQL_INJECTION' as const,
    titleKey: 'findings-active.sqlError' as const,
    values: { parameter: `p${index}`, database: 'PostgreSQL', payload: "'" },
    severity,
    confidence,
    cvssVector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:N',
    cvssScore: severity === 'HIGH' ? 9.1 : 3.1,
    cwe: 89,
    method: 'GET',
    url: `https://${host}/search?p${index}=1`,
    parameter: { location: 'QUERY' as const, name: `p${index}` },
    sink: 'sql',
    evidence: {
      request: `GET /search?p${index}=' HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
      response: 'HTTP/1.1 500 Internal Server Error\r\n\r\nERROR: unterminated quoted string',
      isTruncated: false,
      marks: [{ in: 'response' as const, from: 40, to: 60 }],
    },
  }));
  await inTransaction((tx) =>
    insertFindings(
      tx,
      scope,
      { id: scan.id, completedAt: at, checkVersions: [{ id: 'sql-injection', version: 1 }] },
      deduplicateFindings(drafts),
    ),
  );
  const findings = await db.finding.findMany({ where: { scanId: scan.id }, orderBy: { number: 'asc' } });
  return { id: submission.id, assetId: asset.id, scanId: scan.id, findingIds: findings.map(({ id }) => id) };
}
