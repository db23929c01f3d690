import type { RequestTemplate } from '../../checks/check';
import type { CoverageBook } from '../coverage-book';
import { isRouter } from '../crawl/scope-url';

/** Of all requests: pages can hold forms as large as themselves. */
const MAX_CHARACTERS = 8_000_000;
const MAX_CHOICE = 40;

/** Requests that were found, one of each method, path, set of parameters and fields. */
export class RequestBook {
  private readonly templates = new Map<string, RequestTemplate>();
  private characters = 0;

  constructor(private readonly coverage: CoverageBook) {}

  get all(): RequestTemplate[] {
    return [...this.templates.values()];
  }

  /** @returns whether nothing like it was noted before */
  note(template: RequestTemplate): boolean {
    const { origin, pathname, searchParams } = new URL(template.url);
    const { body } = template;
    const fields = 'fields' in body ? body.fields.map(nameOrChoice) : 'text' in body ? [body.text] : [];
    const names = [...searchParams].map(nameOrChoice);
    const key = JSON.stringify([template.method, origin, pathname, names, body.kind, fields]);
    const isNew = !this.templates.has(key);
    if (isNew) {
      if (this.characters >= MAX_CHARACTERS) {
        this.coverage.skip('PAGE_LIMIT', template.url);
        return false;
      }
      this.characters += key.length + measureSize(template);
      this.templates.set(key, template);
    }
    this.coverage.endpointsSeen.add(`${template.method} ${pathname}`);
    return isNew;
  }

  notePage(url: string): boolean {
    return this.note({ method: 'GET', url, headers: [], body: { kind: 'none' } });
  }
}

/** What chooses the page is another request with each value. */
const nameOrChoice = ([name, value]: readonly [string, string]): string =>
  isRouter(name) ? `${name}=${value.slice(0, MAX_CHOICE)}` : name;

const measureSize = ({ url, body }: RequestTemplate): number =>
  url.length + ('fields' in body ? body.fields.reduce((sum, [, value]) => sum + value.length, 0) : 0);
