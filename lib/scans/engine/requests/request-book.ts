import type { RequestTemplate } from '../../checks/check';
import type { CoverageBook } from '../coverage-book';

/** Of all requests: pages can hold forms as large as themselves. */
const MAX_CHARACTERS = 8_000_000;

/** Requests that were found, one of each method, path, set of parameters and fields. */
export class RequestBook {
  private readonly templates = new Map<string, RequestTemplate>();
  private characters = 0;

  constructor(private readonly coverage: CoverageBook) {}

  get all(): RequestTemplate[] {
    return [...this.templates.values()];
  }

  note(template: RequestTemplate): void {
    const { origin, pathname, searchParams } = new URL(template.url);
    const { body } = template;
    const fields = 'fields' in body ? body.fields.map(([name]) => name) : 'text' in body ? [body.text] : [];
    const names = [...searchParams.keys()];
    const key = JSON.stringify([template.method, origin, pathname, names, body.kind, fields]);
    if (!this.templates.has(key)) {
      if (this.characters >= MAX_CHARACTERS) {
        this.coverage.skip('PAGE_LIMIT', template.url);
        return;
      }
      this.characters += key.length + measureSize(template);
      this.templates.set(key, template);
    }
    this.coverage.endpointsSeen.add(`${template.method} ${pathname}`);
  }

  notePage(url: string): void {
    this.note({ method: 'GET', url, headers: [], body: { kind: 'none' } });
  }
}

const measureSize = ({ url, body }: RequestTemplate): number =>
  url.length + ('fields' in body ? body.fields.reduce((sum, [, value]) => sum + value.length, 0) : 0);
