import type { RequestChange, RequestTemplate } from '../../checks/check';

type Body = RequestTemplate['body'];
type Pair = readonly [string, string];
type PairChanges = readonly (readonly [string, string | null])[];

const asLower = (name: string) => name.toLowerCase();
const asIs = (name: string) => name;

/** The request with what `change` names set or left out; what is set and was not there is added behind the rest. */
export function applyChange(request: RequestTemplate, change: RequestChange): RequestTemplate {
  const { isBare, headers = [], query, sentAs, body } = change;
  const own = isBare ? request.headers.filter(([name]) => asLower(name) === 'content-type') : request.headers;
  const changed: RequestTemplate = {
    ...request,
    url: query ? withQuery(request.url, query) : request.url,
    headers: withChanged(own, headers, asLower),
    body: changedBody(request.body, change),
  };
  if (body) {
    const { text, type, isWide = false } = body;
    return withType({ ...changed, body: { kind: 'text', text, isWide } }, type);
  }
  return sentAs ? converted(changed, sentAs) : changed;
}

const withType = (request: RequestTemplate, type: string | null): RequestTemplate => ({
  ...request,
  headers: withChanged(request.headers, [['Content-Type', type]], asLower),
});

function withQuery(url: string, changes: PairChanges): string {
  const target = new URL(url);
  target.search = new URLSearchParams(
    withChanged([...target.searchParams], changes, asIs).map(([name, value]) => [name, value]),
  ).toString();
  return target.href;
}

/** The same fields in another way; a body that has none goes as it is. */
function converted(request: RequestTemplate, sentAs: RequestChange['sentAs'] & {}): RequestTemplate {
  const fields = toFormFields(request.body);
  if (fields === null) return request;
  const plain = withType(request, null);
  if (sentAs !== 'QUERY')
    return { ...plain, body: { kind: sentAs === 'FORM' ? 'form' : 'multipart', fields } };
  return { ...plain, method: 'GET', url: withQuery(request.url, fields), body: { kind: 'none' } };
}

function toFormFields(body: Body): readonly Pair[] | null {
  if ('fields' in body) return body.fields;
  if (body.kind !== 'json') return null;
  try {
    const root: unknown = JSON.parse(body.text);
    if (root === null || typeof root !== 'object' || Array.isArray(root)) return null;
    const isPlain = (value: unknown) => value !== null && typeof value !== 'object';
    return Object.entries(root).flatMap(([name, value]) => (isPlain(value) ? [[name, String(value)]] : []));
  } catch {
    return null;
  }
}

function changedBody(body: Body, { fields = [], file }: RequestChange): Body {
  if (!('fields' in body)) return body;
  const texts = withChanged(body.fields, fields, asIs);
  if (!file || body.kind !== 'multipart') return { ...body, fields: texts };
  const { field, fileName, type, content } = file;
  const files = [...new Set([...(body.files ?? []), field])];
  const empty = files.map((name): Pair => [name, name === field ? content : '']);
  return { ...body, fields: withChanged(texts, empty, asIs), files, sentAs: { field, fileName, type } };
}

/** @param key makes the names alike that mean the same */
function withChanged(pairs: readonly Pair[], changes: PairChanges, key: (name: string) => string): Pair[] {
  const changed = new Map(changes.map(([name, value]) => [key(name), value] as const));
  const known = new Set(pairs.map(([name]) => key(name)));
  const added = changes.filter(([name, value]) => value !== null && !known.has(key(name)));
  return [...pairs, ...added].flatMap(([name, value]): Pair[] => {
    const next = changed.get(key(name));
    if (next === undefined) return value === null ? [] : [[name, value]];
    return next === null ? [] : [[name, next]];
  });
}
