import { describe, expect, it } from 'vitest';
import { database } from '@/lib/db/client';
import { compareMessages } from '@/lib/messages/compare-messages';
import { countNewerMessages } from '@/lib/messages/count-newer-messages';
import { exportMessages } from '@/lib/messages/export-messages';
import { getMessage } from '@/lib/messages/get-message';
import { listMessages } from '@/lib/messages/list-messages';
import { requireMessage } from '@/lib/messages/require-message';
import { revealMessage } from '@/lib/messages/reveal-message';
import { findText } from '../setup/find-text';
import { newOrganization } from '../setup/people';
import { json, keptAttempt, keptMessage, newAsset, scopeFor } from './kept-message';

const SECRET = 'Pl4nt3d-se"cret/中';
const withSecrets = {
  url: `https://saas.example.com/produce?authToken=0123456789ABCDEF&email=${encodeURIComponent(SECRET)}`,
  requestHead: [['Authorization', `Bearer ${SECRET}`] as const],
  requestBody: json({ instanceId: 'i-1', userList: [{ userName: SECRET, mobile: SECRET }] }),
  responseHead: [['Set-Cookie', 'sid=Pl4nt3d-cookie; Path=/'] as const],
  responseBody: json({ resultCode: '000000', appInfo: { password: SECRET, memo: `is ${SECRET}` } }),
  checks: [
    {
      code: 'FIELD_LENGTH',
      state: 'warn' as const,
      field: 'appInfo.password',
      expected: '≤ 4',
      seen: SECRET,
      message: null,
    },
  ],
  explanations: [{ code: 'JSON_SYNTAX', values: { seen: SECRET }, mark: null }],
};

describe('a secret in an exchange', () => {
  it('stands in no column in clear, and opens byte for byte', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const id = await keptMessage(organization, assetId, { attempt: withSecrets });
    for (const part of ['Pl4nt3d', 'se\\"cret', Buffer.from(SECRET).toString('base64'), 'se%22cret'])
      expect(await findText(part), part).toEqual([]);
    const { attempt } = await requireMessage(database(), scopeFor(organization), id);
    expect(attempt).toMatchObject(withSecrets);
  });

  it('is shown only to who may reveal, and the audit says so', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const id = await keptMessage(organization, assetId, { attempt: withSecrets });
    const shown = await getMessage(organization.as('OWNER'), id);
    expect(JSON.stringify(shown)).not.toContain('Pl4nt3d');
    await expect(revealMessage(organization.as('VIEWER'), id)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const audits = () =>
      database().auditEntry.findMany({ where: { event: 'message.revealed', subjectId: id } });
    expect(await audits()).toEqual([]);
    const revealed = await revealMessage(organization.as('EDITOR'), id, shown.attempts[0]?.id);
    expect(revealed).toMatchObject(withSecrets);
    expect(await audits()).toMatchObject([
      { actorLabel: 'editor', assetId, after: { activity: 'queryInstance', attempt: 1 } },
    ]);
  });

  it('is compared without being shown', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const left = await keptMessage(organization, assetId, { attempt: withSecrets });
    const right = await keptMessage(organization, assetId, {
      attempt: {
        ...withSecrets,
        responseBody: json({
          resultCode: '000005',
          appInfo: { password: 'Pl4nt3d-other', memo: `is ${SECRET}` },
        }),
      },
    });
    const seen = await compareMessages(organization.as('VIEWER'), {
      left: { messageId: left },
      right: { messageId: right },
    });
    expect(JSON.stringify(seen)).not.toContain('Pl4nt3d');
    expect(seen).toMatchObject({ isExact: true, requestDiffersAt: null, responseDiffersAt: 20 });
    const different = seen.rows.filter(({ state }) => state !== 'same');
    expect(different.map(({ name, state }) => [name, state])).toEqual([
      ['$.resultCode', 'different'],
      ['$.appInfo.password', 'hidden'],
    ]);
  });

  it('stays closed when its key is gone, and the masked view stays', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const id = await keptMessage(organization, assetId, { attempt: withSecrets });
    // As after the operator took the key away: what is sealed names a key that nobody knows.
    const header = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid: 'gone', ctx: 'x' }));
    await database().attempt.updateMany({
      where: { messageId: id },
      data: { sealed: `${header.toString('base64url')}..AAAA.AAAA.AAAA` },
    });
    const shown = await getMessage(organization.as('VIEWER'), id);
    expect(shown.attempts).toMatchObject([{ isOpenable: false, status: 200 }]);
    expect(shown.attempts[0]?.responseText).toContain('000000');
    await expect(revealMessage(organization.as('OWNER'), id)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
      details: { message: 'messages.cannotOpen' },
    });
    expect((await requireMessage(database(), scopeFor(organization), id)).attempt).toBeNull();
    const compared = await compareMessages(organization.as('VIEWER'), {
      left: { messageId: id },
      right: { messageId: id },
    });
    expect(compared).toMatchObject({ isExact: false, responseDiffersAt: null });
  });

  it('does not open in another row', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const id = await keptMessage(organization, assetId, { attempt: withSecrets });
    const other = await keptMessage(organization, assetId);
    const stolen = await database().attempt.findFirstOrThrow({ where: { messageId: id } });
    await database().attempt.updateMany({ where: { messageId: other }, data: { sealed: stolen.sealed } });
    await expect(revealMessage(organization.as('OWNER'), other)).rejects.toMatchObject({
      code: 'PRECONDITION_FAILED',
    });
  });
});

describe('a message of another organization', () => {
  it('is not found by any verb', async () => {
    const owner = await newOrganization();
    const assetId = await newAsset(owner);
    const id = await keptMessage(owner, assetId);
    const mine = await newOrganization();
    const own = await keptMessage(mine, await newAsset(mine));
    const stranger = mine.as('OWNER');
    const gone = { code: 'NOT_FOUND' };
    await expect(getMessage(stranger, id)).rejects.toMatchObject(gone);
    await expect(revealMessage(stranger, id)).rejects.toMatchObject(gone);
    for (const [left, right] of [
      [id, own],
      [own, id],
    ] as const) {
      const input = { left: { messageId: left }, right: { messageId: right } };
      await expect(compareMessages(stranger, input)).rejects.toMatchObject(gone);
    }
    await expect(requireMessage(database(), scopeFor(mine), id)).rejects.toMatchObject(gone);
    await expect(keptAttempt(mine, id)).rejects.toMatchObject(gone);
    for (const filter of [{ ids: [id] }, { asset: assetId }])
      expect((await listMessages(stranger, filter)).rows).toEqual([]);
    expect(await countNewerMessages(stranger, { than: `0_${id}`, asset: assetId })).toEqual({ newer: 0 });
    expect(await exportMessages(stranger, { format: 'csv', ids: [id] })).toMatchObject({ count: 0 });
  });
});
