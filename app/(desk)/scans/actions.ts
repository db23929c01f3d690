'use server';

import type { Route } from 'next';
import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { cancelScan } from '@/lib/scans/cancel-scan';
import { requestScan } from '@/lib/scans/request-scan';
import type { ActionResult } from '../../action-result';
import { requireMemberContext } from '../../current-actor';
import { runAction } from '../../run-action';

type Result = ActionResult<undefined>;
type Previous = Result | null;

const textOf = (form: FormData, name: string) => String(form.get(name) ?? '');

export async function startScanAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('start-scan', form, async () => {
    const { scanId } = await requestScan(await requireMemberContext(), textOf(form, 'websiteId'));
    redirect(`/scans/${scanId}` as Route);
  });
}

export async function stopScanAction(_previous: Previous, form: FormData): Promise<Result> {
  return runAction('stop-scan', form, async () => {
    const scanId = textOf(form, 'scanId');
    await cancelScan(await requireMemberContext(), scanId);
    revalidatePath(`/scans/${scanId}`);
    return undefined;
  });
}
