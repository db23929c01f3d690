import path from 'node:path';
import {
  describePlace,
  isNode,
  literalText,
  nameOfNode,
  nodesIn,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './parse-source';

export type Import = {
  /** The file that imports, and where it says so. */
  from: string;
  place: string;
  /** A path of the project without its ending, the name of a package, or `?` where it is computed. */
  to: string;
  /** Whether it is gone when the program runs. */
  isType: boolean;
  /** The names that the other file exports; `*` or empty for the whole of it. */
  names: string[];
};

const found = new WeakMap<SourceFile, Import[]>();

/** Everything that a file imports, whatever the syntax: import, export from, import(), require, types. */
export function listImports(source: SourceFile): Import[] {
  const known = found.get(source);
  if (known) return known;
  const imports: Import[] = [];
  walk(source.program, (node) => {
    const target = readTarget(node);
    if (target === null) return;
    const specifiers = nodesIn(node.specifiers);
    imports.push({
      from: source.file,
      place: describePlace(source, node),
      to: resolve(source.file, target),
      isType:
        node.type === 'TSImportType' ||
        node.importKind === 'type' ||
        node.exportKind === 'type' ||
        (specifiers.length > 0 &&
          specifiers.every((part) => part.importKind === 'type' || part.exportKind === 'type')),
      names: specifiers.map(importedName),
    });
  });
  found.set(source, imports);
  return imports;
}

function importedName(specifier: SyntaxNode): string {
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  return nameOfNode(specifier.type === 'ImportSpecifier' ? specifier.imported : specifier.local) ?? '?';
}

/** The specifier that a node imports: null where it imports nothing, `?` where nobody can read it. */
function readTarget(node: SyntaxNode): string | null {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      return isNode(node.source) ? (literalText(node.source) ?? '?') : null;
    case 'ImportExpression':
    case 'TSImportType':
      return literalText(node.source) ?? '?';
    case 'TSExternalModuleReference':
      return literalText(node.expression) ?? '?';
    case 'CallExpression': {
      if (!isNode(node.callee)) return null;
      const [first] = nodesIn(node.arguments);
      const called = node.callee.type === 'MemberExpression' ? node.callee.property : node.callee;
      return /^(require|getBuiltinModule)$/.test(nameOfNode(called) ?? '')
        ? (literalText(first) ?? '?')
        : null;
    }
    default:
      return null;
  }
}

function resolve(file: string, target: string): string {
  if (target.startsWith('@/')) return target.slice(2);
  return target.startsWith('.') ? path.join(path.dirname(file), target) : target;
}

export const shownImport = ({ place, to }: Import): string => `${place} → ${to}`;
