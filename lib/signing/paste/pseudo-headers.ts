import { toBytes } from '../encoding';
import { parseHttpMessage } from '../http-message';
import type { PasteReader } from './pasted-message';

const PSEUDO = /^:(method|path|authority|scheme|status)(?::|[ \t]{0,8}\n)(.*)$/;

/** The head of an HTTP/2 message as browsers and proxies show it: `:method: POST`, `:path: /…`, `:status: 200`. */
export const readPseudoHeaders: PasteReader = (pasted) => {
  const text = pasted.trimStart().replaceAll('\r\n', '\n');
  if (!text.startsWith(':')) return null;
  const end = text.indexOf('\n\n');
  const lines = (end < 0 ? text : text.slice(0, end)).split('\n');
  const values = new Map<string, string>();
  const others: string[] = [];
  for (const line of lines) {
    const [, name, value = ''] = PSEUDO.exec(line) ?? [];
    if (name === undefined) others.push(line);
    else values.set(name, value.trim());
  }
  const status = values.get('status');
  const path = values.get('path');
  if (status === undefined && path === undefined) return null;
  const start = status === undefined ? `${values.get('method') ?? 'GET'} ${path}` : `HTTP/2 ${status}`;
  const body = end < 0 ? '' : text.slice(end + 2);
  const message = parseHttpMessage(toBytes([start, ...others, '', body].join('\n')));
  return message && [{ ...message, notes: [{ code: 'READ_AS', form: 'http2' }, ...message.notes] }];
};
