import type { TextRange } from '@/lib/findings/rules/split-at-marks';
import type { SarifRegion, SarifWebRequest, SarifWebResponse } from './sarif-log';

type Message = { first: string; headers: Record<string, string>; body: string; bodyAt: number };

/** First line, headers and body of a message as evidence holds it; headers of one name are joined as RFC 9110 §5.3 does. */
function parseMessage(text: string): Message {
  const lf = text.indexOf('\n\n');
  const crlf = text.indexOf('\r\n\r\n');
  const isCrlf = crlf !== -1 && (lf === -1 || crlf < lf);
  const end = isCrlf ? crlf : lf;
  const bodyAt = end === -1 ? text.length : end + (isCrlf ? 4 : 2);
  const [first = '', ...lines] = text.slice(0, end === -1 ? text.length : end).split(/\r?\n/);
  const headers = new Map<string, string>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon);
    const known = [...headers.keys()].find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
    const value = line.slice(colon + 1).trim();
    headers.set(known, headers.has(known) ? `${headers.get(known)}, ${value}` : value);
  }
  return { first, headers: Object.fromEntries(headers), body: text.slice(bodyAt), bodyAt };
}

const withBody = ({ body }: Message) => (body === '' ? {} : { body: { text: body } });

/** A request as SARIF tells it; null where the evidence is no HTTP request, such as that of a TLS handshake. */
export function toWebRequest(text: string): SarifWebRequest | null {
  const message = parseMessage(text);
  const parts = /^([A-Z]{1,20}) (\S+) (HTTP)\/(\d(?:\.\d)?)$/.exec(message.first);
  if (!parts) return null;
  const [, method = '', target = '', protocol = '', version = ''] = parts;
  return { protocol, version, method, target, headers: message.headers, ...withBody(message) };
}

/** A response as SARIF tells it; null where the evidence is none. */
export function toWebResponse(text: string): SarifWebResponse | null {
  const message = parseMessage(text);
  const parts = /^(HTTP)\/(\d(?:\.\d)?) (\d{3})(?: (.*))?$/.exec(message.first);
  if (!parts) return null;
  const [, protocol = '', version = '', status = '', reasonPhrase = ''] = parts;
  return {
    protocol,
    version,
    statusCode: Number(status),
    reasonPhrase,
    headers: message.headers,
    ...withBody(message),
  };
}

/**
 * Where a mark of a response is in its body, in lines and columns from 1, columns in UTF-16 units, the end excluded; null
 * for a mark that is not wholly in the body.
 */
export function findBodyRegion(text: string, { from, to }: TextRange): SarifRegion | null {
  const { body, bodyAt } = parseMessage(text);
  if (from < bodyAt || to > text.length || from >= to) return null;
  const place = (offset: number) => {
    const before = body.slice(0, offset).split(/\r\n|\n|\r/);
    return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  };
  const [start, end] = [place(from - bodyAt), place(to - bodyAt)];
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    snippet: { text: text.slice(from, to) },
  };
}
