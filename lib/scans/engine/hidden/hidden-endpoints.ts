import { pathTemplate } from '@/lib/findings/rules/path-template';
import type { RequestTemplate } from '../../checks/check';
import { pageAddress, pageKind, toFolderTemplate } from '../crawl/scope-url';
import { grouped } from './grouped';

/** One request of each kind of endpoint: what takes values first, then pages, from each folder in turn. */
export function hiddenEndpoints(
  requests: readonly RequestTemplate[],
  isDiverse: (url: string) => boolean,
): RequestTemplate[] {
  const kinds = new Map<string, RequestTemplate>();
  for (const template of requests) {
    const url = new URL(template.url);
    const kind = pageKind(url);
    const { body } = template;
    const fields = 'fields' in body ? body.fields.map(([name]) => name) : [];
    const path = isDiverse(template.url) ? pageAddress(template.url) : pathTemplate(url.pathname);
    const key = JSON.stringify([template.method, path, kind.replace(/^[^?]*/, ''), body.kind, fields]);
    if (!kinds.has(key)) kinds.set(key, template);
  }
  const all = [...kinds.values()];
  const takesValues = ({ url, body }: RequestTemplate) => url.includes('?') || body.kind !== 'none';
  return [...inTurn(all.filter(takesValues)), ...inTurn(all.filter((one) => !takesValues(one)))];
}

/** The first of each folder, then the second of each. */
function inTurn(requests: readonly RequestTemplate[]): RequestTemplate[] {
  const folders = grouped(requests, ({ url }) => toFolderTemplate(new URL(url)));
  const depth = Math.max(0, ...folders.map((folder) => folder.length));
  return Array.from({ length: depth }, (_, index) => folders.flatMap((folder) => folder[index] ?? [])).flat();
}
