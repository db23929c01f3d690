import { createServer } from 'node:tls';
import { generate } from 'selfsigned';
import { describe, expect, it, onTestFinished } from 'vitest';
import { authorise } from '@/lib/auth/actor';
import { countAttempt } from '@/lib/auth/count-attempt';
import { ATTEMPT_LIMITS } from '@/lib/auth/rules/attempt-limits';
import { checkProductionUrl } from '@/lib/connection-tests/declaration/check-production-url';
import { saveDeclaration } from '@/lib/connection-tests/declaration/save-declaration';
import { getUrlProof } from '@/lib/connection-tests/get-url-proof';
import { findUrlProof, writeProof } from '@/lib/connection-tests/prove-url/store';
import { DAY_MS } from '@/lib/core/clock';
import { database, inTransaction } from '@/lib/db/client';
import { newOrganization } from '../setup/people';
import { declared, newAsset } from './seller';

const HOST = 'saas.example.com';

/** A TLS server of the operator's own, and what an operator would allow for it. */
async function seller(now: Date) {
  const { private: key, cert } = await generate([{ name: 'commonName', value: HOST }], {
    ...{ keyType: 'ec', algorithm: 'sha256', notBeforeDate: new Date(now.getTime() - DAY_MS) },
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: HOST }] }],
  });
  const server = createServer({ key, cert }, (socket) => socket.on('error', () => undefined).end());
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.close();
  });
  const bound = server.address();
  const port = bound !== null && typeof bound === 'object' ? bound.port : 0;
  const policy = { extraPorts: [port], allowPrivate: [`${HOST}:${port}`], extraCa: cert };
  return {
    productionUrl: `https://${HOST}:${port}/produce`,
    deps: { policy, resolve: async () => ['127.0.0.1'] },
  };
}

async function bench() {
  const organization = await newOrganization(new Date().toISOString());
  const { id } = await newAsset(organization);
  const { productionUrl, deps } = await seller(organization.clock.now());
  await saveDeclaration(organization.as('EDITOR'), declared(id, { productionUrl }));
  return {
    ...{ organization, id, productionUrl, deps },
    check: () => checkProductionUrl(organization.as('EDITOR'), { assetId: id }, deps),
    read: () => getUrlProof(organization.as('VIEWER'), id),
  };
}
const noNetwork = {
  policy: { extraPorts: [], allowPrivate: [] },
  resolve: async (): Promise<string[]> => {
    throw new Error('looked up');
  },
};

describe('checking the production URL', () => {
  it('keeps the proof with the declaration that it is about, and the audit', async () => {
    const { id, organization, productionUrl, check, read } = await bench();
    expect(await read()).toEqual({ proof: null, standing: 'never' });
    const proof = await check();
    expect(proof.checks.map(({ code, state }) => `${code} ${state}`)).toEqual([
      'HTTPS_ONLY pass',
      'DOMAIN_NAME warn',
      'PORT_443 warn',
      'TCP pass',
      'TLS_1_2_OR_LATER pass',
      'PUBLIC_CHAIN warn',
      'NAME_MATCHES pass',
      'NOT_EXPIRED pass',
    ]);
    expect(await read()).toEqual({ proof: { ...proof, declarationVersion: 1 }, standing: 'warns' });
    expect(proof).toMatchObject({ url: productionUrl, checkedAt: organization.clock.now() });
    expect(
      await database().auditEntry.findMany({ where: { assetId: id, event: 'connection.urlChecked' } }),
    ).toMatchObject([{ after: { failed: [] } }]);
  });

  it('counts no more once the declaration was changed, and again after another check', async () => {
    const { id, organization, productionUrl, check, read } = await bench();
    await check();
    const changes = { version: 1, accessKey: '', productionUrl, billingModes: ['ONE_TIME'] };
    await saveDeclaration(organization.as('EDITOR'), declared(id, changes));
    expect(await read()).toMatchObject({ standing: 'stale', proof: { declarationVersion: 1 } });
    await check();
    expect(await read()).toMatchObject({ standing: 'warns', proof: { declarationVersion: 2 } });
  });

  it('keeps one proof an asset, the newest, with the cause of what failed', async () => {
    const { id, organization, deps, check, read } = await bench();
    const older = { ...(await check()), assetId: id, declarationVersion: 1 };
    organization.clock.advanceMs(1_000);
    const strict = { ...deps.policy, allowPrivate: [] };
    await checkProductionUrl(organization.as('EDITOR'), { assetId: id }, { ...deps, policy: strict });
    await inTransaction((tx) => writeProof(tx, older));
    const { proof, standing } = await read();
    expect(standing).toBe('fails');
    expect(proof?.checks.find(({ code }) => code === 'DOMAIN_NAME')?.explanation).toEqual({
      code: 'ADDRESS_NOT_PUBLIC',
      values: { host: HOST, port: expect.any(Number), addresses: '127.0.0.1', seen: '127.0.0.1' },
      mark: { part: 'url' },
    });
    expect(await database().productionUrlProof.count({ where: { assetId: id } })).toBe(1);
  });
});

describe('who and when', () => {
  it('not a viewer, and nobody of another organization', async () => {
    const { id, organization, check } = await bench();
    await check();
    const viewer = checkProductionUrl(organization.as('VIEWER'), { assetId: id }, noNetwork);
    await expect(viewer).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const stranger = (await newOrganization()).as('OWNER');
    const attempt = checkProductionUrl(stranger, { assetId: id }, noNetwork);
    await expect(attempt).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await getUrlProof(stranger, id)).toEqual({ proof: null, standing: 'never' });
    expect(await findUrlProof(database(), authorise(stranger, 'connection.view'), id)).toBeNull();
  });

  it.each([
    ['', 'PRODUCTION_URL_MISSING'],
    ['not a url', 'PRODUCTION_URL_UNUSABLE'],
    ['saas://saas.example.com/', 'PRODUCTION_URL_UNUSABLE'],
    ['ftp://saas.example.com/', 'PRODUCTION_URL_UNUSABLE'],
  ])('not with the URL %j', async (productionUrl, blocker) => {
    const organization = await newOrganization();
    const { id } = await newAsset(organization);
    await saveDeclaration(organization.as('EDITOR'), declared(id, { productionUrl }));
    const attempt = checkProductionUrl(organization.as('EDITOR'), { assetId: id }, noNetwork);
    await expect(attempt).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message: `connection.blockers.${blocker}` },
    });
  });

  it('not more often than runs are started', async () => {
    const { id, organization } = await bench();
    for (let made = 0; made < ATTEMPT_LIMITS['send.connection-run'].attempts; made++)
      await countAttempt(organization.clock, 'send.connection-run', organization.id);
    const attempt = checkProductionUrl(organization.as('EDITOR'), { assetId: id }, noNetwork);
    await expect(attempt).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });
});
