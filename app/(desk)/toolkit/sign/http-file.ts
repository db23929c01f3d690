import type { CapturedRequest } from '@/lib/http/exchange';
import { toText } from '@/lib/signing/encoding';

/**
 * A request as a `.http` file, which JetBrains IDEs and the REST Client of Visual Studio Code send. Nothing follows the
 * body: a line end after it would be sent, and the signature would be wrong.
 */
export function httpFile(name: string, { method, url, headers, body }: CapturedRequest): string {
  const head = [
    `### ${name}`,
    `${method} ${url}`,
    ...headers.map(([header, value]) => `${header}: ${value}`),
  ];
  const text = toText(body) ?? '';
  // A call without a body ends with its headers.
  return body.length === 0 ? `${head.join('\n')}\n` : `${head.join('\n')}\n\n${text}`;
}
