const TYPES = { csv: 'text/csv; charset=utf-8', ndjson: 'application/x-ndjson; charset=utf-8' } as const;

/** An export as a download `NAME-YYYY-MM-DD.FORMAT` that is sent while it is read. */
export function linesResponse(
  name: string,
  { format, lines }: { format: keyof typeof TYPES; lines: AsyncIterable<string> },
  at: Date,
): Response {
  return new Response(toByteStream(lines), {
    headers: {
      'Content-Type': TYPES[format],
      'Content-Disposition': `attachment; filename="${name}-${at.toISOString().slice(0, 10)}.${format}"`,
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}

/** Lines as bytes, made only as fast as they are read; who stops reading stops the making. */
function toByteStream(lines: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = lines[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
