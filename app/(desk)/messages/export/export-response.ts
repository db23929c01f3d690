import type { exportMessages } from '@/lib/messages/export-messages';
import { toByteStream } from './to-byte-stream';

const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const;

/** The export as a download that is sent while it is read. */
export function exportResponse(
  { format, lines }: Awaited<ReturnType<typeof exportMessages>>,
  at: Date,
): Response {
  const name = `messages-${at.toISOString().slice(0, 10)}.${format}`;
  return new Response(toByteStream(lines), {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="${name}"`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}
