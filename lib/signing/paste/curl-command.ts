import { type MessageNote, parseHeaderLine } from '../http-message';
import { component } from '../hypotheses/text/percent-encoders';
import { type PasteReader, pastedRequest } from './pasted-message';
import { recogniseShell, shellWords } from './shell-words';

/** A prompt of any shell in front of the command. */
const COMMAND = /^(?:[^\n]{0,200}?[$#>%]\s{1,8})?(?=curl(?:\.exe)?\s)/;

/** Options with a value, besides those that say something about the request. */
const WITH_VALUE: ReadonlySet<string> = new Set(
  (
    '--output -o --user -u --user-agent -A --cookie -b --cookie-jar -c --referer -e --connect-timeout --max-time -m ' +
    '--proxy -x --cacert --capath --cert -E --key --cert-type --key-type --pass --resolve --connect-to --interface ' +
    '--retry --retry-delay --retry-max-time --limit-rate --write-out -w --form -F --form-string --upload-file -T ' +
    '--range -r --ciphers --tls-max --tls13-ciphers --dump-header -D --trace --trace-ascii --config -K --max-redirs ' +
    '--noproxy --proxy-user -U --unix-socket --stderr --max-filesize --speed-limit -Y --speed-time -y --aws-sigv4 ' +
    '--oauth2-bearer --pinnedpubkey --proxy-header --request-target --time-cond -z --variable --expand-data'
  ).split(' '),
);
const DATA: Readonly<Record<string, 'data' | 'raw' | 'binary' | 'json' | 'urlencode'>> = {
  ...{ '-d': 'data', '--data': 'data', '--data-ascii': 'data', '--data-raw': 'raw' },
  ...{ '--data-binary': 'binary', '--json': 'json', '--data-urlencode': 'urlencode' },
};

type Read = {
  method: string | null;
  url: string | null;
  headers: (readonly [string, string])[];
  data: string[];
  isGet: boolean;
  isJson: boolean;
  notes: MessageNote[];
};

/** A `curl` command as it was copied from a browser, a document or a shell. */
export const readCurlCommand: PasteReader = (pasted) => {
  const text = pasted.trim();
  const prompt = COMMAND.exec(text);
  if (!prompt) return null;
  const command = text.slice(prompt[0].length);
  const read: Read = {
    method: null,
    url: null,
    headers: [],
    data: [],
    isGet: false,
    isJson: false,
    notes: [],
  };
  const words = shellWords(command, recogniseShell(command)).slice(1).flatMap(separated);
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    if (takeOption(read, word, words[at + 1] ?? '')) at++;
  }
  if (read.url === null) return null;
  return [toMessage(read, read.url)];
};

/** `-XPOST` as `-X POST`, and `-sSd x` as `-s -S -d x`. */
function separated(word: string): string[] {
  if (!/^-[A-Za-z#]./.test(word)) return [word];
  const [, first = '', rest = ''] = /^(-.)(.*)$/s.exec(word) ?? [];
  const hasValue = first in DATA || WITH_VALUE.has(first) || first === '-X' || first === '-H';
  return hasValue ? [first, rest] : [first, ...separated(`-${rest}`)];
}

/** @returns whether the next word belongs to the option */
function takeOption(read: Read, word: string, value: string): boolean {
  const kind = DATA[word];
  if (kind) takeData(read, kind, value);
  else if (word === '-X' || word === '--request') read.method = value;
  else if (word === '-H' || word === '--header') {
    const header = parseHeaderLine(value);
    if (header) read.headers.push(header);
  } else if (word === '--url') read.url = value;
  else if (word === '-G' || word === '--get') read.isGet = true;
  else if (word === '-I' || word === '--head') read.method ??= 'HEAD';
  if (kind || ['-X', '--request', '-H', '--header', '--url'].includes(word)) return true;
  if (word === '-F' || word === '--form' || word === '-T' || word === '--upload-file')
    read.notes.push({ code: 'BODY_FROM_FILE', name: value });
  if (WITH_VALUE.has(word)) return true;
  if (!word.startsWith('-')) read.url ??= word;
  return false;
}

function takeData(read: Read, kind: (typeof DATA)[string], value: string): void {
  if (kind === 'json') read.isJson = true;
  if (kind !== 'raw' && kind !== 'urlencode' && value.startsWith('@')) {
    read.notes.push({ code: 'BODY_FROM_FILE', name: value.slice(1) });
    return;
  }
  if (kind !== 'urlencode') read.data.push(value);
  else {
    const equals = value.indexOf('=');
    const name = equals < 0 ? '' : value.slice(0, equals + 1);
    read.data.push((name === '=' ? '' : name) + component(value.slice(equals + 1)));
  }
}

function toMessage({ method, url, headers, data, isGet, isJson, notes }: Read, target: string) {
  // --json joins its parts as they are, all other options with &.
  const body = data.join(isJson ? '' : '&');
  const hasBody = data.length > 0 && !isGet;
  const joiner = target.includes('?') ? '&' : '?';
  return pastedRequest(
    'curl',
    {
      method: method ?? (hasBody || notes.length > 0 ? 'POST' : 'GET'),
      url: isGet && data.length > 0 ? `${target}${joiner}${body}` : target,
      headers: isJson && url !== null ? [...headers, ['Content-Type', 'application/json']] : headers,
      body: hasBody ? body : '',
    },
    notes,
  );
}
