import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '../..');

/** The order of the map: a room imports only from rooms that stand before it. */
function roomsOfTheMap(): string[] {
  const map = readFileSync(path.join(ROOT, 'lib/README.md'), 'utf8');
  const order = map.split('\n## ').find((part) => part.startsWith('Rooms, in order'));
  const list = (order ?? '').split('\n').filter((line) => line.includes('→'));
  return [...list.join(' ').matchAll(/`([a-z0-9-]+)`/g)].map(([, name = '']) => name);
}

function filesBelow(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder)).flatMap((name) => {
    const at = path.join(folder, name);
    if (name === 'generated' || name === 'node_modules') return [];
    if (statSync(path.join(ROOT, at)).isDirectory()) return filesBelow(at);
    return /\.tsx?$/.test(name) ? [at] : [];
  });
}

type Import = { from: string; to: string };

/** Every import of the file that stays in the house, as paths from the root without their ending. */
function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].flatMap(([, target = '']) => {
    if (target.startsWith('@/')) return [{ from: file, to: target.slice(2) }];
    return target.startsWith('.') ? [{ from: file, to: path.join(path.dirname(file), target) }] : [];
  });
}

const ROOMS = roomsOfTheMap();
const LIB = filesBelow('lib');
const APP = filesBelow('app');
/** The text without comments, and without the one pure function of node:net. */
const codeOf = (file: string): string =>
  readFileSync(path.join(ROOT, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace("import { isIP } from 'node:net';", '');
const roomOf = (file: string) => /^lib\/([^/]+)\//.exec(file)?.[1] ?? null;
const shown = ({ from, to }: Import) => `${from} → ${to}`;

/** Rooms of which every file is a rule. */
const PURE_ROOMS = ['koogallery', 'response-checks', 'adversarial'];

/** What rules may use besides: signing is a toolkit, exchange holds types and readers of captured bytes. */
const PURE = [
  /^lib\/(core|signing|koogallery|response-checks|adversarial)\//,
  /\/rules\//,
  /^lib\/http\/(exchange|mask-secrets)$/,
  /^lib\/i18n\/(locales|app-messages|made-key)$/,
  /\/(schemas|[a-z-]+-record)$/,
];

describe('the rooms', () => {
  it('are the folders of lib, each with a README', () => {
    const folders = readdirSync(path.join(ROOT, 'lib')).filter((name) =>
      statSync(path.join(ROOT, 'lib', name)).isDirectory(),
    );
    expect([...folders].sort()).toEqual([...ROOMS].sort());
    for (const room of ROOMS) {
      const lines = readFileSync(path.join(ROOT, 'lib', room, 'README.md'), 'utf8')
        .trimEnd()
        .split('\n');
      expect(lines.length, `lib/${room}/README.md`).toBeLessThanOrEqual(40);
    }
  });

  it('import only from rooms that stand before them', () => {
    const wrong = LIB.flatMap(importsOf).filter(({ from, to }) => {
      const [own, other] = [roomOf(from), roomOf(to)];
      return own && other && own !== other && ROOMS.indexOf(other) >= ROOMS.indexOf(own);
    });
    expect(wrong.map(shown)).toEqual([]);
  });

  it('keep their stores to themselves', () => {
    const wrong = [...LIB, ...APP].flatMap(importsOf).filter(({ from, to }) => {
      if (!/(^|\/)store$/.test(to)) return false;
      return roomOf(from) !== roomOf(to);
    });
    const values = wrong.filter(({ from, to }) => !isTypeImport(from, to));
    expect(values.map(shown)).toEqual([]);
  });

  it('open their stores by name where others need them', () => {
    const doors = LIB.filter((file) => file.endsWith('/for-other-rooms.ts'));
    expect(doors.length).toBeGreaterThan(0);
    for (const file of doors)
      expect(codeOf(file).trim(), file).toMatch(/^(export \{[\w\s,]+\} from '\.\/(\w+\/)?store';\s?)+$/);
  });

  it('let signing stand alone', () => {
    const wrong = LIB.filter((file) => file.startsWith('lib/signing/'))
      .flatMap(importsOf)
      .filter(({ to }) => !/^lib\/(signing|core)\//.test(to));
    expect(wrong.map(shown)).toEqual([]);
  });

  it('keep the database to stores, and to the transactions that verbs open', () => {
    const wrong = LIB.flatMap(importsOf).filter(
      ({ from, to }) =>
        to === 'lib/db/generated/client' && roomOf(from) !== 'db' && !/(^|\/)store\.ts$/.test(from),
    );
    expect(wrong.map(shown)).toEqual([]);
  });
});

/** Whether every import of `to` in this file is of types alone. */
function isTypeImport(file: string, to: string): boolean {
  const text = readFileSync(path.join(ROOT, file), 'utf8');
  const name = `@/${to}`;
  const statements = [...text.matchAll(/import\s+(type\s+)?([^;]*?)\s*from\s*'([^']+)'/g)].filter(
    ([, , , target]) => target === name,
  );
  return statements.every(
    ([, isType, names = '']) =>
      isType ||
      names
        .replace(/[{}]/g, '')
        .split(',')
        .every((part) => !part.trim() || part.trim().startsWith('type ')),
  );
}

describe('the floors', () => {
  it('keep the database and the launchers out of the pages', () => {
    const wrong = APP.flatMap(importsOf).filter(
      ({ to, from }) => /^lib\/(db|wiring|fakes)\//.test(to) && from !== 'app/api/ready/route.ts',
    );
    expect(wrong.map(shown)).toEqual([]);
  });

  it('never lead from a room to the pages or the tests', () => {
    expect(
      LIB.flatMap(importsOf)
        .filter(({ to }) => /^(app|test)\//.test(to))
        .map(shown),
    ).toEqual([]);
  });

  it('keep rules pure', () => {
    const rules = LIB.filter((file) => file.includes('/rules/') || PURE_ROOMS.includes(roomOf(file) ?? ''));
    const impure = rules
      .flatMap(importsOf)
      .filter(({ from, to }) => roomOf(from) !== roomOf(to) && !PURE.some((pure) => pure.test(to)));
    expect(impure.map(shown)).toEqual([]);
    for (const file of rules) {
      const text = codeOf(file);
      expect(
        /\bawait\b|\bDate\.now\(|new Date\(\)|\bprocess\.env\b|Math\.random|from 'node:(fs|http|net|tls|dns)/.test(
          text,
        ),
        file,
      ).toBe(false);
    }
  });

  it('read the environment in one room only', () => {
    const wrong = [...LIB, ...APP].filter(
      (file) =>
        roomOf(file) !== 'config' && /process\.env\b/.test(readFileSync(path.join(ROOT, file), 'utf8')),
    );
    expect(wrong).toEqual([]);
  });
});

describe('the files', () => {
  const CEILINGS: [RegExp, number][] = [
    [/\/page\.tsx$/, 150],
    [/^(app|lib)\//, 250],
    [/^test\//, 400],
  ];
  const MOST_FILES = 25;

  it('stay below their ceilings', () => {
    const tall = [...LIB, ...APP, ...filesBelow('test')].flatMap((file) => {
      const lines = readFileSync(path.join(ROOT, file), 'utf8').trimEnd().split('\n').length;
      const ceiling = CEILINGS.find(([pattern]) => pattern.test(file))?.[1] ?? 400;
      return lines > ceiling ? [`${file}: ${lines} > ${ceiling}`] : [];
    });
    expect(tall).toEqual([]);
  });

  it('are at most 25 in a folder of lib', () => {
    const folders = LIB.map((file) => path.dirname(file));
    const count = (folder: string) => folders.filter((other) => other === folder).length;
    expect([...new Set(folders)].filter((folder) => count(folder) > MOST_FILES)).toEqual([]);
  });

  it('have names that say what they hold', () => {
    const all = [...LIB, ...APP, ...filesBelow('test')];
    expect(all.filter((file) => /(^|\/)(utils?|helpers?|misc|common|types|index)\.tsx?$/.test(file))).toEqual(
      [],
    );
    expect(all.filter((file) => !/^[a-z0-9-]+(\.(test|spec|d))?\.tsx?$/.test(path.basename(file)))).toEqual(
      [],
    );
  });

  it('hold no mark of something left undone', () => {
    const marks = [...LIB, ...APP].filter((file) =>
      /\b(TODO|FIXME|XXX)\b|@ts-(ignore|expect-error|nocheck)|biome-ignore|\bas any\b|: any\b/.test(
        codeOf(file),
      ),
    );
    expect(marks).toEqual([]);
  });
});

describe('the READMEs', () => {
  const readmes = [
    'README.md',
    'app/README.md',
    'prisma/README.md',
    'lib/README.md',
    'lib/DECISIONS.md',
    'lib/CONTRIBUTING.md',
    'test/README.md',
    ...ROOMS.map((room) => `lib/${room}/README.md`),
  ];

  it.each(readmes)('%s names only paths that exist', (readme) => {
    const text = readFileSync(path.join(ROOT, readme), 'utf8');
    const names = [...text.matchAll(/`((?:app|lib|prisma|public|test)\/[\w./[\]()-]+)`/g)].map(
      ([, name = '']) => name,
    );
    for (const name of names)
      expect(() => statSync(path.join(ROOT, name)), `${readme}: ${name}`).not.toThrow();
  });
});
