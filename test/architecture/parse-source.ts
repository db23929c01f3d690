import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseAst } from 'vitest/node';

export type SyntaxNode = { type: string; start: number; [key: string]: unknown };
export type SourceFile = { file: string; text: string; program: SyntaxNode };

export const ROOT = path.resolve(import.meta.dirname, '../..');

/** Every `.ts` and `.tsx` file below a folder of the project, parsed; generated code is left out. */
export function parseFolder(folder: string): SourceFile[] {
  const names = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const sources = names.filter((name) => /\.tsx?$/.test(name) && !name.split(path.sep).includes('generated'));
  return sources.map((name) =>
    parseText(path.join(folder, name), readFileSync(path.join(ROOT, folder, name), 'utf8')),
  );
}

export function parseText(file: string, text: string): SourceFile {
  const program: unknown = parseAst(text, { lang: file.endsWith('x') ? 'tsx' : 'ts' });
  if (!isNode(program)) throw new Error(`${file} has no syntax tree`);
  return { file, text, program };
}

export const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/** Visits a node and everything below it, parents first; what `visit` answers false for is not entered. */
export function walk(node: SyntaxNode, visit: (node: SyntaxNode) => unknown): void {
  if (visit(node) === false) return;
  for (const child of listChildren(node)) walk(child, visit);
}

export const listChildren = (node: SyntaxNode): SyntaxNode[] => Object.values(node).flat().filter(isNode);

/** The text of a string literal, or of a template without holes. */
export function literalText(node: unknown): string | undefined {
  if (!isNode(node)) return undefined;
  if (node.type === 'Literal' && typeof node.value === 'string') return node.value;
  if (node.type !== 'TemplateLiteral' || !Array.isArray(node.quasis) || node.quasis.length !== 1)
    return undefined;
  const [piece] = node.quasis;
  return isNode(piece) && isCooked(piece.value) ? piece.value.cooked : undefined;
}

const isCooked = (value: unknown): value is { cooked: string } =>
  typeof value === 'object' && value !== null && 'cooked' in value && typeof value.cooked === 'string';

/** `file:line` of a node, as editors open it. */
export const describePlace = (source: SourceFile, node: SyntaxNode): string =>
  `${source.file}:${source.text.slice(0, node.start).split('\n').length}`;

const parsed = new Map<string, SourceFile[]>();

/** As `parseFolder`, once for all tests. */
export function readSources(folder: string): SourceFile[] {
  const sources = parsed.get(folder) ?? parseFolder(folder);
  parsed.set(folder, sources);
  return sources;
}

/** The written text of a node. */
export const textOfNode = ({ text }: SourceFile, node: SyntaxNode): string =>
  text.slice(node.start, Number(node.end));

/** What is wrong at a node, as `file:line what`. */
export const breach = (source: SourceFile, node: SyntaxNode, what: string): string =>
  `${describePlace(source, node)} ${what}`;

export const nameOfNode = (node: unknown): string | undefined => {
  if (!isNode(node)) return undefined;
  return node.type === 'Identifier' ? String(node.name) : literalText(node);
};

export const nodesIn = (value: unknown): SyntaxNode[] => (Array.isArray(value) ? value.filter(isNode) : []);

export const isFunction = ({ type }: SyntaxNode): boolean =>
  type === 'FunctionDeclaration' || type === 'FunctionExpression' || type === 'ArrowFunctionExpression';

/** The member that `a.b`, `a?.b` and `a['b']` name; undefined for a computed one. */
export const memberName = (node: SyntaxNode): string | undefined =>
  node.computed === true ? literalText(node.property) : nameOfNode(node.property);

/** Visits every name that is read as a variable, with its parents from the nearest: no members, keys, types or imports. */
export function walkReferences(
  program: SyntaxNode,
  visit: (node: SyntaxNode, parents: readonly SyntaxNode[]) => void,
): void {
  const enter = (node: SyntaxNode, parents: readonly SyntaxNode[]) => {
    if (/^(TS(Type|Interface|Qualified)|Import(Specifier|Default|Namespace))/.test(node.type)) return;
    if (node.type === 'Identifier' && !isLabel(node, parents[0])) visit(node, parents);
    for (const child of listChildren(node)) enter(child, [node, ...parents]);
  };
  enter(program, []);
}

const isLabel = (node: SyntaxNode, parent: SyntaxNode | undefined): boolean =>
  parent !== undefined &&
  ((parent.type === 'MemberExpression' && parent.property === node && parent.computed !== true) ||
    (/^(Property|MethodDefinition|PropertyDefinition)$/.test(parent.type) &&
      parent.key === node &&
      parent.computed !== true &&
      parent.shorthand !== true) ||
    (parent.type === 'ExportSpecifier' && parent.exported === node && parent.local !== node) ||
    /^JSX|^TSEnumMember|^LabeledStatement/.test(parent.type));
