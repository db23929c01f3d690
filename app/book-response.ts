import { REPORT_FORMATS } from '@/lib/reports/rules/report-format';
import { attachment } from './attachment';

/** A workbook as a download `NAME-YYYY-MM-DD.xlsx`. */
export const bookResponse = (name: string, bytes: Uint8Array, at: Date): Response =>
  attachment(`${name}-${at.toISOString().slice(0, 10)}.xlsx`, REPORT_FORMATS.xlsx, bytes);
