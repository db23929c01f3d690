import { describe, expect, it } from 'vitest';
import { database } from '@/lib/db/client';
import { exportMessages } from '@/lib/messages/export-messages';
import { newOrganization } from '../setup/people';
import { json, keptAttempt, keptMessage, newAsset } from './kept-message';

async function joinLines(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

describe('an export', () => {
  it('as CSV says what the log says, and no cell is a formula', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization, '=HYPERLINK("https://evil.example.com")');
    const id = await keptMessage(organization, assetId, { caseName: '@SUM(1,2)' });
    const { count, lines } = await exportMessages(organization.as('VIEWER'), { format: 'csv' });
    expect(count).toBe(1);
    const text = await joinLines(lines);
    expect(text.split('\r\n')).toEqual([
      expect.stringMatching(/^\ufeffid,createdAt,asset,/),
      expect.stringContaining(
        `${id},2026-03-02T09:00:00.000Z,"'=HYPERLINK(""https://evil.example.com"")",V2.0`,
      ),
      '',
    ]);
    expect(text).toContain(`queryInstance,"'@SUM(1,2)",CASE,passed,,000000,200,12,1,`);
  });

  it('as NDJSON has the newest attempt, masked, and is audited', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const id = await keptMessage(organization, assetId);
    await keptAttempt(organization, id, { responseBody: json({ password: 'Pl4nt3d-secret' }) });
    const { lines } = await exportMessages(organization.as('VIEWER'), { format: 'ndjson', asset: assetId });
    const text = await joinLines(lines);
    expect(text).not.toContain('Pl4nt3d');
    expect(text).not.toContain('sealed');
    expect(JSON.parse(text)).toMatchObject({
      id,
      attemptCount: 2,
      attempt: { sequence: 2, responseText: '{"password":"********"}' },
    });
    const audits = await database().auditEntry.findMany({ where: { organizationId: organization.id } });
    expect(audits.filter(({ event }) => event === 'message.exported')).toMatchObject([
      { after: { format: 'ndjson', count: 1 } },
    ]);
  });

  it('goes on over its batches without a gap', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const id = await keptMessage(organization, assetId);
    // Copies of one row: what is exported is the message, and sealing hundreds would be slow.
    await database().$executeRaw`
      INSERT INTO "Message" SELECT (jsonb_populate_record(message, jsonb_build_object('id', gen_random_uuid()))).*
      FROM "Message" AS message, generate_series(1, 450) WHERE message."id" = ${id}::uuid`;
    const { count, lines } = await exportMessages(organization.as('VIEWER'), { format: 'csv' });
    const ids = (await joinLines(lines))
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[0]);
    expect(count).toBe(451);
    expect(new Set(ids).size).toBe(451);
  });
});
