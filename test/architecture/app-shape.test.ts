import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { describePlace, isNode, parseFolder, parseText, type SourceFile, walk } from './parse-source';

/** File names that Next gives a meaning wherever they stand below app/. */
const METADATA_FILES =
  /^(icon|apple-icon|favicon|opengraph-image|twitter-image|sitemap|robots|manifest)\d*\.tsx?$/;
const ROUTE_FILES = /^(page|layout|template|default|route|loading|error|not-found)\.tsx?$/;
const SHARED_FOLDERS = ['app/components', 'app/help', 'app/shell', 'app/shortcuts'];

/** Places of `style` attributes: the content security policy lets none of them through. */
function inlineStyles(source: SourceFile): string[] {
  const found: string[] = [];
  walk(source.program, (node) => {
    if (node.type !== 'JSXAttribute' || !isNode(node.name) || node.name.name !== 'style') return;
    found.push(describePlace(source, node));
  });
  return found;
}

/** Places where a text is said to be a path of a page, which `app/paths.ts` alone may. */
function routeCasts(source: SourceFile): string[] {
  const found: string[] = [];
  walk(source.program, (node) => {
    const { typeAnnotation: type } = node;
    if (node.type !== 'TSAsExpression' || !isNode(type) || !isNode(type.typeName)) return;
    if (type.typeName.name === 'Route') found.push(describePlace(source, node));
  });
  return found;
}

/** Files that export metadata of Next, by name. */
const metadataExports = (sources: readonly SourceFile[]): string[] =>
  sources
    .filter(({ text }) => /export (?:async function generateMetadata|const metadata)\b/.test(text))
    .map(({ file }) => file);

describe('app/', () => {
  const sources = parseFolder('app');

  it('imports beside itself by ./ and everything else by @/', () => {
    const upwards = /from '\.\.\//;
    expect(upwards.test("import { a } from '../a';")).toBe(true);
    expect(sources.filter(({ text }) => upwards.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('has no style attribute', () => {
    expect(inlineStyles(parseText('a.tsx', 'export const a = <p style={{ width: 1 }} />;'))).toHaveLength(1);
    expect(sources.flatMap(inlineStyles)).toEqual([]);
  });

  it('makes paths in one place', () => {
    expect(routeCasts(parseText('a.ts', "const a = '/scans/1' as Route;"))).toHaveLength(1);
    expect(sources.filter(({ file }) => file !== 'app/paths.ts').flatMap(routeCasts)).toEqual([]);
  });

  it('has the title of a page within the page, so that it is never missing', () => {
    const page = "export async function generateMetadata() {\n  return { title: 'Assets' };\n}";
    expect(metadataExports([parseText('app/page.tsx', page)])).toHaveLength(1);
    expect(metadataExports(sources)).toEqual(['app/layout.tsx']);
  });

  it('names no component as Next names its metadata files', () => {
    expect(
      sources.map(({ file }) => file).filter((file) => METADATA_FILES.test(path.basename(file))),
    ).toEqual([]);
  });

  it('makes no route of a folder of components', () => {
    const shared = sources.filter(({ file }) =>
      SHARED_FOLDERS.some((folder) => file.startsWith(`${folder}/`)),
    );
    expect(shared.length).toBeGreaterThan(0);
    expect(shared.map(({ file }) => file).filter((file) => ROUTE_FILES.test(path.basename(file)))).toEqual(
      [],
    );
  });
});
