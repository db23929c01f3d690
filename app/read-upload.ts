import { AppError, limitExceeded } from '@/lib/core/errors';

/** Boundaries and the few short fields beside the file. */
const AROUND_FILE = 64 * 1024;
const PARTS_MAXIMUM = 16;
const HEAD_MAXIMUM = 4 * 1024;

/** A form with one file, as a route was sent it. */
export type Upload = UploadedFile & { readText(name: string): string };
type UploadedFile = { fileName: string; bytes: Uint8Array };

/**
 * Reads a form with a control `file`, and stops reading when there is more than may come.
 * @param maxBytes of the file
 * @throws AppError LIMIT_EXCEEDED; VALIDATION when there is no file
 */
export async function readUpload(request: Request, maxBytes: number): Promise<Upload> {
  const { file, readText } = await readUploadForm(request, maxBytes);
  if (!file)
    throw new AppError('VALIDATION', {
      message: 'validation',
      fields: [{ field: 'file', message: 'appeals.fileMissing' }],
    });
  return { ...file, readText };
}

/** The same for a form whose file may be left out. @throws AppError LIMIT_EXCEEDED */
export async function readUploadForm(
  request: Request,
  maxBytes: number,
): Promise<{ file: UploadedFile | null; readText(name: string): string }> {
  const body = await readAtMost(request, maxBytes + AROUND_FILE);
  const form = body && (await parseForm(request, body));
  const file = form?.get('file');
  const readText = (name: string) => {
    const value = form?.get(name);
    return typeof value === 'string' ? value : '';
  };
  if (!(file instanceof File) || file.name === '') return { file: null, readText };
  if (file.size > maxBytes) throw tooLarge(maxBytes);
  return { file: { fileName: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }, readText };
}

const tooLarge = (maxBytes: number) =>
  limitExceeded('appeals.uploadTooLarge', { values: { maximum: Math.floor(maxBytes / 1024 / 1024) } });

async function readAtMost(request: Request, maximum: number): Promise<Uint8Array<ArrayBuffer> | null> {
  if (request.body === null) return null;
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maximum) throw tooLarge(maximum - AROUND_FILE);
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}

/**
 * Whether a body is a form of few parts with short heads. Hundreds of thousands of them are parsed too, but nothing else
 * runs meanwhile.
 */
function isShortForm(type: string, body: Uint8Array): boolean {
  const [, quoted, bare] =
    /^multipart\/form-data;.{0,200}?\bboundary=(?:"([^"]{1,200})"|([^;,\s]{1,200}))/i.exec(type) ?? [];
  const boundary = quoted ?? bare;
  if (boundary === undefined) return false;
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mark = Buffer.from(`--${boundary}`);
  let parts = 0;
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) {
    parts += 1;
    const head = bytes.subarray(at, at + HEAD_MAXIMUM);
    const isLast = bytes.toString('latin1', at + mark.length, at + mark.length + 2) === '--';
    if (parts > PARTS_MAXIMUM || (!isLast && !head.includes('\r\n\r\n'))) return false;
  }
  return parts > 0;
}

async function parseForm(request: Request, body: Uint8Array<ArrayBuffer>): Promise<FormData | null> {
  const type = request.headers.get('content-type') ?? '';
  if (!isShortForm(type, body)) return null;
  try {
    return await new Response(body, { headers: { 'Content-Type': type } }).formData();
  } catch {
    return null;
  }
}
