import type { ParameterLocation } from '@/lib/findings/rules/finding';
import { isIdentifier, pathTemplate } from '@/lib/findings/rules/path-template';
import type { InsertionPoint, RequestTemplate } from '../../checks/check';
import { pageKind } from '../crawl/scope-url';
import { requestEffect } from '../danger/request-effect';
import { TOKEN_FIELD } from '../saving/form-tokens';
import { isGraphqlText, readGraphql } from './graphql';
import { jsonLeaves } from './json-leaves';
import { findInside } from './place-part';
import { MATRIX, PATH_INFO, PLAIN_FILE } from './probe-request';
import { xmlLeaves } from './xml-leaves';

const MAX_NAMED_SEGMENTS = 20;
const MAX_PATH_INFO_PAGES = 150;
const MAX_MATRIX_PAGES = 30;

/** A place before it is known what its request does. */
export type Candidate = Pick<InsertionPoint, 'location' | 'name' | 'part' | 'value' | 'template'>;

/** The places of one request where a value can be replaced: query, form, JSON, XML and path. */
export function listCandidates(template: RequestTemplate): Candidate[] {
  const url = new URL(template.url);
  const found: Candidate[] = [];
  const add = (location: ParameterLocation, name: string, value: string) =>
    found.push({ location, name, value, template });
  for (const [name, value] of url.searchParams) if (name !== '') add('QUERY', name, value);
  url.pathname.split('/').forEach((segment, index) => {
    if (isIdentifier(segment)) add('PATH', String(index), segment);
  });
  const { body } = template;
  if (body.kind === 'form') for (const [name, value] of body.fields) add('FORM', name, value);
  if (body.kind === 'multipart') for (const [name, value] of body.fields) add('MULTIPART', name, value);
  const isQuery = readGraphql(template) !== null;
  if (body.kind === 'json')
    for (const { pointer, value } of jsonLeaves(body.text))
      if (!isQuery || !isGraphqlText(pointer)) add('JSON', pointer, value);
  if (body.kind === 'xml') for (const leaf of xmlLeaves(body.text)) add('XML', leaf.name, leaf.value);
  return found.filter(({ name }) => !TOKEN_FIELD.test(name));
}

export type InsertionPointSources = {
  requests: readonly RequestTemplate[];
  /** Pages that were answered, in order of discovery. */
  pageUrls: readonly string[];
  /** A path that does not exist, the same in every scan: error pages repeat what was asked for. */
  missingUrl: string;
  /** Whether pages of this kind differ so much that each path counts for itself. */
  isDiverse(kind: string): boolean;
};

/** What makes two points the same: method, page kind, place and name; the other parameters do not matter. */
function pointKey({ location, name, template }: Candidate, isDiverse: boolean): string {
  const { pathname } = new URL(template.url);
  // Of a query only the words that choose the page count, and not the parameter that is being replaced itself.
  const routers = pageKind(new URL(template.url))
    .replace(/^[^?]*\?/, '')
    .split('&')
    .filter((part) => part.includes('=') && !part.startsWith(`${name}=`));
  const path = isDiverse ? pathname : pathTemplate(pathname);
  // One address answers all operations.
  const operation = readGraphql(template)?.name ?? '';
  return JSON.stringify([template.method, path, routers, location, name, operation]);
}

/** The last segment of one page a folder (`/user/alice`): names stand where other sites put numbers. */
function namedSegments(pageUrls: readonly string[]): Candidate[] {
  const byFolder = new Map<string, Candidate>();
  for (const url of pageUrls) {
    const { pathname } = new URL(url);
    const segments = pathname.split('/');
    const last = segments.at(-1) ?? '';
    const folder = pathTemplate(segments.slice(0, -1).join('/'));
    if (
      segments.length < 3 ||
      last === '' ||
      last.includes('.') ||
      isIdentifier(last) ||
      byFolder.has(folder)
    )
      continue;
    const template: RequestTemplate = { method: 'GET', url, headers: [], body: { kind: 'none' } };
    byFolder.set(folder, { location: 'PATH', name: String(segments.length - 1), value: last, template });
  }
  return [...byFolder.values()].slice(0, MAX_NAMED_SEGMENTS);
}

/** The place behind the path of each page but the root, whose text behind is the missing page already. */
function behindPaths(pages: readonly RequestTemplate[]): Candidate[] {
  const behind = pages.filter(({ url }) => new URL(url).pathname !== '/');
  const at = (name: string) => (template: RequestTemplate) =>
    ({ location: 'PATH', name, value: '', template }) satisfies Candidate;
  return [
    ...behind.slice(0, MAX_PATH_INFO_PAGES).map(at(PATH_INFO)),
    ...behind.slice(0, MAX_MATRIX_PAGES).map(at(MATRIX)),
  ];
}

/** The parameter, what its value holds in another writing, and the name of its file. */
function withParts(candidate: Candidate): Candidate[] {
  const { location, name, value, template } = candidate;
  if (location === 'PATH') return [candidate];
  const inside = findInside(location, name, value).map((part) => ({ ...part, template }));
  const { body } = template;
  const isFile = location === 'MULTIPART' && body.kind === 'multipart' && body.files?.includes(name);
  if (!isFile) return [candidate, ...inside];
  // Most files are kept under their name: only where words say that the site just reads them.
  const { effect, isCertain } = requestEffect(template);
  if (effect === 'SAVES' || !isCertain) return [candidate];
  const part = { kind: 'FILE_NAME', of: name } as const;
  return [candidate, { location, name: `filename(${name})`, part, value: PLAIN_FILE.fileName, template }];
}

/** Insertion points without repetition, the likeliest first: parameters, then paths. */
export function buildInsertionPoints(sources: InsertionPointSources): InsertionPoint[] {
  const parameters = sources.requests.flatMap(listCandidates).flatMap(withParts);
  const isPath = ({ location }: Candidate) => location === 'PATH';
  const page = (url: string): RequestTemplate => ({
    method: 'GET',
    url,
    headers: [],
    body: { kind: 'none' },
  });
  const missing = page(sources.missingUrl);
  const kinds = new Map(sources.pageUrls.map((url) => [pathTemplate(new URL(url).pathname), url] as const));
  const pages = [...kinds.values()];
  const candidates: Candidate[] = [
    ...parameters.filter((candidate) => !isPath(candidate)),
    ...parameters.filter(isPath),
    ...namedSegments(sources.pageUrls),
    {
      location: 'PATH',
      name: '1',
      value: new URL(sources.missingUrl).pathname.slice(1),
      template: missing,
    },
    ...behindPaths(pages.map(page)),
  ];
  return numberPoints(distinct(candidates, sources.isDiverse), 0);
}

function distinct(candidates: readonly Candidate[], isDiverse: (kind: string) => boolean): Candidate[] {
  const byKey = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = pointKey(candidate, isDiverse(pageKind(new URL(candidate.template.url))));
    if (!byKey.has(key)) byKey.set(key, candidate);
  }
  return [...byKey.values()];
}

/** @param first how many points there are before these */
export const numberPoints = (candidates: readonly Candidate[], first: number): InsertionPoint[] =>
  candidates.map((candidate, index) => ({
    id: String(first + index + 1),
    method: candidate.template.method,
    url: candidate.template.url,
    ...candidate,
    effect: requestEffect(candidate.template).effect,
  }));
