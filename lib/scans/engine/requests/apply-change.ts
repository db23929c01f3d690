import type { RequestChange, RequestTemplate } from '../../checks/check';

type Body = RequestTemplate['body'];
type Pair = readonly [string, string];

/** The request with what `change` names set or left out; what is set and was not there is added behind the rest. */
export function applyChange(request: RequestTemplate, change: RequestChange): RequestTemplate {
  const headers = withChanged(request.headers, change.headers ?? [], (name) => name.toLowerCase());
  if (change.body) {
    const typed = withChanged(headers, [['Content-Type', change.body.type]], (name) => name.toLowerCase());
    const { text, isWide = false } = change.body;
    return { ...request, headers: typed, body: { kind: 'text', text, isWide } };
  }
  return { ...request, headers, body: changedBody(request.body, change) };
}

function changedBody(body: Body, { fields = [], file }: RequestChange): Body {
  if (!('fields' in body)) return body;
  const texts = withChanged(body.fields, fields, (name) => name);
  if (!file || body.kind !== 'multipart') return { ...body, fields: texts };
  const { field, fileName, type, content } = file;
  const files = [...new Set([...(body.files ?? []), field])];
  const sent = withChanged(texts, [[field, content]], (name) => name);
  return { ...body, fields: sent, files, sentAs: { field, fileName, type } };
}

/** @param key makes the names alike that mean the same */
function withChanged(
  pairs: readonly Pair[],
  changes: RequestChange['fields'] & {},
  key: (name: string) => string,
): Pair[] {
  const changed = new Map(changes.map(([name, value]) => [key(name), value] as const));
  const known = new Set(pairs.map(([name]) => key(name)));
  const added = changes.filter(([name, value]) => value !== null && !known.has(key(name)));
  return [...pairs, ...added].flatMap(([name, value]): Pair[] => {
    const next = changed.get(key(name));
    if (next === undefined) return value === null ? [] : [[name, value]];
    return next === null ? [] : [[name, next]];
  });
}
