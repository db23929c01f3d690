import { z } from 'zod';
import { downloadScanReport } from '@/lib/appeals/download-scan-report';
import { notFound } from '@/lib/core/errors';
import { REPORT_FORMATS, type ReportFormat } from '@/lib/reports/rules/report-format';
import { cancelScan } from '@/lib/scans/cancel-scan';
import { listRetests } from '@/lib/scans/retest/list-retests';
import { requestRetest } from '@/lib/scans/retest/request-retest';
import { retestSchema } from '@/lib/scans/schemas';
import { type Operation, toOperation } from '../operation';
import { listQuery, toListShape, toSlice } from '../rules/lists';
import { languageQuery, toReportLanguage } from '../shapes/file-query';
import { id } from '../shapes/instant';
import { openRetest, retestShape } from '../shapes/retest';

const FORMATS = Object.keys(REPORT_FORMATS) as ReportFormat[];

/** What is done with a scan that has ended. */
export const RETEST_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'getScanReport',
    group: 'scans',
    method: 'GET',
    path: '/scans/{scanId}/report',
    scope: 'READ',
    query: languageQuery.extend({ format: z.enum(FORMATS).default('xlsx') }),
    fileTypes: Object.values(REPORT_FORMATS),
    run: async (context, { params, query: { format, ...query } }) => {
      const language = toReportLanguage(query);
      const { bytes, ...file } = await downloadScanReport(context, params.scanId, language, format);
      return { ...file, content: bytes };
    },
  }),
  toOperation({
    id: 'listRetests',
    group: 'scans',
    method: 'GET',
    path: '/scans/{scanId}/retests',
    scope: 'READ',
    query: listQuery,
    answer: toListShape(retestShape).extend({ open: openRetest.nullable() }),
    run: async (context, { params, query }) => {
      const { results, open } = await listRetests(context, params.scanId);
      // In the order of the findings' ids.
      return { ...toSlice([...results.values()], query, ({ findingId }) => findingId), open };
    },
  }),
  toOperation({
    id: 'startRetest',
    group: 'scans',
    method: 'POST',
    path: '/scans/{scanId}/retests',
    scope: 'RUN',
    body: z.strictObject(retestSchema.omit({ scanId: true }).shape),
    example: { class: 'XSS' },
    status: 202,
    answer: z.object({ id }),
    run: async (context, { params, body }) => ({
      id: (await requestRetest(context, { ...params, ...body })).retestId,
    }),
  }),
  toOperation({
    id: 'cancelRetest',
    group: 'scans',
    method: 'POST',
    path: '/scans/{scanId}/retests/{retestId}/cancel',
    scope: 'RUN',
    run: async (context, { params }) => {
      const { open } = await listRetests(context, params.scanId);
      if (open?.id !== params.retestId) throw notFound('scan');
      await cancelScan(context, params.retestId);
    },
  }),
];
