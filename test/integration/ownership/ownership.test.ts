import { createServer, type Server } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { authorise, type Context } from '@/lib/auth/actor';
import { DAY_MS } from '@/lib/core/clock';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { createOutbound } from '@/lib/http/outbound';
import { checkOwnershipStillHolds } from '@/lib/ownership/check-ownership-still-holds';
import { getOwnership } from '@/lib/ownership/get-ownership';
import { getVerificationFile } from '@/lib/ownership/get-verification-file';
import { issueChallenge } from '@/lib/ownership/issue-challenge';
import { listWebsiteFacts } from '@/lib/ownership/list-website-facts';
import { releaseClaim } from '@/lib/ownership/release-claim';
import { CURRENT_AGREEMENT } from '@/lib/ownership/rules/agreement';
import { verifyOwnership } from '@/lib/ownership/verify-ownership';
import { getWebsite } from '@/lib/websites/get-website';
import { listenOnNewHost } from '../setup/listen-on-new-host';
import { newOrganization, type TestOrganization } from '../setup/people';
import { assetUsing, newHost } from '../websites/rows';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

/** A site on loopback that serves one file at the place of the verification file; `null` serves nothing. */
async function site(file: { content: Uint8Array | null }) {
  const server = createServer((request, response) => {
    const isFile = request.url === '/hwwebscan_verify.html' && file.content !== null;
    response.writeHead(isFile ? 200 : 404, { connection: 'close' }).end(isFile ? file.content : '');
  });
  const port = await listenOnNewHost(server);
  servers.push(server);
  const host = `127.0.0.1:${port}`;
  const outbound = createOutbound({ extraPorts: [port], allowPrivate: [host] });
  return { host, deps: { outbound, resolve: async () => ['127.0.0.1'] } };
}

/** The rows of a website at a loopback address, which the adding verb refuses. */
async function websiteAt({ id: organizationId, clock, as }: TestOrganization, host: string) {
  const at = clock.now();
  const { userId: createdById } = as('EDITOR').actor;
  const times = { createdAt: at, updatedAt: at };
  return database().website.create({
    data: { id: newId(), organizationId, name: host, host, origin: `http://${host}`, createdById, ...times },
  });
}

async function ready(organization: TestOrganization, content?: Uint8Array) {
  const file = { content: content ?? null };
  const { host, deps } = await site(file);
  const { id } = await websiteAt(organization, host);
  await issueChallenge(organization.as('EDITOR'), { websiteId: id });
  if (!content) file.content = (await getVerificationFile(organization.as('VIEWER'), id)).bytes;
  return { id, host, deps, file };
}

const accepted = (websiteId: string) => ({ websiteId, acceptedAgreement: CURRENT_AGREEMENT });
const readEvents = async (subjectId: string) =>
  (await database().auditEntry.findMany({ where: { subjectId }, orderBy: { event: 'asc' } })).map(
    ({ event }) => event,
  );
const toScope = (context: Context) => authorise(context, 'website.view');

