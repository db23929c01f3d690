/** A text as one word of a POSIX shell. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const toCapitals = (name: string): string => name.replace(/[A-Z]/g, '_$&').toUpperCase();

type Asked = {
  method: string;
  path: string;
  example?: unknown;
  /** Parameters that cannot be left out. */
  query?: readonly string[];
  /** The body is a file, or the answer is one. */
  isUpload?: boolean;
  isDownload?: boolean;
};

/**
 * How a program without a library asks for an operation; what is to be replaced is in capitals.
 * @param root address of the API
 */
export function curlExample(
  { method, path, example, query = [], isUpload = false, isDownload = false }: Asked,
  root: string,
): string {
  const place = path.replace(/\{(\w+)\}/g, (_, name: string) => toCapitals(name));
  const search = query.map((name) => `${name}=${toCapitals(name)}`).join('&');
  const address = `${root}${place}${search === '' ? '' : `?${search}`}`;
  const lines = ['curl -H "Authorization: Bearer $PREFLIGHT_API_KEY"'];
  if (method !== 'GET') lines.push(`-X ${method}`);
  if (example !== undefined)
    lines.push(`-H 'Content-Type: application/json'`, `-d ${quote(JSON.stringify(example))}`);
  if (isUpload) lines.push(`-H 'Content-Type: application/octet-stream'`, '--data-binary @FILE');
  if (isDownload) lines.push('-OJ');
  return [...lines, quote(address)].join(' \\\n  ');
}
