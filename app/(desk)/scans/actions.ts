'use server';

import { redirect } from 'next/navigation';
import { formAction } from '@/app/form-action';
import { readText } from '@/app/form-controls';
import { scanPath } from '@/app/paths';
import { cancelScan } from '@/lib/scans/cancel-scan';
import { requestScan } from '@/lib/scans/request-scan';

export const startScanAction = formAction('start-scan', requestScan, {
  read: readText('websiteId'),
  answer: ({ scanId }) => redirect(scanPath(scanId)),
});

export const stopScanAction = formAction('stop-scan', cancelScan, { read: readText('scanId') });
