import { type CapturedRequest, type CapturedResponse, headerValue, type RawHeader } from './exchange';
import { maskHeader, maskSecrets } from './mask-secrets';

export type HttpTextOptions = {
  /** Passwords, tokens and keys to hide wherever and however they are written. */
  secrets?: readonly string[];
  /** Body beyond this many bytes is left out; 64 KiB unless told. */
  maxBodyBytes?: number;
};

const DEFAULT_TEXT_BYTES = 64 * 1024;

/** A request as it was sent, as text, secrets masked: request line, headers, empty line, body. */
export function requestAsText(request: CapturedRequest, options: HttpTextOptions = {}): string {
  const url = new URL(request.url);
  const path = request.url.slice(url.origin.length) || '/';
  return render(
    `${request.method} ${path} HTTP/1.1`,
    request.headers,
    { bytes: request.body, isTruncated: false },
    options,
  );
}

/** A response as text, secrets masked; the body is the decoded one, read as UTF-8. */
export function responseAsText(response: CapturedResponse, options: HttpTextOptions = {}): string {
  const statusLine = `HTTP/${response.httpVersion} ${response.status} ${response.statusText}`.trimEnd();
  const { decodedBody: bytes, isTruncated } = response;
  return render(statusLine, response.headers, { bytes, isTruncated }, options);
}

function render(
  startLine: string,
  headers: readonly RawHeader[],
  { bytes, isTruncated }: { bytes: Uint8Array; isTruncated: boolean },
  options: HttpTextOptions,
): string {
  const max = options.maxBodyBytes ?? DEFAULT_TEXT_BYTES;
  const kept = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, max));
  const lines = headers.map(maskHeader).map(([name, value]) => `${name}: ${utf8(value)}`);
  const isCut = isTruncated || bytes.length > max;
  return maskSecrets([startLine, ...lines, '', kept].join('\r\n'), options.secrets ?? [], isCut);
}

/** Node hands header bytes over as Latin-1; where they are UTF-8, that is what was meant. */
function utf8(value: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(value, 'latin1'));
  } catch {
    return value;
  }
}

/** One Set-Cookie header (RFC 6265 §5.2), as far as a check of its attributes needs it. */
export type SetCookie = {
  name: string;
  value: string;
  isSecure: boolean;
  isHttpOnly: boolean;
  /** Lower case (`strict`, `lax`, `none`); null when absent. */
  sameSite: string | null;
  domain: string | null;
  path: string | null;
};

/** Null where there is no name, as browsers ignore it. */
export function parseSetCookie(header: string): SetCookie | null {
  const [pair = '', ...rest] = header.split(';');
  const at = pair.indexOf('=');
  if (at < 1 || pair.slice(0, at).trim() === '') return null;
  const attributes = rest.map((part): RawHeader => {
    const [name = '', ...value] = part.split('=');
    return [name.trim(), value.join('=').trim()];
  });
  // The last one of a kind counts.
  const attribute = (name: string) => headerValue([...attributes].reverse(), name);
  return {
    name: pair.slice(0, at).trim(),
    value: pair.slice(at + 1).trim(),
    isSecure: attribute('secure') !== null,
    isHttpOnly: attribute('httponly') !== null,
    sameSite: attribute('samesite')?.toLowerCase() ?? null,
    domain: attribute('domain'),
    path: attribute('path'),
  };
}
