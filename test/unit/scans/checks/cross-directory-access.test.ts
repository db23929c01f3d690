import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { crossDirectoryAccess } from '@/lib/scans/checks/cross-directory-access';
import { type Answer, type CaseSite, type SiteCase, startCaseSite } from '../../../fixtures/sites/case-site';
import { PUBLIC_FILES, readTree, resolvedPath, SITE_ROOT } from '../../../fixtures/sites/file-tree';
import { FRAMEWORK_TRAVERSAL_CASES } from '../../../fixtures/sites/framework-traversal-cases';
import { OPENED_FILE_CASES } from '../../../fixtures/sites/opened-file-cases';
import { TRAVERSAL_CASES, TRAVERSAL_SURROUNDINGS } from '../../../fixtures/sites/traversal-cases';
import { runCase } from './probe-harness';

/** What a crawl of the site would have seen. */
const FILES = ['/robots.txt', '/index.html', '/css/site.css', '/pages/home.html'].map((path) => ({
  path,
  text: PUBLIC_FILES[path] ?? '',
}));
/** To be proven only by a file that somebody may write. */
const OUT_OF_REACH = new Set(['windows-drive']);
/** What lies outside is not known by name, or only one folder up is reached. */
const UNSURE = new Set(['sibling', 'inner-climb-removed']);
const CASES = [...TRAVERSAL_CASES, ...FRAMEWORK_TRAVERSAL_CASES, ...OPENED_FILE_CASES];

let site: CaseSite;
beforeAll(async () => {
  site = await startCaseSite(CASES, TRAVERSAL_SURROUNDINGS);
});
afterAll(() => site.close());

const vulnerable = CASES.filter(({ isVulnerable }) => isVulnerable);
const safe = CASES.filter(({ isVulnerable }) => !isVulnerable);

describe('a page that reads the file that a value leads to', () => {
  it.each(vulnerable.filter(({ name }) => !OUT_OF_REACH.has(name)))('$name', async (one) => {
    const { findings } = await runCase(crossDirectoryAccess, site, one, FILES);
    const confidence = UNSURE.has(one.name) ? 'LIKELY' : 'CONFIRMED';
    expect(findings).toMatchObject([{ class: 'CROSS_DIRECTORY_ACCESS', confidence, cwe: 22 }]);
    const isFence = findings[0]?.titleKey === 'findings-files.folderPrefix';
    expect(findings[0]?.severity).toBe(isFence ? 'MEDIUM' : 'HIGH');
  });
});

describe('a page that reads only what it may, or nothing', () => {
  it.each(safe)('$name', async (one) => {
    const { findings } = await runCase(crossDirectoryAccess, site, one, FILES);
    expect(findings).toEqual([]);
  });
});

type Sister = Partial<SiteCase> & { read(value: string): string | null };
const page = (text: string | null): Answer =>
  text === null ? { status: 404, body: 'Nothing here' } : { body: `<pre>${text}</pre>` };

async function runSister({ read, ...more }: Sister) {
  const one: SiteCase = {
    ...{ name: 'sister', isVulnerable: false, location: 'QUERY', parameter: 'file', sample: 'guide.txt' },
    ...more,
    answer: ({ value }) => page(read(value)),
  };
  const own = await startCaseSite([one]);
  onTestFinished(() => own.close());
  return runCase(crossDirectoryAccess, own, one, FILES);
}

const docs = (value: string) => `${SITE_ROOT}/docs/${value}`;
/** A file of the site by its resolved path, which must not leave the site. */
const published = (value: string) =>
  PUBLIC_FILES[resolvedPath(docs(value), { isLexical: true })?.replace(SITE_ROOT, '') ?? ''] ?? null;
const kernelText = 'Linux version 6.1.0 (gcc 12)';

describe('a page whose answers need a second look', () => {
  it.each<[string, (value: string) => string | null]>([
    ['is confined to what the site publishes', published],
    ['is confined to that and to one ending', (value) => (value.endsWith('.txt') ? published(value) : null)],
    ['adds an ending to a path that is confined', (value) => published(`${value}.html`)],
    ['makes paths of nothing but names', (value) => (value.startsWith('../') ? published(value) : null)],
    ['tells the version of its kernel anyway', (value) => `${value} on ${kernelText}`],
    ['tells it for what is missing', (value) => (value === 'guide.txt' ? 'Guide' : kernelText)],
    ['baits whoever names the file', (value) => (value.includes('proc/version') ? kernelText : null)],
    ['shows all files of the site for a wrong name', () => Object.values(PUBLIC_FILES).join('\n')],
  ])('is not confirmed where it %s', async (_name, read) => {
    const { findings } = await runSister({ read });
    expect(findings.filter(({ confidence }) => confidence === 'CONFIRMED')).toEqual([]);
  });

  it.each<[string, Sister]>([
    [
      'a number that is a file',
      {
        parameter: 'id',
        sample: '7',
        read: (v) =>
          v === '7' || v === './7'
            ? 'Seven'
            : readTree(docs(v.replaceAll('../', '').replaceAll('..\\', '../').replaceAll('\\', '/'))),
      },
    ],
    [
      'a way that is decoded twice',
      {
        read: (v) =>
          /[%.]\.|\.\//.test(v) ? null : readTree(docs(decodeURIComponent(decodeURIComponent(v)))),
      },
    ],
    [
      'an ending of Linux',
      {
        sample: 'en',
        parameter: 'lang',
        read: (v) => readTree(`${SITE_ROOT}/lang/${v}.css`) ?? (v === 'en' ? 'Hello' : null),
      },
    ],
  ])('is confirmed for %s', async (_name, sister) => {
    const { findings } = await runSister(sister);
    expect(findings).toMatchObject([{ confidence: 'CONFIRMED' }]);
  });
});

describe('what is sent', () => {
  const SYSTEM = /^(?:file:)?\/{0,3}(?:[a-z]:|(?:etc|proc|sys|dev|usr|var|bin)(?:$|\/))/i;
  const ALLOWED = /^(?:file:\/\/\/(?:\.\/)?proc\/|file:proc\/|proc\/|\/proc\/self\/)/;

  it.each(CASES)('$name gets no path of a file of the system as its whole value', async (one) => {
    const { values } = await runCase(crossDirectoryAccess, site, one, FILES);
    expect(values.filter((value) => SYSTEM.test(value) && !ALLOWED.test(value))).toEqual([]);
  });

  it.each([
    ['of a page that ignores it', { parameter: 'id', sample: '7', read: () => 'Ready' }, 4],
    ['of a search', { parameter: 'q', sample: 'lamp', read: (v: string) => `Nothing for ${v}` }, 6],
    ['without a value', { parameter: 'q', sample: '', read: () => 'Ready' }, 4],
  ])('is little for a parameter %s', async (_name, sister, most) => {
    expect((await runSister(sister)).requests).toBeLessThanOrEqual(most);
  });

  it('is nothing where a place saves', () => {
    const point = site.pointFor(TRAVERSAL_CASES[0] as SiteCase);
    expect(crossDirectoryAccess.applies({ ...point, effect: 'SAVES' })).toBe(false);
  });
});
