import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { createAsset } from '@/lib/assets/create-asset';
import { SCAN_VALID_DAYS } from '@/lib/core/policy';
import { database } from '@/lib/db/client';
import { exportAssets } from '@/lib/submissions/export/export-assets';
import { newOrganization, type TestOrganization } from '../setup/people';
import { readyAsset } from '../setup/ready-asset';
import { recordStatements } from '../setup/record-statements';
import { endReview, submitted } from './submission-rows';

const ENGLISH = { locale: 'en', timeZone: 'UTC' } as const;

async function joinLines(lines: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const line of lines) text += line;
  return text;
}

async function exportCsv(organization: TestOrganization, query: Record<string, unknown> = {}) {
  const made = await exportAssets(organization.as('VIEWER'), { ...query, format: 'csv' }, ENGLISH);
  if (made.format !== 'csv') throw new Error('no CSV');
  return { count: made.count, text: await joinLines(made.lines) };
}

const newAssets = async (organization: TestOrganization, ...names: string[]) => {
  const ids: string[] = [];
  for (const name of names)
    ids.push((await createAsset(organization.as('EDITOR'), { category: 'SAAS', name })).id);
  return ids;
};

/** Drafts that are like one that was made by its verb. */
const copyAsset = (assetId: string, copies: number) => database().$executeRaw`
  INSERT INTO "Asset" SELECT (jsonb_populate_record(a, jsonb_build_object('id', gen_random_uuid(), 'name', a."name" || n))).*
  FROM "Asset" a, generate_series(1, ${copies}::int) AS n WHERE a."id" = ${assetId}::uuid`;

