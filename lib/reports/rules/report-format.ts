/** The forms in which a report can be had, and the content type of each as a file. Names: `reports.downloads.<format>`. */
export const REPORT_FORMATS = {
  html: 'text/html; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  sarif: 'application/sarif+json',
  json: 'application/json',
} as const;
export type ReportFormat = keyof typeof REPORT_FORMATS;

export const isReportFormat = (value: unknown): value is ReportFormat =>
  typeof value === 'string' && Object.hasOwn(REPORT_FORMATS, value);
