import { describe, expect, it } from 'vitest';
import { deleteCannedReason } from '@/lib/appeals/review/canned/delete-canned-reason';
import { listCannedReasons } from '@/lib/appeals/review/canned/list-canned-reasons';
import { saveCannedReason } from '@/lib/appeals/review/canned/save-canned-reason';
import { VERDICTS } from '@/lib/appeals/rules/judgement';
import { newId } from '@/lib/core/ids';
import { database } from '@/lib/db/client';
import { newOrganization, newPlatformPerson } from '../setup/people';

const administrator = async () => newPlatformPerson('ADMINISTRATOR', (await newOrganization()).clock);

describe('ready-made reasons', () => {
  it('are there for each verdict from the beginning, in both languages', async () => {
    const reasons = await listCannedReasons(await administrator());
    expect(new Set(reasons.map(({ outcome }) => outcome))).toEqual(new Set(VERDICTS));
    for (const { english, chinese } of reasons) {
      expect(english).toMatch(/^[A-Z]/);
      expect(chinese).toMatch(/\p{Script=Han}/u);
    }
  });

  it('are added, changed by one of two editors at once, and deleted, each with its audit entry', async () => {
    const context = await administrator();
    const text = { english: 'Seen and understood.', chinese: '已查看并理解该问题的说明。' };
    const before = new Set((await listCannedReasons(context)).map(({ id }) => id));
    await saveCannedReason(context, { ...text, outcome: 'ACCEPTED' });
    const find = async () => (await listCannedReasons(context)).find(({ id }) => !before.has(id));
    const reasonId = (await find())?.id ?? '';
    const change = (english: string) =>
      saveCannedReason(context, { ...text, reasonId, version: 1, outcome: 'REJECTED', english });
    const results = await Promise.allSettled([change('The first of two.'), change('The second of two.')]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const stored = await find();
    expect(stored).toMatchObject({ version: 2, outcome: 'REJECTED' });
    const lost = [{ field: 'english', theirs: stored?.english }];
    expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'CONFLICT', details: { data: { version: 2, fields: lost } } },
    });
    const isGone = { code: 'CONFLICT', details: { message: 'appeals.cannedReasonChanged' } };
    await expect(deleteCannedReason(context, { reasonId, version: 1 })).rejects.toMatchObject(isGone);
    await deleteCannedReason(context, { reasonId, version: 2 });
    expect(await find()).toBeUndefined();
    await expect(deleteCannedReason(context, { reasonId, version: 2 })).rejects.toMatchObject(isGone);
    await expect(change('The third.')).rejects.toMatchObject(isGone);
    const audit = await database().auditEntry.findMany({
      where: { subjectId: reasonId },
      orderBy: [{ at: 'asc' }, { id: 'asc' }],
    });
    expect(audit.map(({ event }) => event).sort()).toEqual([
      'review.reasonDeleted',
      'review.reasonSaved',
      'review.reasonSaved',
    ]);
  });

  it('have no version that no column holds', async () => {
    const context = await administrator();
    for (const version of [2 ** 31, '99999999999999999999']) {
      const deletion = deleteCannedReason(context, { reasonId: newId(), version });
      await expect(deletion).rejects.toMatchObject({ code: 'VALIDATION' });
    }
  });

  it('need both texts', async () => {
    await expect(
      saveCannedReason(await administrator(), { outcome: 'ACCEPTED', english: ' ', chinese: '' }),
    ).rejects.toMatchObject({
      code: 'VALIDATION',
      details: { fields: [{ field: 'english' }, { field: 'chinese' }] },
    });
  });
});
