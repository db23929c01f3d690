'use server';

import { redirect } from 'next/navigation';
import { formAction } from '@/app/form-action';
import { readText } from '@/app/form-controls';
import { scanPath } from '@/app/paths';
import { cancelScan } from '@/lib/scans/cancel-scan';
import { requestScan } from '@/lib/scans/request-scan';
import { saveRescans } from '@/lib/scans/rescans/save-rescans';
import { requestRetest } from '@/lib/scans/retest/request-retest';

export const startScanAction = formAction('start-scan', requestScan, {
  read: readText('websiteId'),
  answer: ({ scanId }) => redirect(scanPath(scanId)),
});

export const startRetestAction = formAction('start-retest', requestRetest, {
  read: (form) => ({
    scanId: readText('scanId')(form),
    findingIds: form.getAll('findingId').map(String),
    class: form.get('class') ?? undefined,
  }),
});

export const saveRescansAction = formAction('save-rescans', saveRescans);

export const stopScanAction = formAction('stop-scan', cancelScan, { read: readText('scanId') });
