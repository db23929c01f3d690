import { toHex } from '@/lib/signing/encoding';
import type { RandomBytes } from '@/lib/signing/primitives';
import { htmlReply, type Reply } from '../wire/ask-and-reply';
import { html } from '../wire/html';

const REQUEST_ID_BYTES = 16;

/** The page of a web application firewall in front of the seller: it never saw the call, and it is polite about it. */
export function blockPage(status: 200 | 403, random: RandomBytes, now: Date): Reply {
  const requestId = toHex(random(REQUEST_ID_BYTES));
  const page = html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Request blocked</title></head>
<body>
<h1>Your request has been blocked</h1>
<p>It was classified as a threat by the web application firewall of this site. If you think this is a mistake, contact the administrator and quote the request ID.</p>
<p>Request ID: ${requestId}</p>
<p>Time: ${now.toISOString()}</p>
</body>
</html>
`;
  return htmlReply(status, page, [
    ['Server', 'WAF'],
    ['X-Request-Id', requestId],
    ['Cache-Control', 'no-store'],
  ]);
}
