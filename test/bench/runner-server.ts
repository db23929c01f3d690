/** The seller of the bench `runner`: one signed answer over TLS, from a process of its own. */
import { createServer } from 'node:https';

export type BenchSeller = { key: string; cert: string; body: string; bodySign: string };

process.once('message', (seller: BenchSeller) => {
  const { key, cert, body, bodySign } = seller;
  const bytes = Buffer.from(body);
  const headers = {
    'Content-Type': 'application/json;charset=utf-8',
    'Body-Sign': bodySign,
    'Content-Length': bytes.length,
  };
  const server = createServer({ key, cert, keepAliveTimeout: 60_000 }, (request, response) => {
    request.resume().once('end', () => response.writeHead(200, headers).end(bytes));
  });
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    process.send?.(typeof address === 'object' ? address?.port : null);
  });
});
process.once('disconnect', () => process.exit());
