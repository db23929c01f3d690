import { LOCALES } from '@/lib/i18n/locales';
import { translator } from '@/lib/i18n/translator';
import { readSheets } from './book/read-sheets';
import type { FileProblem } from './rules/file-problem';
import { type FindingsReading, readFindings } from './rules/read-findings';
import type { ReportContent } from './rules/report-content';

export type WorkbookReading = { ok: false; reason: FileProblem } | ({ ok: true } & FindingsReading);

/**
 * Reads an uploaded workbook, which may come from anybody and any program. Rows are matched by finding id, columns by
 * their titles and else by their letters; F, G and H are read, everything else is compared with the report and listed
 * where it differs. The file is read as a stream that stops at limits; nothing of it is ever calculated.
 * Doors call it through `readUploadedWorkbook`, which adds limits of time and memory.
 * @param bytes the upload
 * @param content the report that the workbook should belong to
 */
export async function readWorkbook(bytes: Uint8Array, content: ReportContent): Promise<WorkbookReading> {
  const read = await readSheets(bytes);
  if (!read.ok) return read;
  return readFindings(
    read.sheets,
    content,
    LOCALES.map((locale) => translator(locale)),
  );
}
