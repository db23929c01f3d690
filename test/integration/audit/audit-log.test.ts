import { describe, expect, it } from 'vitest';
import { deleteAsset } from '@/lib/assets/delete-asset';
import { exportAudit } from '@/lib/audit/log/export-audit';
import { listAudit } from '@/lib/audit/log/list-audit';
import { listAuditOfAnyone } from '@/lib/audit/log/list-audit-of-anyone';
import { type AuditRecord, recordAudit } from '@/lib/audit/record-audit';
import { newId } from '@/lib/core/ids';
import { inTransaction } from '@/lib/db/client';
import { removeWebsite } from '@/lib/websites/remove-website';
import { newOrganization, newPlatformPerson, type TestOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';

const recorded = ({ as }: TestOrganization, entries: readonly AuditRecord[]) =>
  inTransaction((tx) => recordAudit(tx, as('EDITOR'), entries));

const entry = (organization: { id: string }, more: Partial<AuditRecord> = {}): AuditRecord => ({
  event: 'asset.updated',
  organizationId: organization.id,
  subject: { type: 'asset', id: newId() },
  ...more,
});

async function readAll(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

describe('the audit log', () => {
  it('is of one organization, newest first, a page after the other without a gap', async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    await recorded(theirs, [entry(theirs)]);
    await recorded(
      ours,
      Array.from({ length: 120 }, (_, at) => entry(ours, { after: { at } })),
    );
    await recorded(theirs, [entry(theirs)]);
    const seen: unknown[] = [];
    for (let older: number | null = null, isFirst = true; isFirst || older !== null; isFirst = false) {
      const page = await listAudit(ours.as('VIEWER'), older === null ? {} : { older });
      seen.push(...page.rows.map(({ after }) => after));
      ({ older } = page);
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, at) => ({ at: 119 - at })));
  });

  it('is narrowed by text, subject, asset and time, whatever is looked for', async () => {
    const ours = await newOrganization();
    const assetId = newId();
    await recorded(ours, [
      entry(ours, { subject: { type: 'asset', id: assetId }, after: { name: '100% _real_ \\ "Süß" 漢字' } }),
      entry(ours, { event: 'website.added', subject: { type: 'website', id: newId() } }),
      entry(ours, { event: 'audit.exported', subject: { type: 'organization', id: ours.id } }),
    ]);
    ours.clock.advanceMs(1_000);
    await recorded(ours, [entry(ours, { before: { name: 'later' } })]);
    const eventsOf = async (filter: Record<string, unknown>) =>
      (await listAudit(ours.as('VIEWER'), filter)).rows.map(({ event }) => event);
    for (const text of ['100%', '_real_', '漢字', 'süß', '\\', '"Süß"', '_real_ \\ "'])
      expect(await eventsOf({ text }), text).toEqual(['asset.updated']);
    for (const text of ['%', '100_', "'; --", '\u{1f600}', '$1', '\\x'])
      expect(await eventsOf({ text: `${text}nowhere` }), text).toEqual([]);
    expect(await eventsOf({ text: 'EDITOR' })).toHaveLength(4);
    expect(await eventsOf({ subject: 'website' })).toEqual(['website.added']);
    expect(await eventsOf({ subject: 'audit' })).toEqual(['audit.exported']);
    expect(await eventsOf({ asset: assetId })).toEqual(['asset.updated']);
    const now = ours.clock.now().toISOString();
    expect(await eventsOf({ from: now })).toHaveLength(1);
    expect(await eventsOf({ to: now })).toHaveLength(3);
    await expect(eventsOf({ subject: 'x' })).rejects.toMatchObject({ code: 'VALIDATION' });
    const beyond = [
      { from: '0000-01-01' },
      { to: '+275760-09-13' },
      { to: '-000001-01-01' },
      { older: 2 ** 31 },
    ];
    for (const filter of beyond)
      await expect(eventsOf(filter), JSON.stringify(filter)).rejects.toMatchObject({ code: 'VALIDATION' });
  });

  it('says of what was deleted that it is gone, and keeps its name', async () => {
    const ours = await newOrganization();
    const { id, sites } = await readyAsset(ours, { name: 'Ledger' });
    const isGone = async (subjectId: string) =>
      (await listAudit(ours.as('VIEWER'), {})).rows
        .filter((row) => row.subjectId === subjectId)
        .map((row) => [row.assetName ?? row.websiteName, row.isAssetGone || row.isWebsiteGone]);
    await recorded(ours, [entry(ours, { subject: { type: 'asset', id } })]);
    expect((await isGone(id))[0]).toEqual(['Ledger', false]);
    await deleteAsset(ours.as('EDITOR'), id);
    for (const one of await isGone(id)) expect(one).toEqual(['Ledger', true]);
    const website = sites[0] ?? { id: '', host: '' };
    await removeWebsite(ours.as('EDITOR'), { websiteId: website.id });
    const of = await isGone(website.id);
    expect(of.length).toBeGreaterThan(0);
    for (const one of of) expect(one).toEqual([website.host, true]);
  });

  it('of every organization is for administrators', async () => {
    const ours = await newOrganization();
    const name = `unmistakable ${newId()}`;
    await recorded(ours, [
      entry(ours, { after: { name } }),
      entry(ours, { organizationId: null, after: { name } }),
    ]);
    const administrator = await newPlatformPerson('ADMINISTRATOR', ours.clock);
    const { rows } = await listAuditOfAnyone(administrator, { text: name });
    expect(rows.map(({ organizationName }) => organizationName)).toEqual([null, `Organization ${ours.id}`]);
    const reviewer = await newPlatformPerson('REVIEWER', ours.clock);
    await expect(async () => listAuditOfAnyone(reviewer, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(async () => listAudit(administrator, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the export of the audit log', () => {
  it('has what fits the filter, runs nothing in a spreadsheet, and is audited', async () => {
    const ours = await newOrganization();
    await recorded(ours, [
      entry(ours, { after: { name: '=HYPERLINK("https://example.com")' } }),
      entry(ours, { event: 'website.added', subject: { type: 'website', id: newId() } }),
    ]);
    const csv = await readAll(
      (await exportAudit(ours.as('VIEWER'), { format: 'csv', subject: 'asset' })).lines,
    );
    const [head, line, ...rest] = csv.trimEnd().split('\r\n');
    expect(head).toMatch(/^\ufeffsequence,at,actorId/);
    expect(line).toContain('"{""name"":""=HYPERLINK(\\""https://example.com\\"")""}"');
    expect(rest).toEqual([]);

    const made = await exportAudit(ours.as('VIEWER'), { format: 'ndjson' });
    const rows = (await readAll(made.lines)).trimEnd().split('\n');
    expect(rows.map((row) => JSON.parse(row).event)).toEqual([
      'audit.exported',
      'audit.exported',
      'website.added',
      'asset.updated',
    ]);
    expect(JSON.parse(rows[1] ?? '')).toMatchObject({ after: { format: 'csv', subject: 'asset' } });
  });

  it('has more than one batch', async () => {
    const ours = await newOrganization();
    await recorded(
      ours,
      Array.from({ length: 1_203 }, () => entry(ours)),
    );
    const { lines } = await exportAudit(ours.as('OWNER'), { format: 'ndjson', subject: 'asset' });
    const rows = (await readAll(lines)).trimEnd().split('\n');
    expect(new Set(rows.map((row) => JSON.parse(row).sequence)).size).toBe(1_203);
  });
});
