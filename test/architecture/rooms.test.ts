import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Import, listImports, shownImport } from './list-imports';
import { parseText, ROOT, readSources } from './parse-source';

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

const ROOMS = roomsOfTheMap();
const LIB = filesBelow('lib');
const APP = filesBelow('app');
/** The text without comments, and without the one pure function of node:net. */
const readCode = (file: string): string =>
  readFileSync(path.join(ROOT, file), 'utf8')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
    .replace("import { isIP } from 'node:net';", '');
const readRoom = (file: string) => /^lib\/([^/]+)\//.exec(file)?.[1] ?? null;
const importsBelow = (folder: string): Import[] => readSources(folder).flatMap(listImports);

/** Imports of a room from one that stands after it, types included. */
const againstOrder = ({ from, to }: Import): boolean => {
  const [own, other] = [readRoom(from), readRoom(to)];
  return own !== null && other !== null && own !== other && ROOMS.indexOf(other) >= ROOMS.indexOf(own);
};

/** Imports that lead back to where they came from, types included. */
function findCycles(imports: readonly Import[]): string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    const file = from.replace(/\.tsx?$/, '');
    targets.set(file, [...(targets.get(file) ?? []), to]);
  }
  const cycles: string[] = [];
  const done = new Set<string>();
  const enter = (file: string, way: readonly string[]) => {
    if (way.includes(file)) cycles.push([...way.slice(way.indexOf(file)), file].join(' → '));
    if (done.has(file)) return;
    done.add(file);
    for (const target of targets.get(file) ?? []) enter(target, [...way, file]);
  };
  for (const file of targets.keys()) enter(file, []);
  return cycles;
}

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
    for (const text of [
      "import type { Asset } from '@/lib/assets/asset-record';",
      "export { a as b } from '../assets/attach-website';",
      "export const a = () => import('@/lib/assets/attach-website');",
      "export type A = import('../assets/asset-record').Asset;",
    ])
      expect(listImports(parseText('lib/core/a.ts', text)).filter(againstOrder), text).toHaveLength(1);
    const wrong = importsBelow('lib').filter(againstOrder);
    expect(wrong.map(shownImport)).toEqual([]);
  });

  it('hold no cycle of imports, types included', () => {
    const planted = [
      parseText('lib/a/one.ts', "import type { B } from './two'; export type A = B;"),
      parseText('lib/a/two.ts', "export type B = import('./three').C;"),
      parseText('lib/a/three.ts', "export type { A as C } from './one';"),
    ];
    expect(findCycles(planted.flatMap(listImports))).toHaveLength(1);
    expect(findCycles([...importsBelow('lib'), ...importsBelow('app')])).toEqual([]);
  });

  it('keep their stores to themselves', () => {
    const wrong = [...importsBelow('lib'), ...importsBelow('app')].filter(
      ({ from, to, isType }) =>
        !isType && /^(?!lib\/storage\/).*[/-]store$/.test(to) && readRoom(from) !== readRoom(to),
    );
    expect(wrong.map(shownImport)).toEqual([]);
  });

  it('open their stores by name where others need them', () => {
    const doors = LIB.filter((file) => file.endsWith('/for-other-rooms.ts'));
    expect(doors.length).toBeGreaterThan(0);
    for (const file of doors)
      expect(readCode(file).trim(), file).toMatch(/^(export \{[\w\s,]+\} from '\.\/(\w+\/)?store';\s?)+$/);
  });

  it('let signing stand alone', () => {
    const wrong = importsBelow('lib/signing').filter(
      ({ to }) => to.startsWith('lib/') && !/^lib\/(signing|core)\//.test(to),
    );
    expect(wrong.map(shownImport)).toEqual([]);
  });

  it('keep the database to stores, and to the transactions that verbs open', () => {
    const wrong = importsBelow('lib').filter(
      ({ from, to }) =>
        to === 'lib/db/generated/client' && readRoom(from) !== 'db' && !/(^|[/-])store\.ts$/.test(from),
    );
    expect(wrong.map(shownImport)).toEqual([]);
  });
});

describe('the floors', () => {
  it('keep the database and the launchers out of the pages', () => {
    const wrong = importsBelow('app').filter(
      ({ to, from }) => /^lib\/(db|wiring|fakes)\//.test(to) && from !== 'app/api/ready/route.ts',
    );
    expect(wrong.map(shownImport)).toEqual([]);
  });

  it('never lead from a room to the pages or the tests', () => {
    expect(
      importsBelow('lib')
        .filter(({ to }) => /^(app|test)\//.test(to))
        .map(shownImport),
    ).toEqual([]);
  });

  it('read the environment in one room only', () => {
    const wrong = [...LIB, ...APP].filter(
      (file) =>
        readRoom(file) !== 'config' && /process\.env\b/.test(readFileSync(path.join(ROOT, file), 'utf8')),
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
        readCode(file),
      ),
    );
    expect(marks).toEqual([]);
  });
});
