import { describe, expect, it } from 'vitest';
import { countNewerMessages } from '@/lib/messages/count-newer-messages';
import { listMessageChoices } from '@/lib/messages/list-message-choices';
import { listMessages } from '@/lib/messages/list-messages';
import { LOG_PAGE_SIZE } from '@/lib/messages/schemas';
import { newOrganization, type TestOrganization } from '../setup/people';
import { bytes, json, keptAttempt, keptMessage, newAsset } from './kept-message';

const listIds = async (organization: TestOrganization, filter: Record<string, unknown>) =>
  (await listMessages(organization.as('VIEWER'), filter)).rows.map(({ id }) => id);

/** So many messages, a second after each other. @returns ids, newest first */
async function several(organization: TestOrganization, assetId: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let index = 0; index < count; index++) {
    ids.unshift(await keptMessage(organization, assetId));
    organization.clock.advanceMs(1_000);
  }
  return ids;
}

describe('the pages of the log', () => {
  it('do not move while messages come in', async () => {
    const organization = await newOrganization();
    const viewer = organization.as('VIEWER');
    const assetId = await newAsset(organization);
    const ids = await several(organization, assetId, LOG_PAGE_SIZE + 5);
    const first = await listMessages(viewer, {});
    expect(first.rows.map(({ id }) => id)).toEqual(ids.slice(0, LOG_PAGE_SIZE));
    expect(first).toMatchObject({ newer: null, newerCount: 0 });

    const late = await several(organization, assetId, 3);
    const second = await listMessages(viewer, { older: first.older });
    expect(second.rows.map(({ id }) => id)).toEqual(ids.slice(LOG_PAGE_SIZE));
    expect(second).toMatchObject({ older: null, newerCount: LOG_PAGE_SIZE + 3 });

    const back = await listMessages(viewer, { newer: second.newer });
    expect(back.rows.map(({ id }) => id)).toEqual(ids.slice(0, LOG_PAGE_SIZE));
    expect(back.newerCount).toBe(3);
    const than = `${first.rows[0]?.createdAt.getTime()}_${ids[0]}`;
    expect(await countNewerMessages(viewer, { than })).toEqual({ newer: 3 });
    const newest = await listMessages(viewer, { newer: back.newer });
    expect(newest.rows.map(({ id }) => id)).toEqual(late);
  });

  it('tell messages of one instant apart by their ids', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const made: string[] = [];
    for (let index = 0; index < LOG_PAGE_SIZE + 2; index++)
      made.push(await keptMessage(organization, assetId));
    const first = await listMessages(organization.as('VIEWER'), {});
    const second = await listMessages(organization.as('VIEWER'), { older: first.older });
    const seen = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(seen).toHaveLength(made.length);
    expect(new Set(seen)).toEqual(new Set(made));
  });

  it('refuse a cursor that is none', async () => {
    const organization = await newOrganization();
    for (const older of ['1', 'x_y', "1_' OR 1=1 --"])
      await expect(listMessages(organization.as('VIEWER'), { older })).rejects.toMatchObject({
        code: 'VALIDATION',
      });
  });
});

