import { Readable } from 'node:stream';
import type { ObjectReading } from '@/lib/storage/object-store';

/**
 * A file as a download: the browser saves it and never shows it as a page of ours, whatever it claims to be.
 * @param name may hold any characters; older browsers get a plain one (RFC 6266 §4.3)
 */
export function attachment(name: string, contentType: string, content: Uint8Array | ObjectReading): Response {
  const plain = name.replace(/[^\w.-]+/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const isWhole = content instanceof Uint8Array;
  // A stream that ends early breaks off the download, so that nobody keeps a part for the whole.
  const body = isWhole
    ? new Uint8Array(content)
    : (Readable.toWeb(Readable.from(content.pieces, { objectMode: false })) as ReadableStream);
  return new Response(body, {
    headers: {
      'Content-Type': contentType,
      'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
      'Content-Length': String(isWhole ? content.length : content.size),
      'Content-Security-Policy': "sandbox; default-src 'none'",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}
