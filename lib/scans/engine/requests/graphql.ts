import type { RequestTemplate } from '../../checks/check';

export type GraphqlOperation = { kind: 'query' | 'mutation' | 'subscription'; name: string };

const MAX_COMMENT = 2_000;
const OPERATION = /^(query|mutation|subscription)\b\s*([A-Za-z_]\w*)?/;

/** A document with several operations does what its name chooses; without one it is judged as its most harmful. */
function readDocument(text: string, chosen: string): GraphqlOperation | null {
  const plain = text
    .slice(0, MAX_COMMENT * 10)
    .replace(/#[^\n]*/g, '')
    .trim();
  if (!/^(?:query|mutation|subscription|fragment|\{)/.test(plain) || !plain.includes('{')) return null;
  const name = chosen || (OPERATION.exec(plain)?.[2] ?? '');
  for (const kind of ['mutation', 'subscription'] as const)
    if (new RegExp(`(?:^|[}\\s])${kind}\\b\\s*[A-Za-z_({@]`).test(plain)) return { kind, name };
  return { kind: 'query', name };
}

/**
 * The operation of a GraphQL request (GraphQL over HTTP): `query` with the document, `variables` and `operationName` as
 * JSON, or in the address of a GET. Null where it is none, or only names a stored document.
 */
export function readGraphql({ body, url }: RequestTemplate): GraphqlOperation | null {
  if (body.kind === 'none') {
    const { searchParams } = new URL(url);
    const text = searchParams.get('query');
    return text === null ? null : readDocument(text, searchParams.get('operationName') ?? '');
  }
  if (body.kind !== 'json' || !/"query"\s*:/.test(body.text)) return null;
  try {
    const root: unknown = JSON.parse(body.text);
    const all: unknown[] = Array.isArray(root) ? root : [root];
    const read = all.flatMap((one) => {
      if (one === null || typeof one !== 'object' || !('query' in one) || typeof one.query !== 'string')
        return [];
      const chosen = 'operationName' in one && typeof one.operationName === 'string' ? one.operationName : '';
      return readDocument(one.query, chosen) ?? [];
    });
    return read.find(({ kind }) => kind !== 'query') ?? read[0] ?? null;
  } catch {
    return null;
  }
}

/** The document and the name of its operation are no values: once changed, the request is no longer GraphQL. */
export const isGraphqlText = (pointer: string): boolean =>
  /^(?:\/\d+)?\/(?:query|operationName)$/.test(pointer);
