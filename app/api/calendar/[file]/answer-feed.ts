import type { FeedAnswer } from '@/lib/calendar/feeds/read-feed';

/**
 * The file, or 304 where the program has it already (RFC 9110 §13.2.2: what it knows by its tag goes before what it
 * knows by its date). No cache that others share may keep it, and no search engine may list it.
 */
export function answerFeed(asked: Headers, { body, etag, changedAt }: FeedAnswer): Response {
  const headers = {
    'Cache-Control': 'private, no-cache',
    // Weak: the server may compress it.
    ETag: `W/"${etag}"`,
    'Last-Modified': changedAt.toUTCString(),
    'X-Robots-Tag': 'noindex',
  };
  if (isKnown(asked, { etag, changedAt })) return new Response(null, { status: 304, headers });
  return new Response(body, {
    headers: {
      ...headers,
      'Content-Type': 'text/calendar; charset=utf-8',
      'Content-Disposition': 'inline; filename="preflight.ics"',
    },
  });
}

function isKnown(asked: Headers, { etag, changedAt }: Omit<FeedAnswer, 'body'>): boolean {
  const tags = asked.get('if-none-match');
  if (tags !== null)
    return tags.split(',').some((tag) => ['*', `"${etag}"`].includes(tag.trim().replace(/^W\//, '')));
  // Dates of headers have no parts of a second.
  const since = Date.parse(asked.get('if-modified-since') ?? '');
  return Date.parse(changedAt.toUTCString()) <= since;
}
