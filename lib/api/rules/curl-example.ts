/** A text as one word of a POSIX shell. */
const quote = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** How a program without a library asks for an operation; ids stand as capitals to be replaced. @param root address of the API */
export function curlExample(
  { method, path, example }: { method: string; path: string; example: unknown },
  root: string,
): string {
  const address = `${root}${path.replace(/\{(\w+)\}/g, (_, name: string) => name.replace(/[A-Z]/g, '_$&').toUpperCase())}`;
  const lines = ['curl -H "Authorization: Bearer $PREFLIGHT_API_KEY"'];
  if (method !== 'GET') lines.push(`-X ${method}`);
  if (example !== undefined)
    lines.push(`-H 'Content-Type: application/json'`, `-d ${quote(JSON.stringify(example))}`);
  return [...lines, quote(address)].join(' \\\n  ');
}
