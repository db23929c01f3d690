import { parseHeaderLine } from '../http-message';
import { component } from '../hypotheses/text/percent-encoders';
import { type PasteReader, pastedRequest } from './pasted-message';
import { recogniseShell, shellWords } from './shell-words';

const COMMAND = /^(?:[^\n]{0,200}?[$#>%|]\s{1,8})?(?=(?:https?|xhs?)\s)/;
/** `name:=1` is JSON, `name==1` a parameter, `name=1` a text and `name:1` a header. */
const ITEM = /^([^\s:=@]{1,200})(:=|==|=|:)(.*)$/s;

type Items = { query: string[]; headers: (readonly [string, string])[]; members: [string, unknown][] };

/** A command of HTTPie or xh, whose items are the members of a JSON body. */
export const readHttpieCommand: PasteReader = (pasted) => {
  const text = pasted.trim();
  const prompt = COMMAND.exec(text);
  if (!prompt) return null;
  const command = text.slice(prompt[0].length);
  const words = shellWords(command, recogniseShell(command)).slice(1);
  const at = words.findIndex((word) =>
    /^(?:https?:\/\/|:\d{2,5}[/?]|(?:[a-z][\w-]{0,62}\.){1,10}[a-z]{2,20}[/:?])/i.test(word),
  );
  const target = words[at];
  if (target === undefined) return null;
  const items: Items = { query: [], headers: [], members: [] };
  for (const word of words.slice(at + 1)) takeItem(items, word);
  const body = items.members.length > 0 ? JSON.stringify(Object.fromEntries(items.members)) : '';
  const query = items.query.join('&');
  const joiner = target.includes('?') ? '&' : '?';
  const method = words.slice(0, at).find((word) => /^[A-Z]{3,16}$/.test(word));
  return [
    pastedRequest(
      'httpie',
      {
        method: method ?? (body === '' ? 'GET' : 'POST'),
        url: query === '' ? target : target + joiner + query,
        headers: items.headers,
        body,
      },
      // HTTPie writes a blank behind each colon and comma, and xh does not.
      body === '' ? [] : [{ code: 'BODY_NOT_EXACT' }],
    ),
  ];
};

function takeItem({ query, headers, members }: Items, word: string): void {
  const [, name = '', sign = '', value = ''] = (!word.startsWith('-') && ITEM.exec(word)) || [];
  if (sign === '=') members.push([name, value]);
  if (sign === ':=') members.push([name, readJson(value)]);
  if (sign === '==') query.push(`${name}=${component(value)}`);
  const header = sign === ':' ? parseHeaderLine(word) : null;
  if (header) headers.push(header);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
