import { describe, expect, it } from 'vitest';
import { getAppeal } from '@/lib/appeals/get-appeal';
import { getFindingMemory } from '@/lib/appeals/memory/get-finding-memory';
import { listCarriedDecisions } from '@/lib/appeals/memory/list-carried-decisions';
import { listChanges } from '@/lib/appeals/memory/list-changes';
import { listDecisionsOfAnyone } from '@/lib/appeals/memory/list-decisions-of-anyone';
import { listPrecedents } from '@/lib/appeals/memory/list-precedents';
import { revokeDecision } from '@/lib/appeals/memory/revoke-decision';
import { openAppeal } from '@/lib/appeals/open-appeal';
import { getReview } from '@/lib/appeals/review/get-review';
import { giveVerdict } from '@/lib/appeals/review/give-verdict';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { DECISION_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { getReadiness } from '@/lib/submissions/get-readiness';
import { getOverview } from '@/lib/submissions/overview/get-overview';
import { newOrganization, newPlatformPerson } from '../setup/people';
import { endedScan, readyAsset } from '../setup/ready-asset';
import { WHY } from './appeal-steps';
import { appealAndDecide, findingsOf, sendAgain } from './memory-steps';

/** An asset whose two findings a reviewer has accepted. */
async function decidedAsset(decision: Parameters<typeof appealAndDecide>[2] = {}) {
  const organization = await newOrganization();
  const asset = await readyAsset(organization);
  const first = await sendAgain(organization, asset.id, { highFindings: 2 });
  expect(first.status).toBe('REJECTED');
  const reviewer = await appealAndDecide(organization, first.id, decision);
  return { organization, asset, reviewer, first };
}

const readDecisions = (organizationId: string) =>
  database().carriedDecision.findMany({ where: { organizationId }, orderBy: { fingerprint: 'asc' } });

describe('a decision that was accepted', () => {
  it('approves the next request that finds the same, and not one with other evidence or another check', async () => {
    const { organization, asset, first } = await decidedAsset();
    expect(await readDecisions(organization.id)).toMatchObject(
      [1, 2].map((number) => ({ fingerprint: `fingerprint-${number}`, scope: 'WEBSITE', revokedAt: null })),
    );
    const same = await sendAgain(organization, asset.id, { highFindings: 2 });
    expect(same.status).toBe('APPROVED');
    expect(await sendAgain(organization, asset.id, { highFindings: 2, checkVersion: 2 })).toMatchObject({
      status: 'REJECTED',
    });
    const other = await sendAgain(organization, asset.id, {
      highFindings: 2,
      response: 'HTTP/1.1 500 \r\n\r\n',
    });
    expect(other.status).toBe('REJECTED');
    const [finding] = await findingsOf(other.id);
    expect(
      await getFindingMemory(organization.as('VIEWER'), { submissionId: other.id, findingId: finding?.id }),
    ).toMatchObject({
      standing: { state: 'REOPENED', reason: 'EVIDENCE_CHANGED' },
      changes: ['STATUS'],
      suggestion: { conclusion: 'FALSE_POSITIVE', explanation: WHY, isSame: true },
    });
    const reviewer = await newPlatformPerson('REVIEWER', organization.clock);
    const asked = { submissionId: other.id, findingId: finding?.id };
    expect(await listChanges(reviewer, asked)).toEqual(['STATUS']);
    await database().finding.update({ where: { id: finding?.id ?? '' }, data: { checkVersion: 2 } });
    expect(await listChanges(reviewer, asked)).toEqual(['STATUS', 'CHECK']);
    // What was judged is not carried into its own past.
    expect((await getAppeal(organization.as('VIEWER'), first.id)).progress.blocking).toBe(2);
  });

  it('leaves only what is new to be answered and judged', async () => {
    const { organization, asset } = await decidedAsset();
    const { id: submissionId, status } = await sendAgain(organization, asset.id, { highFindings: 3 });
    expect(status).toBe('REJECTED');
    const appeal = await getAppeal(organization.as('VIEWER'), submissionId);
    expect(appeal.progress).toMatchObject({ blocking: 1, explained: 0 });
    const [carried] = await findingsOf(submissionId);
    const reviewer = await appealAndDecide(organization, submissionId, {}, [3]);
    expect((await getReview(reviewer, submissionId)).judgement).toEqual({
      state: 'DECIDED',
      outcome: 'ACCEPTED',
    });
    await expect(
      giveVerdict(reviewer, { submissionId, findingId: carried?.id, outcome: 'REJECTED', reason: WHY }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await readDecisions(organization.id)).toHaveLength(3);
  });

  it('ends: what is found afterwards is open again, what was sent before stays as it was', async () => {
    const { organization, asset } = await decidedAsset({ terms: { carryDays: 5 } });
    const before = await sendAgain(organization, asset.id, { highFindings: 3 });
    organization.clock.advanceMs(5 * DAY_MS);
    expect((await getAppeal(organization.as('VIEWER'), before.id)).progress.blocking).toBe(1);
    const { warnings, highFindings } = (await getReadiness(organization.as('VIEWER'), asset.id)).readiness;
    expect([warnings.map(({ code }) => code), highFindings]).toEqual([
      ['LOGIN_DECLARED_NONE', 'HIGH_FINDINGS'],
      3,
    ]);
  });

  it('is said where it is ready, until its end', async () => {
    const { organization, asset } = await decidedAsset();
    organization.clock.advanceMs(1_000);
    const [website] = asset.sites;
    if (!website) throw new Error('a website was expected');
    const { host } = await database().website.findUniqueOrThrow({ where: { id: website.id } });
    await endedScan(organization, { id: website.id, host }, { highFindings: 2 });
    const { readiness } = await getReadiness(organization.as('VIEWER'), asset.id);
    const [decision] = await readDecisions(organization.id);
    const end = decision?.validUntil;
    expect(readiness).toMatchObject({ highFindings: 0, releaseSafeUntil: end });
    expect(readiness.warnings).toContainEqual(
      expect.objectContaining({
        code: 'FINDINGS_CARRIED',
        values: expect.objectContaining({ count: 2, until: end?.toISOString().slice(0, 10) }),
      }),
    );
    expect(end).toEqual(new Date((decision?.decidedAt.getTime() ?? 0) + DECISION_DAYS * DAY_MS));
  });

  it('ends an accepted risk with the day that its seller named, whatever the reviewer says of the others', async () => {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const { id } = await sendAgain(organization, asset.id, { highFindings: 2 });
    const endsOn = '2026-03-20';
    const over = { reasonCode: 'CONTROL_IN_FRONT', endsOn };
    await appealAndDecide(organization, id, { conclusion: 'RISK_ACCEPTED', over, terms: { carryDays: 5 } });
    const validUntil = new Date('2026-03-20T16:00:00Z');
    const kept = [1, 2].map(() => ({ validUntil, reasonCode: 'CONTROL_IN_FRONT' }));
    expect(await readDecisions(organization.id)).toMatchObject(kept);
    expect((await sendAgain(organization, asset.id, { highFindings: 2 })).status).toBe('APPROVED');
    expect((await listCarriedDecisions(organization.as('VIEWER'), {})).rows).toMatchObject(kept);
    organization.clock.advanceMs(validUntil.getTime() - organization.clock.now().getTime());
    const later = await sendAgain(organization, asset.id, { highFindings: 2 });
    expect(later.status).toBe('REJECTED');
    const [finding] = await findingsOf(later.id);
    const input = { submissionId: later.id, findingId: finding?.id };
    expect(await getFindingMemory(organization.as('VIEWER'), input)).toMatchObject({
      standing: { state: 'REOPENED', reason: 'ENDED' },
      suggestion: { conclusion: 'RISK_ACCEPTED', reasonCode: 'CONTROL_IN_FRONT', isSame: true },
    });
  });

  it('is never kept of what was said to be fixed', async () => {
    const { organization, asset } = await decidedAsset({ conclusion: 'FIXED' });
    expect(await readDecisions(organization.id)).toEqual([]);
    expect((await sendAgain(organization, asset.id, { highFindings: 1 })).status).toBe('REJECTED');
  });

  it('is ended by a later rejection of the same finding', async () => {
    const { organization, asset } = await decidedAsset();
    const changed = { highFindings: 1, response: 'HTTP/1.1 500 \r\n\r\n' };
    const { id } = await sendAgain(organization, asset.id, changed);
    await appealAndDecide(organization, id, { outcome: 'REJECTED' });
    expect(await readDecisions(organization.id)).toMatchObject([
      { fingerprint: 'fingerprint-1', revokeReason: WHY },
      { fingerprint: 'fingerprint-2', revokeReason: null },
    ]);
    expect((await sendAgain(organization, asset.id, { highFindings: 1 })).status).toBe('REJECTED');
  });

  it.each([
    ['WEBSITE', 'APPROVED'],
    ['ASSET', 'REJECTED'],
    ['ORGANIZATION', 'APPROVED'],
  ])('counts for another asset of the website by its scope: %s → %s', async (carryScope, status) => {
    const { organization, asset } = await decidedAsset({ terms: { carryScope } });
    const other = await readyAsset(organization, { name: 'Second desk' });
    await database().assetWebsite.updateMany({
      where: { assetId: other.id },
      data: { websiteId: asset.sites[0]?.id ?? '' },
    });
    expect((await sendAgain(organization, other.id, { highFindings: 2 })).status).toBe(status);
  });

  it('is for its organization alone', async () => {
    await decidedAsset({ terms: { carryScope: 'ORGANIZATION' } });
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    expect((await sendAgain(organization, asset.id, { highFindings: 1 })).status).toBe('REJECTED');
    expect((await listCarriedDecisions(organization.as('VIEWER'), {})).total).toBe(0);
  });

  it('is not changed or removed by anybody', async () => {
    const { organization } = await decidedAsset();
    const where = { organizationId: organization.id };
    await expect(database().carriedDecision.deleteMany({ where })).rejects.toThrow('append-only');
    await expect(
      database().carriedDecision.updateMany({ where, data: { validUntil: new Date('2030-01-01') } }),
    ).rejects.toThrow('append-only');
  });
});

describe('revoking a decision', () => {
  it('opens the finding again at once, also behind an approval, and is told with its reason', async () => {
    const { organization, asset, reviewer } = await decidedAsset();
    const viewer = organization.as('VIEWER');
    expect((await getReadiness(viewer, asset.id)).line.code).toBe('APPROVED');
    const { rows } = await listCarriedDecisions(viewer, { website: asset.sites[0]?.id });
    expect(rows).toMatchObject(
      [1, 2].map(() => ({ scope: 'WEBSITE', revokedAt: null, deciderName: 'reviewer' })),
    );
    organization.clock.advanceMs(1_000);
    const decisionId = rows[0]?.id;
    await revokeDecision(reviewer, { decisionId, reason: 'It reads the parameter after all.' });
    expect((await getReadiness(viewer, asset.id)).line).toMatchObject({
      code: 'NOT_RELEASABLE',
      values: { highFindings: 1 },
    });
    expect((await listCarriedDecisions(viewer, {})).rows).toContainEqual(
      expect.objectContaining({ id: decisionId, revokeReason: 'It reads the parameter after all.' }),
    );
    const audit = await database().auditEntry.findMany({
      where: { subjectId: decisionId, event: 'decision.revoked' },
    });
    expect(audit).toMatchObject([
      { assetId: asset.id, after: { reason: 'It reads the parameter after all.' } },
    ]);
    expect((await sendAgain(organization, asset.id, { highFindings: 2 })).status).toBe('REJECTED');
  });

  it('is once, with a reason, and not for the seller, nor for a reviewer of the organization', async () => {
    const { organization, reviewer } = await decidedAsset();
    const [decision] = await readDecisions(organization.id);
    const input = { decisionId: decision?.id, reason: WHY };
    await expect(revokeDecision(organization.as('OWNER'), input)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(revokeDecision(reviewer, { ...input, reason: '' })).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    await expect(revokeDecision(reviewer, { ...input, decisionId: newId() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const own = await newPlatformPerson('ADMINISTRATOR', organization.clock);
    const { userId } = own.actor as { userId: string };
    await database().member.create({
      data: { organizationId: organization.id, userId, role: 'VIEWER', createdAt: organization.clock.now() },
    });
    await expect(revokeDecision(own, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const administrator = await newPlatformPerson('ADMINISTRATOR', organization.clock);
    const both = await Promise.allSettled([
      revokeDecision(administrator, input),
      revokeDecision(reviewer, input),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(
      (await listDecisionsOfAnyone(administrator, { website: decision?.websiteId })).rows,
    ).toContainEqual(expect.objectContaining({ id: decision?.id, revokeReason: WHY }));
  });
});

describe('an approved asset on the overview', () => {
  /** What has happened since the approval. */
  const EVENTS: [string, (decided: Awaited<ReturnType<typeof approvedByAppeal>>) => Promise<unknown>][] = [
    [
      'a decision on what it rests on was revoked',
      async ({ reviewer, asset }) => {
        const decision = await database().carriedDecision.findFirstOrThrow({ where: { assetId: asset.id } });
        await revokeDecision(reviewer, { decisionId: decision.id, reason: WHY });
      },
    ],
    [
      'a newer scan found what nobody has decided',
      ({ organization, site }) => endedScan(organization, site, { highFindings: 3 }),
    ],
    [
      'the newest scan is incomplete',
      ({ organization, site }) => endedScan(organization, site, { status: 'INCOMPLETE' }),
    ],
    [
      'the login has changed',
      ({ organization, site }) =>
        database().loginProfile.update({
          where: { websiteId: site.id },
          data: { updatedAt: organization.clock.now() },
        }),
    ],
    [
      'nobody checks its file any more',
      ({ organization, site }) =>
        database().website.update({
          where: { id: site.id },
          data: { verifiedAt: new Date(organization.clock.now().getTime() - 40 * DAY_MS) },
        }),
    ],
  ];

  async function approvedByAppeal() {
    const organization = await newOrganization();
    const asset = await readyAsset(organization);
    const { id } = await sendAgain(organization, asset.id, { highFindings: 1 });
    const reviewer = await appealAndDecide(organization, id);
    organization.clock.advanceMs(1_000);
    const [site] = asset.sites;
    if (!site) throw new TypeError('the asset has no website');
    return { organization, asset, site, reviewer };
  }

  it.each(EVENTS)('needs its seller when %s', async (_name, happen) => {
    const decided = await approvedByAppeal();
    const { organization, asset } = decided;
    const look = async () => {
      const { columns, approvedToLookAt } = await getOverview(organization.as('VIEWER'));
      return [columns.needsYou.map((card) => card.asset.id), approvedToLookAt];
    };
    expect(await look()).toEqual([[], 0]);
    await happen(decided);
    expect(await look()).toEqual([[asset.id], 1]);
  });
});

describe('what is remembered of a finding', () => {
  it('shows a reviewer the same finding first, also what was rejected, and never the review itself', async () => {
    const over = { reasonCode: 'NOT_REACHABLE' };
    const { organization, asset, reviewer, first } = await decidedAsset({ over });
    const changed = await sendAgain(organization, asset.id, {
      highFindings: 1,
      response: 'HTTP/1.1 500 \r\n\r\n',
    });
    const [finding] = await findingsOf(changed.id);
    const input = { submissionId: changed.id, findingId: finding?.id };
    const precedents = await listPrecedents(reviewer, input);
    const [judged, other] = await findingsOf(first.id);
    expect(precedents[0]).toMatchObject({
      findingId: judged?.id,
      likeness: 'SAME',
      outcome: 'ACCEPTED',
      ...{ conclusion: 'FALSE_POSITIVE', reasonCode: 'NOT_REACHABLE' },
      ...{ explanation: WHY, reason: WHY },
      scope: 'WEBSITE',
    });
    expect(precedents.map(({ findingId }) => findingId)).toContain(other?.id);
    await appealAndDecide(organization, changed.id, { outcome: 'REJECTED' });
    expect((await listPrecedents(reviewer, input)).map(({ findingId }) => findingId)).not.toContain(
      finding?.id,
    );
    await expect(listPrecedents(organization.as('OWNER'), input)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('suggests what was accepted of one that looks like it, and decides nothing by it', async () => {
    const { organization, asset } = await decidedAsset();
    const { id: submissionId } = await sendAgain(organization, asset.id, { highFindings: 3 });
    await openAppeal(organization.as('EDITOR'), { submissionId });
    const third = (await findingsOf(submissionId))[2];
    await database().finding.update({
      where: { id: third?.id ?? '' },
      data: { lookalikeKey: 'lookalike-1' },
    });
    const input = { submissionId, findingId: third?.id };
    expect(await getFindingMemory(organization.as('VIEWER'), input)).toMatchObject({
      standing: null,
      suggestion: { explanation: WHY, isSame: false },
    });
    expect((await getAppeal(organization.as('VIEWER'), submissionId)).progress.missing).toEqual([third?.id]);
  });

  it('tells a seller in numbers what convinced elsewhere, once enough others have decided cases', async () => {
    const titleKey = `findings-active.${newId()}`;
    // Names, hosts, texts and ids of everybody.
    const secrets: string[] = [];
    const decideOne = async (outcome: 'ACCEPTED' | 'REJECTED', count: number) => {
      const organization = await newOrganization();
      const asset = await readyAsset(organization);
      const { id } = await sendAgain(organization, asset.id, { highFindings: count });
      await database().finding.updateMany({ where: { scan: { submissionId: id } }, data: { titleKey } });
      const said = { reasonCode: 'INTENDED', explanation: `${WHY} Says ${organization.id}.` };
      await appealAndDecide(organization, id, {
        outcome,
        reference: `ticket ${organization.id}`,
        over: said,
      });
      const { name } = await database().organization.findUniqueOrThrow({ where: { id: organization.id } });
      const hosts = await database().website.findMany({ where: { organizationId: organization.id } });
      secrets.push(organization.id, name, asset.id, id, ...hosts.map(({ host }) => host));
      const [finding] = await findingsOf(id);
      const input = { submissionId: id, findingId: finding?.id };
      return async () => await getFindingMemory(organization.as('VIEWER'), input);
    };
    const readFirst = await decideOne('ACCEPTED', 1);
    const ownSecrets = [...secrets];
    await decideOne('ACCEPTED', 4);
    await decideOne('REJECTED', 1);
    // Five cases of two others are told of nobody.
    expect((await readFirst()).advice).toEqual([]);
    await decideOne('ACCEPTED', 1);
    const told = await readFirst();
    expect(told.advice).toEqual([
      {
        ...{ conclusion: 'FALSE_POSITIVE', reasonCode: 'INTENDED', hasReference: true },
        ...{ cases: 6, accepted: 5 },
      },
    ]);
    // Whatever else is remembered is of the organization itself.
    const others = secrets.filter((secret) => !ownSecrets.includes(secret));
    expect(others.length).toBeGreaterThan(10);
    for (const secret of others) expect(JSON.stringify(told)).not.toContain(secret);
  });
});
