import { type PasteReader, pastedRequest } from './pasted-message';
import { powershellText } from './shell-words';

const COMMAND = /\bInvoke-(?:WebRequest|RestMethod)\b|(?:^|\s)(?:iwr|irm)\s/i;

/** `Invoke-WebRequest` or `Invoke-RestMethod`, as browsers copy it. */
export const readPowershellCommand: PasteReader = (pasted) => {
  const command = COMMAND.exec(pasted);
  if (!command) return null;
  const text = pasted.slice(command.index).replaceAll('\r\n', '\n');
  const url = readOption(text, '-Uri') ?? textBehind(text, command[0].length);
  if (url === null) return null;
  const body = readBody(text);
  const method = readOption(text, '-Method') ?? 'GET';
  const headers = readHeaders(text);
  const type = readOption(text, '-ContentType');
  return [
    pastedRequest(
      'powershell',
      {
        method,
        url,
        headers: type === null ? headers : [...headers, ['Content-Type', type]],
        body: body ?? '',
      },
      body === null && /\s-Body\s/i.test(text) ? [{ code: 'BODY_UNKNOWN' }] : [],
    ),
  ];
};

/** Where an option's value begins; a name in quotes is not an option. */
function valueAt(text: string, option: string): number {
  const wanted = option.toLowerCase();
  for (let at = 0; at < text.length; ) {
    const quoted = powershellText(text, at);
    if (quoted) at = quoted.end;
    else if (text[at] === '-' && text.slice(at, at + option.length).toLowerCase() === wanted) {
      const end = at + option.length;
      if (/[\s:]/.test(text[end] ?? '')) return end + 1;
      at = end;
    } else at++;
  }
  return -1;
}

function textBehind(text: string, from: number): string | null {
  let at = from;
  while (/[\s`]/.test(text[at] ?? '')) at++;
  const quoted = powershellText(text, at);
  if (quoted) return quoted.text;
  const [word] = /^[^\s"'`(){};$@-][^\s"'`(){};]{0,4095}/.exec(text.slice(at, at + 4_096)) ?? [];
  return word ?? null;
}

function readOption(text: string, option: string): string | null {
  const at = valueAt(text, option);
  return at < 0 ? null : textBehind(text, at);
}

/** In quotes, or as the bytes of a text in quotes. */
function readBody(text: string): string | null {
  const at = valueAt(text, '-Body');
  if (at < 0) return null;
  const [bytes] =
    /^\s{0,8}\(\[System\.Text\.Encoding\]::UTF8\.GetBytes\(/i.exec(text.slice(at, at + 64)) ?? [];
  return textBehind(text, at + (bytes?.length ?? 0));
}

/** `@{ "name" = "value" }`, one a line or behind semicolons. */
function readHeaders(text: string): (readonly [string, string])[] {
  const headers: (readonly [string, string])[] = [];
  const at = valueAt(text, '-Headers');
  const open = at < 0 ? -1 : text.indexOf('@{', at);
  if (open < 0) return headers;
  for (let from = open + 2; from < text.length && text[from] !== '}'; ) {
    const name = powershellText(text, from);
    const equals = name ? text.indexOf('=', name.end) : -1;
    if (!name || equals < 0) {
      from++;
      continue;
    }
    let begin = equals + 1;
    while (text[begin] === ' ') begin++;
    const value = powershellText(text, begin);
    if (value) headers.push([name.text, value.text]);
    from = value?.end ?? begin + 1;
  }
  return headers;
}
