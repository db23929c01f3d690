import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { authorise } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { Prisma } from '@/lib/db/generated/client';
import { carriedUntilSql, findScanFindings, insertCarriedDecisions } from '@/lib/findings/for-other-rooms';
import { isBlocking } from '@/lib/findings/rules/finding';
import { DECISION_SCOPES } from '@/lib/findings/rules/standing';
import { findReviewScans } from '@/lib/scans/blocking-store';
import { listLatestScans, scannedPlaceKey } from '@/lib/scans/list-latest-scans';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { submissionWithFindings } from '../setup/rejected-submission';

const FINDINGS = 30;
const WEIGHTS = Array.from({ length: FINDINGS }, (_, index) => ({
  severity: 'HIGH' as const,
  confidence: index % 10 === 0 ? ('LIKELY' as const) : ('CONFIRMED' as const),
}));

const often = <T>(usual: T, other: T) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constant(other) });
const decision = fc.record({
  isOfEvidence: often(true, false),
  checkVersion: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, fc.constantFrom(2, null)),
  scope: fc.constantFrom(...DECISION_SCOPES),
  isHere: often(true, false),
  isForAsset: often(true, false),
  decidedAfter: fc.integer({ min: -20, max: 1 }),
  days: fc.integer({ min: 1, max: 40 }),
  isRevoked: often(false, true),
});

describe('the standing of findings', () => {
  it('is the same in SQL as by the rule, for each finding and in every count', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(decision, { maxLength: 3 }), { minLength: FINDINGS, maxLength: FINDINGS }),
        async (lists) => {
          const organization = await newOrganization();
          const submission = await submissionWithFindings(organization, { weights: WEIGHTS });
          const scope = authorise(organization.as('VIEWER'), 'asset.view');
          const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
          const decidedById = 'userId' in reviewer.actor ? reviewer.actor.userId : '';
          const db = database();
          const now = organization.clock.now();
          const { websiteId } = await db.scan.findUniqueOrThrow({ where: { id: submission.scanId } });
          const findings = await findScanFindings(db, scope, [submission.scanId]);
          const rows = findings.flatMap((finding, index) =>
            (lists[index] ?? []).map((one) => {
              const decidedAt = new Date(now.getTime() + one.decidedAfter * DAY_MS);
              const { id: findingId, fingerprint, lookalikeKey, checkId } = finding;
              return {
                ...{ id: newId(), findingId, fingerprint, lookalikeKey, checkId, decidedById, decidedAt },
                ...{ checkVersion: one.checkVersion, scope: one.scope },
                evidenceHash: one.isOfEvidence ? finding.evidenceHash : 'other',
                websiteId: one.isHere ? websiteId : newId(),
                assetId: one.isForAsset ? submission.assetId : newId(),
                ...{ conclusion: 'FALSE_POSITIVE' as const, explanation: '', reference: '', reason: '' },
                validUntil: new Date(decidedAt.getTime() + one.days * DAY_MS),
                ...(one.isRevoked ? { revokedAt: now, revokedById: decidedById, revokeReason: '' } : {}),
              };
            }),
          );
          await db.$transaction((tx) => insertCarriedDecisions(tx, scope, rows));

          const byRule = await findScanFindings(db, scope, [submission.scanId], now);
          const place = {
            websiteId: Prisma.sql`${websiteId}::uuid`,
            assetId: Prisma.sql`${submission.assetId}::uuid`,
            at: Prisma.sql`${now}::timestamptz`,
          };
          const bySql = await db.$queryRaw<{ isCarried: boolean }[]>`
            SELECT ${carriedUntilSql(place)} IS NOT NULL AS "isCarried" FROM "Finding" f
            WHERE f."scanId" = ${submission.scanId}::uuid ORDER BY f."number"`;
          expect(bySql.map(({ isCarried }) => isCarried)).toEqual(
            byRule.map(({ standing }) => standing?.state === 'CARRIED'),
          );
          const blocking = byRule.filter(isBlocking).length;
          expect(await findReviewScans(db, {} as never, submission.id, now)).toMatchObject([
            { blockingFindings: blocking },
          ]);
          const asked = { websiteId, assetId: submission.assetId };
          const scans = await listLatestScans(db, scope, [asked], now);
          expect(scans.get(scannedPlaceKey(asked))?.ended).toMatchObject({ blockingFindings: blocking });
        },
      ),
      { numRuns: 4 },
    );
  });
});