describe('the filters of the log', () => {
  it('keep the calls of a diagnosis, which are made to be refused, apart from those that passed and failed', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization, 'One');
    const made = (isPassed: boolean, purpose: 'CASE' | 'DIAGNOSIS') =>
      keptMessage(organization, assetId, { purpose, attempt: { isPassed } });
    const expected = {
      passed: await made(true, 'CASE'),
      failed: await made(false, 'CASE'),
      accepted: await made(true, 'DIAGNOSIS'),
      refused: await made(false, 'DIAGNOSIS'),
    };
    for (const [result, id] of Object.entries(expected))
      expect(await listIds(organization, { result })).toEqual([id]);
  });

  it('narrow by what a row says', async () => {
    const organization = await newOrganization();
    const one = await newAsset(organization, 'One');
    const other = await newAsset(organization, 'Other');
    const passed = await keptMessage(organization, one, { activity: 'newInstance' });
    organization.clock.advanceMs(60_000);
    const at = organization.clock.now();
    const failed = await keptMessage(organization, other, {
      protocol: 'V1.0',
      purpose: 'ADVERSARIAL',
      attempt: { isPassed: false, failureCode: 'HTTP_STATUS', resultCode: null, status: 503 },
    });
    const silent = await keptMessage(organization, other, {
      createdAt: new Date(at.getTime() + 1),
      attempt: {
        isPassed: false,
        failureCode: 'UNREACHABLE',
        status: null,
        responseBody: null,
        responseHead: null,
      },
    });
    const cases: [Record<string, unknown>, string[]][] = [
      [{ asset: one }, [passed]],
      [{ activity: 'newInstance' }, [passed]],
      [{ protocol: 'V1.0' }, [failed]],
      [{ purpose: 'ADVERSARIAL' }, [failed]],
      [{ result: 'passed' }, [passed]],
      [{ result: 'failed' }, [silent, failed]],
      [{ failureCode: 'HTTP_STATUS' }, [failed]],
      [{ resultCode: '000000', asset: one }, [passed]],
      [{ status: '5xx' }, [failed]],
      [{ status: '2xx' }, [passed]],
      [{ status: 'none' }, [silent]],
      [{ from: at.toISOString() }, [silent, failed]],
      [{ to: at.toISOString() }, [passed]],
      [{ ids: [failed] }, [failed]],
      [{ asset: other, result: 'failed', status: '5xx' }, [failed]],
    ];
    for (const [filter, expected] of cases)
      expect(await listIds(organization, filter), JSON.stringify(filter)).toEqual(expected);
    expect(await listMessageChoices(organization.as('VIEWER'))).toEqual({
      assets: [
        { id: one, name: 'One' },
        { id: other, name: 'Other' },
      ],
      activities: ['newInstance', 'queryInstance'],
      failureCodes: ['HTTP_STATUS', 'UNREACHABLE'],
      resultCodes: ['000000'],
    });
  });

  it('find a text in any attempt, whatever characters it has', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const plain = await keptMessage(organization, assetId, {
      attempt: { responseBody: bytes("<h1>100%_sure\\ isn't it 中文</h1>") },
    });
    const again = await keptMessage(organization, assetId);
    await keptAttempt(organization, again, { requestHead: [['X-Trace', 'Needle-7']] });
    for (const text of ['100%_SURE\\', "isn't", '中文'])
      expect(await listIds(organization, { text })).toEqual([plain]);
    expect(await listIds(organization, { text: 'needle-7' })).toEqual([again]);
    expect(await listIds(organization, { text: '%' })).toEqual([plain]);
    expect(await listIds(organization, { text: "' OR true --" })).toEqual([]);
  });

  it('find a JSON value by its path', async () => {
    const organization = await newOrganization();
    const assetId = await newAsset(organization);
    const app = { frontEndUrl: 'https://app.example.com/?a=1', note: null, 'odd "name"': 'x' };
    const info = [
      { instanceId: 'i-1', appInfo: app, usageInfo: [{ usageValue: '12.5' }, { usageValue: 3 }] },
    ];
    const one = await keptMessage(organization, assetId, {
      attempt: { responseBody: json({ resultCode: '000000', info }) },
    });
    organization.clock.advanceMs(1);
    const two = await keptMessage(organization, assetId, {
      attempt: {
        url: 'https://saas.example.com/produce?activity=newInstance&orderId=CS1',
        requestBody: new Uint8Array(),
        responseBody: json({ resultCode: '000005' }),
      },
    });
    const cases: [string, string[]][] = [
      ['$.info[0].appInfo.frontEndUrl = "https://app.example.com/?a=1"', [one]],
      ['response.resultCode != 000000', [two]],
      ['resultCode = 000005', [two]],
      ['response.resultCode = 5', []],
      ['$.info[*].usageInfo[*].usageValue > 12', [one]],
      ['$.info[*].usageInfo[*].usageValue > 12.5', []],
      ['response.info[0].usageInfo[1].usageValue <= 3', [one]],
      ['$.info[0].appInfo.note = null', [one]],
      ['$.info[0].appInfo["odd \\"name\\""] = x', [one]],
      ['$.info[0].appInfo.frontEndUrl ~ APP.EXAMPLE', [one]],
      ['$.info', [one]],
      ['request.orderId = CS1', [two]],
      ['request.instanceId', [one]],
      ['$.info[0].appInfo["x\\") || true || (\\""] = 1', []],
    ];
    for (const [path, expected] of cases)
      expect(await listIds(organization, { path }), path).toEqual(expected);
    await expect(listIds(organization, { path: '$.a[' })).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'path', message: 'messages.path.NAME_EXPECTED' }] },
    });
  });
});