describe('verifying ownership', () => {
  it('proves, claims, stamps, saves the ladder, the acceptance and the audit', async () => {
    const organization = await newOrganization();
    const { id, host, deps } = await ready(organization);
    const outcome = await verifyOwnership(organization.as('EDITOR'), accepted(id), deps);
    expect(outcome).toMatchObject({ isVerified: true, reason: 'VERIFIED' });
    expect(await getWebsite(organization.as('VIEWER'), id)).toMatchObject({ ownership: 'VERIFIED' });
    expect(await database().hostClaim.findMany({ where: { host } })).toMatchObject([
      { websiteId: id, releasedAt: null },
    ]);
    expect(await getOwnership(organization.as('VIEWER'), id)).toMatchObject({
      lastAttempt: { isVerified: true, byName: 'editor', isOfThisFile: true, ladder: { isProven: true } },
      agreement: { version: CURRENT_AGREEMENT, acceptedBy: 'editor' },
    });
    expect(await readEvents(id)).toEqual([
      'website.agreementAccepted',
      'website.challengeIssued',
      'website.verified',
    ]);
  });

  it('saves the ladder that failed, with the rung and what was seen', async () => {
    const organization = await newOrganization();
    const { id, deps } = await ready(organization, Buffer.from('something else'));
    const outcome = await verifyOwnership(organization.as('EDITOR'), accepted(id), deps);
    expect(outcome).toMatchObject({ isVerified: false, reason: 'LADDER', ladder: { failedRung: 'BODY' } });
    expect(await getWebsite(organization.as('VIEWER'), id)).toMatchObject({ ownership: 'UNVERIFIED' });
    const { lastAttempt } = await getOwnership(organization.as('VIEWER'), id);
    expect(lastAttempt?.ladder.rungs.find(({ rung }) => rung === 'BODY')).toMatchObject({
      state: 'fail',
      fixKey: 'bodyOtherContent',
    });
    expect(await readEvents(id)).toContain('website.verificationFailed');
  });

  it('happens once for two at once', async () => {
    const organization = await newOrganization();
    const { id, host, deps } = await ready(organization);
    const outcomes = await Promise.all([
      verifyOwnership(organization.as('EDITOR'), accepted(id), deps),
      verifyOwnership(organization.as('EDITOR'), accepted(id), deps),
    ]);
    expect(outcomes.map(({ isVerified }) => isVerified)).toEqual([true, true]);
    expect(await database().hostClaim.count({ where: { host } })).toBe(1);
    expect(await readEvents(id)).toEqual([
      'website.agreementAccepted',
      'website.challengeIssued',
      'website.verified',
    ]);
  });

  it('wants the agreement once, and then remembers it', async () => {
    const organization = await newOrganization();
    const { id, deps } = await ready(organization);
    await expect(verifyOwnership(organization.as('EDITOR'), { websiteId: id }, deps)).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'acceptedAgreement' }] },
    });
    await expect(
      verifyOwnership(organization.as('EDITOR'), { websiteId: id, acceptedAgreement: 'v0' }, deps),
    ).rejects.toMatchObject({ code: 'VALIDATION' });
    await verifyOwnership(organization.as('EDITOR'), accepted(id), deps);
    organization.clock.advanceMs(DAY_MS);
    await expect(verifyOwnership(organization.as('OWNER'), { websiteId: id }, deps)).resolves.toMatchObject({
      isVerified: true,
    });
    expect(await database().agreementAcceptance.count({ where: { websiteId: id } })).toBe(1);
  });

  it('wants a new version before the next scan, and keeps who accepted the old one', async () => {
    const organization = await newOrganization();
    const { id, deps } = await ready(organization);
    const viewer = organization.as('VIEWER');
    await verifyOwnership(organization.as('EDITOR'), accepted(id), deps);
    await database().agreementAcceptance.updateMany({
      where: { websiteId: id },
      data: { agreementVersion: 'v1' },
    });
    expect(await getOwnership(viewer, id)).toMatchObject({
      agreement: { acceptedBy: null, acceptedAt: null },
    });
    expect(await checkOwnershipStillHolds(viewer, toScope(viewer), id, deps)).toMatchObject({
      problem: 'AGREEMENT_NOT_ACCEPTED',
    });
    await expect(
      verifyOwnership(organization.as('EDITOR'), { websiteId: id, acceptedAgreement: 'v1' }, deps),
    ).rejects.toMatchObject({ code: 'VALIDATION' });
    await verifyOwnership(organization.as('OWNER'), accepted(id), deps);
    expect(await checkOwnershipStillHolds(viewer, toScope(viewer), id, deps)).toMatchObject({ holds: true });
    const kept = await database().agreementAcceptance.findMany({ where: { websiteId: id } });
    expect(kept.map(({ agreementVersion }) => agreementVersion).sort()).toEqual(['v1', CURRENT_AGREEMENT]);
  });

  it('needs a file that has not expired', async () => {
    const organization = await newOrganization();
    const { id, deps } = await ready(organization);
    organization.clock.advanceMs(30 * DAY_MS);
    await expect(verifyOwnership(organization.as('EDITOR'), accepted(id), deps)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message: 'ownership.fileExpired' },
    });
    await expect(getVerificationFile(organization.as('EDITOR'), id)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });

  it('is not for viewers nor for other organizations', async () => {
    const organization = await newOrganization();
    const { id, deps } = await ready(organization);
    await expect(verifyOwnership(organization.as('VIEWER'), accepted(id), deps)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    const other = (await newOrganization()).as('OWNER');
    await expect(verifyOwnership(other, accepted(id), deps)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(getOwnership(other, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(issueChallenge(other, { websiteId: id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(releaseClaim(other, { websiteId: id, typedHost: '' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the verification file', () => {
  it('is one line of token and host, and the same for two who ask at once', async () => {
    const organization = await newOrganization();
    const { id, host } = await websiteAt(organization, newHost());
    const [first, second] = await Promise.all([
      issueChallenge(organization.as('EDITOR'), { websiteId: id }),
      issueChallenge(organization.as('OWNER'), { websiteId: id }),
    ]);
    expect(first.id).toBe(second.id);
    const { name, bytes } = await getVerificationFile(organization.as('VIEWER'), id);
    expect(name).toBe('hwwebscan_verify.html');
    expect(new TextDecoder().decode(bytes)).toBe(`${first.token} ${host}`);
    expect(first.token).toMatch(/^[0-9a-f]{32,}$/);
  });

  it('of a new one replaces the old one, which no longer proves anything', async () => {
    const organization = await newOrganization();
    const { id, deps } = await ready(organization);
    const { file } = await getOwnership(organization.as('EDITOR'), id);
    await issueChallenge(organization.as('EDITOR'), { websiteId: id, replaces: file?.id });
    const outcome = await verifyOwnership(organization.as('EDITOR'), accepted(id), deps);
    expect(outcome.ladder.rungs.find(({ rung }) => rung === 'BODY')).toMatchObject({
      fixKey: 'bodyOtherToken',
    });
  });
});

describe('one host, two organizations', () => {
  it('belongs to the first who proves it, until its owner releases it', async () => {
    const first = await newOrganization();
    const second = await newOrganization();
    const { id, host, deps, file } = await ready(first);
    await verifyOwnership(first.as('EDITOR'), accepted(id), deps);

    const theirs = await websiteAt(second, host);
    await issueChallenge(second.as('EDITOR'), { websiteId: theirs.id });
    file.content = (await getVerificationFile(second.as('EDITOR'), theirs.id)).bytes;
    const refused = await verifyOwnership(second.as('EDITOR'), accepted(theirs.id), deps);
    expect(refused).toMatchObject({
      isVerified: false,
      reason: 'CLAIMED_ELSEWHERE',
      ladder: { isProven: true },
    });
    const shown = await getOwnership(second.as('EDITOR'), theirs.id);
    expect(shown.lastAttempt).toMatchObject({ isClaimedElsewhere: true });
    expect(JSON.stringify([refused, shown])).not.toContain(first.id);

    await expect(releaseClaim(first.as('EDITOR'), { websiteId: id, typedHost: host })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(releaseClaim(first.as('OWNER'), { websiteId: id, typedHost: 'x' })).rejects.toMatchObject({
      details: { fields: [{ field: 'typedHost' }] },
    });
    await releaseClaim(first.as('OWNER'), { websiteId: id, typedHost: host });
    expect(await getWebsite(first.as('OWNER'), id)).toMatchObject({ ownership: 'UNVERIFIED' });
    expect(await verifyOwnership(second.as('EDITOR'), accepted(theirs.id), deps)).toMatchObject({
      isVerified: true,
    });
    const claims = await database().hostClaim.findMany({ where: { host, releasedAt: null } });
    expect(claims).toMatchObject([{ websiteId: theirs.id }]);
  });

  it('is claimed by one of two who prove it at once', async () => {
    const organizations = [await newOrganization(), await newOrganization()];
    const { host, deps } = await site({ content: null });
    const outcomes = await Promise.all(
      organizations.map(async (organization) => {
        const { id } = await websiteAt(organization, host);
        const token = await issueChallenge(organization.as('EDITOR'), { websiteId: id });
        const own = await site({ content: Buffer.from(`${token.token} ${host}`) });
        // Both see their own file at the same address, as behind two load balancers.
        const outbound = {
          send: (request: Parameters<typeof deps.outbound.send>[0]) =>
            own.deps.outbound.send({ ...request, url: request.url.replace(host, own.host) }),
        };
        return verifyOwnership(organization.as('EDITOR'), accepted(id), { ...deps, outbound });
      }),
    );
    expect(outcomes.map(({ reason }) => reason).sort()).toEqual(['CLAIMED_ELSEWHERE', 'VERIFIED']);
    expect(await database().hostClaim.count({ where: { host, releasedAt: null } })).toBe(1);
  });

  it('is not released while an asset that uses it is under review', async () => {
    const organization = await newOrganization();
    const { id, host, deps } = await ready(organization);
    await verifyOwnership(organization.as('EDITOR'), accepted(id), deps);
    await assetUsing(organization, id, 'SCANNING');
    await expect(
      releaseClaim(organization.as('OWNER'), { websiteId: id, typedHost: host }),
    ).rejects.toMatchObject({
      details: { data: { code: 'UNDER_REVIEW' } },
    });
  });
});

describe('before a scan', () => {
  it('the file is asked for again, and renews the proof for 30 days', async () => {
    const organization = await newOrganization();
    const { id, deps } = await ready(organization);
    const viewer = organization.as('VIEWER');
    await verifyOwnership(organization.as('EDITOR'), accepted(id), deps);
    organization.clock.advanceMs(29 * DAY_MS);
    expect(await checkOwnershipStillHolds(viewer, toScope(viewer), id, deps)).toMatchObject({ holds: true });
    organization.clock.advanceMs(29 * DAY_MS);
    expect(await getWebsite(viewer, id)).toMatchObject({ ownership: 'VERIFIED' });
    expect((await getOwnership(viewer, id)).file).toMatchObject({ isExpired: false });
  });

  it('a file that is gone stops the scan, and the earlier proof runs on', async () => {
    const organization = await newOrganization();
    const { id, deps, file } = await ready(organization);
    const viewer = organization.as('VIEWER');
    await verifyOwnership(organization.as('EDITOR'), accepted(id), deps);
    file.content = null;
    organization.clock.advanceMs(DAY_MS);
    expect(await checkOwnershipStillHolds(viewer, toScope(viewer), id, deps)).toMatchObject({
      holds: false,
      problem: 'LADDER',
      ladder: { failedRung: 'STATUS' },
    });
    expect(await getWebsite(viewer, id)).toMatchObject({ ownership: 'VERIFIED' });
    organization.clock.advanceMs(30 * DAY_MS);
    expect(await checkOwnershipStillHolds(viewer, toScope(viewer), id, deps)).toMatchObject({
      problem: 'FILE_EXPIRED',
    });
  });

  it('nothing is asked of a website that was never proven', async () => {
    const organization = await newOrganization();
    const { id, deps } = await ready(organization);
    const viewer = organization.as('VIEWER');
    expect(await checkOwnershipStillHolds(viewer, toScope(viewer), id, deps)).toEqual({
      holds: false,
      problem: 'NOT_VERIFIED',
      ladder: null,
    });
    expect((await getOwnership(viewer, id)).lastAttempt).toBeNull();
  });
});

describe('facts for readiness', () => {
  it('come in the order asked for, without what the organization does not have', async () => {
    const organization = await newOrganization();
    const theirs = await ready(await newOrganization());
    const [first, second] = [await ready(organization), await ready(organization)];
    await verifyOwnership(organization.as('EDITOR'), accepted(second.id), second.deps);
    const ids = [second.id, theirs.id, first.id];
    const facts = await listWebsiteFacts(
      database(),
      toScope(organization.as('VIEWER')),
      ids,
      organization.clock.now(),
    );
    expect([...facts.values()]).toMatchObject([
      {
        id: second.id,
        ownership: 'VERIFIED',
        isAgreementAccepted: true,
        login: 'NOT_SET',
        settingsChangedAt: null,
      },
      { id: first.id, ownership: 'UNVERIFIED', isAgreementAccepted: false },
    ]);
  });
});
