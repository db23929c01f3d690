import { type Literal, readArguments } from './js-literal';
import { type PasteReader, pastedRequest } from './pasted-message';

/** A call of `fetch` as browsers copy it, or as people write it. */
export const readFetchCall: PasteReader = (pasted) => {
  const call = /(?:^|[\s=;(])fetch\s{0,8}\(/.exec(pasted);
  if (!call) return null;
  const [url, options] = readArguments(pasted, call.index + call[0].length) ?? [];
  if (typeof url !== 'string') return null;
  const { method, headers, body } = toMembers(options);
  const text = typeof body === 'string' ? body : '';
  const isUnread =
    (body !== undefined && body !== null && typeof body !== 'string') || isHidden(pasted, body);
  return [
    pastedRequest(
      'fetch',
      { method: typeof method === 'string' ? method : 'GET', url, headers: readHeaders(headers), body: text },
      isUnread ? [{ code: 'BODY_UNKNOWN' }] : [],
    ),
  ];
};

type Members = Readonly<Record<string, Literal>>;
const toMembers = (value: Literal | undefined): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

/** A body that is an expression: the options could not be read. */
const isHidden = (pasted: string, body: Literal | undefined) => body === undefined && /\bbody\b/.test(pasted);

const readHeaders = (value: Literal | undefined): (readonly [string, string])[] =>
  Object.entries(toMembers(value)).flatMap(([name, text]) =>
    typeof text === 'string' ? [[name, text]] : [],
  );
