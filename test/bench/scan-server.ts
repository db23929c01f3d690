/** The site of the bench `scan`: one small page over http, from a process of its own. */
import { createServer } from 'node:http';

const page = Buffer.from(
  '<!doctype html><html><head><title>Page</title></head><body><p>Hello</p><a href="/next">Next</a></body></html>',
);
const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Length': page.length };
const server = createServer({ keepAliveTimeout: 60_000 }, (_request, response) => {
  response.writeHead(200, headers).end(page);
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : null);
});
process.once('disconnect', () => process.exit());
