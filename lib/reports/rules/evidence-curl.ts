/** Headers that curl writes itself, or that only make sense on the connection of the scan. */
const LEFT_OUT = new Set(['host', 'content-length', 'connection', 'transfer-encoding', 'accept-encoding']);

/** One argument for a POSIX shell: in single quotes nothing has a meaning but the quote itself. */
const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A curl command that repeats the request of a finding's evidence from any POSIX shell.
 * Secrets were masked when the evidence was captured: a masked header or value has to be filled in by who runs it.
 * @param request request line, headers, empty line, body, as `Evidence.request` holds them
 * @param url absolute address of the request, whose origin the request line lacks
 */
export function evidenceCurl(request: string, url: string): string {
  const [head = '', ...rest] = request.split(/\r?\n\r?\n/);
  const body = rest.join('\r\n\r\n');
  const [requestLine = '', ...headers] = head.split(/\r?\n/);
  const [method = 'GET', path = ''] = requestLine.split(' ');
  const target = path.startsWith('/') ? new URL(url).origin + path : url;
  const parts = [
    'curl --include --globoff --path-as-is',
    `--request ${quote(method)}`,
    `--url ${quote(target)}`,
    ...headers
      .filter((line) => line.includes(':') && !LEFT_OUT.has(line.slice(0, line.indexOf(':')).toLowerCase()))
      .map((line) => `--header ${quote(line)}`),
    ...(body === '' ? [] : [`--data-raw ${quote(body)}`]),
  ];
  return parts.join(' \\\n  ');
}
