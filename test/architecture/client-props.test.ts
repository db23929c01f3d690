import { describe, expect, it } from 'vitest';
import { listImports } from './list-imports';
import {
  breach,
  isFunction,
  isNode,
  literalText,
  nodesIn,
  parseText,
  readSources,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './parse-source';

const ENTRY = /(^|\/)(page|layout|template|not-found|global-not-found)\.tsx$/;

const isClient = ({ program }: SourceFile): boolean =>
  nodesIn(program.body).some(({ expression }) => literalText(expression) === 'use client');

/** Local names of what a file imports as values, and the file or package that each comes from. */
function importedFrom(source: SourceFile): Map<string, string> {
  const imports = listImports(source).filter(({ isType }) => !isType);
  return new Map(imports.flatMap(({ to, names }) => names.map((name) => [name, to] as const)));
}

/** The files that the server draws: pages, and what they import up to the first client component. */
function drawnByServer(sources: readonly SourceFile[]): Set<SourceFile> {
  const files = new Map(sources.map((source) => [source.file.replace(/\.tsx?$/, ''), source]));
  const drawn = new Set<SourceFile>();
  const enter = (source: SourceFile) => {
    if (drawn.has(source) || isClient(source)) return;
    drawn.add(source);
    for (const to of importedFrom(source).values()) {
      const next = files.get(to);
      if (next) enter(next);
    }
  };
  for (const source of sources) if (ENTRY.test(source.file)) enter(source);
  return drawn;
}

const nameOfElement = ({ name }: SyntaxNode): string =>
  isNode(name) && name.type === 'JSXIdentifier' ? String(name.name) : '';

/** What a component of the server gives to one of the browser although it cannot be sent: icons and other functions. */
function unsendable(sources: readonly SourceFile[]): string[] {
  const clients = new Set(sources.filter(isClient).map(({ file }) => file.replace(/\.tsx?$/, '')));
  return [...drawnByServer(sources)].flatMap((source) => {
    const found: string[] = [];
    const from = importedFrom(source);
    walk(source.program, (node) => {
      if (node.type !== 'JSXOpeningElement' || !clients.has(from.get(nameOfElement(node)) ?? '')) return;
      for (const { value } of nodesIn(node.attributes)) {
        const given = isNode(value) ? value.expression : undefined;
        if (!isNode(given)) continue;
        const isIcon = given.type === 'Identifier' && from.get(String(given.name)) === 'lucide-react';
        if (isIcon || isFunction(given)) found.push(breach(source, node, nameOfElement(node)));
      }
    });
    return found;
  });
}

describe('what the server gives to components of the browser', () => {
  const button = parseText('app/button.tsx', "'use client';\nexport function Button() {}");
  const page = (line: string) =>
    parseText(
      'app/page.tsx',
      `import { Button } from './button';\nimport { Check } from 'lucide-react';\nexport default () => ${line};`,
    );

  it.each([
    '<Button icon={Check} />',
    '<Button onClick={() => 1} />',
    '<p><Button icon={Check}>a</Button></p>',
  ])('is not %s', (line) => {
    expect(unsendable([page(line), button])).toHaveLength(1);
  });

  it('may be elements, and functions between components of the browser', () => {
    expect(unsendable([page('<Button icon={<Check />} />'), button])).toEqual([]);
    const client = parseText('app/form.tsx', `'use client';\n${page('<Button icon={Check} />').text}`);
    expect(unsendable([client, button])).toEqual([]);
  });

  it('can be sent', () => {
    expect(unsendable(readSources('app'))).toEqual([]);
  });
});