describe('an export of assets', () => {
  it('says of each what the list says, and no cell is a formula', async () => {
    const organization = await newOrganization();
    const ready = await readyAsset(organization, { name: '=HYPERLINK("https://evil.example.com")' });
    const [draft] = await newAssets(organization, '数据, "quoted"');
    const { count, text } = await exportCsv(organization);
    const scan = await database().scan.findUniqueOrThrow({ where: { id: ready.sites[0]?.scanId ?? '' } });
    const until = new Date((scan.completedAt?.getTime() ?? 0) + SCAN_VALID_DAYS * 86_400_000).toISOString();
    const at = async (id = '') =>
      (await database().asset.findUniqueOrThrow({ where: { id } })).updatedAt.toISOString();
    expect(count).toBe(2);
    expect(text.split('\r\n')).toEqual([
      '\ufeffid,name,status,statusLine,websites,validUntil,safeUntil,interfaces,casesPassed,casesRequired,products,updatedAt',
      `${ready.id},"'=HYPERLINK(""https://evil.example.com"")",DRAFT,READY,${ready.sites[0]?.host},${until},${until},PASSED,3,3,,${await at(ready.id)}`,
      `${draft},"数据, ""quoted""",DRAFT,NOT_READY,,,,NOT_RUN,0,0,,${await at(draft)}`,
      '',
    ]);
  });

  it('has the rows that the filters of the list let through, and is audited with them', async () => {
    const organization = await newOrganization();
    const approved = await readyAsset(organization, { name: 'Approved' });
    await endReview(organization, await submitted(organization, approved.id));
    await newAssets(organization, 'Draft', '100% draft');
    const namesFor = async (query: Record<string, unknown>) =>
      (await exportCsv(organization, query)).text
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(',')[1]);
    expect(await namesFor({ status: 'APPROVED' })).toEqual(['Approved']);
    expect(await namesFor({ q: '%' })).toEqual(['100% draft']);
    expect(await namesFor({ interfaces: 'NOT_RUN', sort: 'name' })).toEqual(['Draft', '100% draft']);
    expect(await namesFor({ status: 'NO SUCH', website: 7 })).toHaveLength(3);
    const audits = await database().auditEntry.findMany({
      where: { organizationId: organization.id, event: 'asset.exported' },
      orderBy: { sequence: 'asc' },
    });
    expect(audits.map(({ after }) => after)).toMatchObject([
      { format: 'csv', count: 1, status: 'APPROVED' },
      { count: 1, q: '%' },
      { count: 2, interfaces: 'NOT_RUN' },
      { count: 3, status: null, website: null },
    ]);
  });

  it('is audited before its first line, and not made in another format', async () => {
    const organization = await newOrganization();
    const made = await exportAssets(organization.as('VIEWER'), { format: 'csv' }, ENGLISH);
    const where = { organizationId: organization.id, event: 'asset.exported' };
    expect(await database().auditEntry.count({ where })).toBe(1);
    expect(made.count).toBe(0);
    await expect(exportAssets(organization.as('VIEWER'), { format: 'pdf' }, ENGLISH)).rejects.toMatchObject({
      code: 'VALIDATION',
    });
    expect(await database().auditEntry.count({ where })).toBe(1);
  });

  it('has no row of another organization', async () => {
    const [ours, theirs] = [await newOrganization(), await newOrganization()];
    const { id, sites } = await readyAsset(theirs, { name: 'Theirs' });
    await newAssets(ours, 'Ours');
    for (const query of [{}, { q: 'Theirs' }, { q: sites[0]?.host }, { expiry: 'NOT_VALID' }]) {
      const { text } = await exportCsv(ours, query);
      expect(text, JSON.stringify(query)).not.toContain(id);
      expect(text).not.toContain('Theirs');
    }
    expect((await exportCsv(ours, { website: sites[0]?.id })).count).toBe(0);
  });

  it('goes on over its batches without a gap, with as many statements for each', async () => {
    const organization = await newOrganization();
    const [first] = await newAssets(organization, 'Copied ');
    await copyAsset(first ?? '', 450);
    const made = await exportAssets(organization.as('VIEWER'), { format: 'csv' }, ENGLISH);
    if (made.format !== 'csv') throw new Error('no CSV');
    const ids = new Set<string>();
    const sentBefore: number[] = [];
    await recordStatements(async (sent) => {
      for await (const line of made.lines) {
        ids.add(line.split(',')[0] ?? '');
        sentBefore.push(sent.length);
      }
    });
    expect(made.count).toBe(451);
    // The headings are a line too.
    expect(ids.size).toBe(452);
    const [ofOneBatch = 0, ...others] = [...new Set(sentBefore)].filter((sent) => sent > 0);
    expect(ofOneBatch).toBeLessThanOrEqual(8);
    expect(others).toEqual([2 * ofOneBatch, 3 * ofOneBatch]);
  });

  it('as a workbook says it in words, in the language and zone of its reader', async () => {
    const organization = await newOrganization();
    await readyAsset(organization, { name: '=1+1 _x0041_ <b>&' });
    const language = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;
    const made = await exportAssets(organization.as('VIEWER'), { format: 'xlsx' }, language);
    if (made.format !== 'xlsx') throw new Error('no workbook');
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(made.bytes as unknown as ExcelJS.Buffer);
    const sheet = book.getWorksheet('资产');
    const cells = (row: number) => [1, 2, 7, 8, 10].map((column) => sheet?.getRow(row).getCell(column).value);
    const { updatedAt } = await database().asset.findFirstOrThrow({
      where: { organizationId: organization.id },
    });
    const inShanghai = new Date(updatedAt.getTime() + 8 * 3_600_000);
    expect(sheet?.rowCount).toBe(2);
    expect(cells(1)).toEqual(['资产', '状态', '接口测试', '通过的用例', '更新时间（Asia/Shanghai）']);
    expect(cells(2).slice(0, 4)).toEqual(['=1+1 _x0041_ <b>&', '草稿', '已通过', '3/3 个用例']);
    expect((cells(2)[4] as Date).toISOString().slice(0, 16)).toBe(inShanghai.toISOString().slice(0, 16));
  });
});
