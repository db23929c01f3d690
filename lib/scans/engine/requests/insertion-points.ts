import type { ParameterLocation } from '@/lib/findings/rules/finding';
import { isIdentifier, pathTemplate } from '@/lib/findings/rules/path-template';
import type { InsertionPoint, RequestTemplate } from '../../checks/check';
import { isRouter, pageAddress, pageBase, pageKind } from '../crawl/scope-url';
import { requestEffect } from '../danger/request-effect';
import { grouped } from '../hidden/grouped';
import { TOKEN_FIELD } from '../saving/form-tokens';
import { jsonLeaves } from './json-leaves';
import { findInside } from './place-part';
import { MATRIX, PATH_INFO, PLAIN_FILE } from './probe-request';
import { xmlLeaves } from './xml-leaves';

const MAX_NAMED_SEGMENTS = 150;
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
  if (body.kind === 'json') for (const leaf of jsonLeaves(body.text)) add('JSON', leaf.pointer, leaf.value);
  if (body.kind === 'xml') for (const leaf of xmlLeaves(body.text)) add('XML', leaf.name, leaf.value);
  return found.filter(({ name }) => !TOKEN_FIELD.test(name));
}

export type InsertionPointSources = {
  requests: readonly RequestTemplate[];
  /** Pages that were answered, in order of discovery. */
  pageUrls: readonly string[];
  /** A path that does not exist, the same in every scan: error pages repeat what was asked for. */
  missingUrl: string;
  /** Whether a page differs so much from others of its kind that it counts for itself. */
  isDiverse(url: string): boolean;
};

/** What makes two points the same: method, page kind, place and name; the other parameters do not matter. */
function pointKey({ location, name, value, template }: Candidate, isDiverse: boolean): string {
  // What chooses the page is read in front of all pages.
  if (isDiverse && location === 'QUERY' && isRouter(name))
    return JSON.stringify([template.method, pageBase(template.url), location, name]);
  const isRow = location === 'PATH' && isIdentifier(value) && isRowNumber(template.url, Number(name));
  if (isDiverse && !isRow)
    return JSON.stringify([template.method, pageAddress(template.url, name), location, name]);
  const { pathname } = new URL(template.url);
  // Of a query only the words that choose the page count, and not the parameter that is being replaced itself.
  const routers = pageKind(new URL(template.url))
    .replace(/^[^?]*\?/, '')
    .split('&')
    .filter((part) => part.includes('=') && !part.startsWith(`${name}=`));
  return JSON.stringify([template.method, pathTemplate(pathname), routers, location, name]);
}

/** The number of a row, or of a page, is read by one handler however much the pages differ; one behind it is a value. */
function isRowNumber(url: string, index: number): boolean {
  const segments = new URL(url).pathname.split('/');
  return index < segments.length - 1 || !segments.slice(0, index).some(isIdentifier);
}

/** The last segment of one page a folder (`/user/alice`): names stand where other sites put numbers. */
function namedSegments(pageUrls: readonly string[], isDiverse: (url: string) => boolean): Candidate[] {
  const byFolder = new Map<string, Candidate>();
  for (const url of pageUrls) {
    const { pathname } = new URL(url);
    const segments = pathname.split('/');
    const last = segments.at(-1) ?? '';
    const above = segments.slice(0, -1).join('/');
    const folder = isDiverse(url) ? above : pathTemplate(above);
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
  const kinds = grouped([...byFolder.values()], ({ template }) => pageKind(new URL(template.url)));
  return kinds.slice(0, MAX_NAMED_SEGMENTS).flat();
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
  const further: Candidate[] = [
    ...namedSegments(sources.pageUrls, sources.isDiverse),
    {
      location: 'PATH',
      name: '1',
      value: new URL(sources.missingUrl).pathname.slice(1),
      template: missing,
    },
    ...behindPaths(pages.map(page)),
  ];
  const listed = [...parameters.filter((candidate) => !isPath(candidate)), ...parameters.filter(isPath)];
  return numberPoints(distinct([inTurn(listed, sources), inTurn(further, sources)].flat(), sources), 0);
}

type Telling = Pick<InsertionPointSources, 'isDiverse'>;

/** The first of each kind of place, then the second ones: new places come before more of the same. */
function inTurn(candidates: readonly Candidate[], sources: Telling): Candidate[] {
  const turns = new Map<string, number>();
  const placed = distinct(candidates, sources).map((candidate) => {
    const kind = pointKey(candidate, false);
    const turn = turns.get(kind) ?? 0;
    turns.set(kind, turn + 1);
    return { candidate, turn };
  });
  return placed.sort((a, b) => a.turn - b.turn).map(({ candidate }) => candidate);
}

/** One of each place. */
function distinct(candidates: readonly Candidate[], { isDiverse }: Telling): Candidate[] {
  const byKey = new Map<string, Candidate>();
  for (const candidate of candidates) {
    const key = pointKey(candidate, isDiverse(candidate.template.url));
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
