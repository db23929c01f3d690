import { z } from 'zod';
import { allowUpload } from '@/lib/appeals/allow-upload';
import { applyWorkbook } from '@/lib/appeals/apply-workbook';
import { downloadSubmissionReport } from '@/lib/appeals/download-submission-report';
import { previewWorkbook } from '@/lib/appeals/preview-workbook';
import { applyWorkbookSchema } from '@/lib/appeals/schemas';
import { WORKBOOK_MB } from '@/lib/core/policy';
import { REPORT_FORMATS } from '@/lib/reports/rules/report-format';
import { FILE_BODY, type Operation, toOperation } from '../operation';
import { fileQuery, languageQuery, toReportLanguage } from '../shapes/file-query';
import { workbookPreview } from '../shapes/workbook';

const { sha256, basis } = applyWorkbookSchema.shape;

/** The report of a request as a workbook, on its way out and back. */
export const WORKBOOK_OPERATIONS: readonly Operation[] = [
  toOperation({
    id: 'getSubmissionReport',
    group: 'appeals',
    method: 'GET',
    path: '/submissions/{submissionId}/report',
    scope: 'READ',
    query: languageQuery,
    fileTypes: [REPORT_FORMATS.xlsx],
    run: async (context, { params, query }) => {
      const language = toReportLanguage(query);
      const { bytes, ...file } = await downloadSubmissionReport(context, params.submissionId, language);
      return { ...file, content: bytes };
    },
  }),
  toOperation({
    id: 'previewWorkbook',
    group: 'appeals',
    method: 'POST',
    path: '/submissions/{submissionId}/appeal/workbook/preview',
    scope: 'WRITE',
    body: FILE_BODY,
    bodyKib: WORKBOOK_MB * 1_024,
    answer: workbookPreview,
    run: async (context, { params, body: bytes, signal }) => {
      await allowUpload(context);
      return previewWorkbook(context, { ...params, bytes }, signal);
    },
  }),
  toOperation({
    id: 'applyWorkbook',
    group: 'appeals',
    method: 'POST',
    path: '/submissions/{submissionId}/appeal/workbook',
    scope: 'WRITE',
    query: fileQuery.extend({ sha256, basis }),
    body: FILE_BODY,
    bodyKib: WORKBOOK_MB * 1_024,
    answer: z.object({ changed: z.int() }),
    run: async (context, { params, query, body: bytes, signal }) => {
      await allowUpload(context);
      return applyWorkbook(context, { ...params, ...query, bytes }, signal);
    },
  }),
];
