import {
  describePlace,
  isNode,
  listChildren,
  literalText,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './parse-source';

/** A regular expression of the product and the line where it is written. */
export type Expression = { place: string; source: string; flags: string };

/** What stands for a part of an expression that is only known when it runs: one plain character. */
const UNKNOWN_PART = 'x';

/** Every regular expression that the files hold, as a literal or as `new RegExp(…)` with a text or a template. */
export function findExpressions(sources: readonly SourceFile[]): Expression[] {
  return sources.flatMap((source) => {
    const constants = readConstants(source.program);
    const found: Expression[] = [];
    walk(source.program, (node) => {
      const expression = literalExpression(node) ?? builtExpression(node, constants);
      if (expression) found.push({ place: describePlace(source, node), ...expression });
    });
    return found;
  });
}

type Pattern = Omit<Expression, 'place'>;

function literalExpression(node: SyntaxNode): Pattern | null {
  if (node.type !== 'Literal' || !isPattern(node.regex)) return null;
  return { source: node.regex.pattern, flags: node.regex.flags };
}

const isPattern = (value: unknown): value is { pattern: string; flags: string } =>
  typeof value === 'object' && value !== null && 'pattern' in value && 'flags' in value;

function builtExpression(node: SyntaxNode, constants: ReadonlyMap<string, SyntaxNode>): Pattern | null {
  const isCall = node.type === 'NewExpression' || node.type === 'CallExpression';
  if (!isCall || !isNode(node.callee) || node.callee.name !== 'RegExp') return null;
  const [pattern, flags] = Array.isArray(node.arguments) ? node.arguments : [];
  return { source: readText(pattern, constants), flags: literalText(flags) ?? '' };
}

/** Texts of `const NAME = …` anywhere in the file, from which longer expressions are put together. */
function readConstants(program: SyntaxNode): Map<string, SyntaxNode> {
  const constants = new Map<string, SyntaxNode>();
  walk(program, (node) => {
    if (node.type !== 'VariableDeclarator' || !isNode(node.id) || !isNode(node.init)) return;
    if (typeof node.id.name === 'string') constants.set(node.id.name, node.init);
  });
  return constants;
}

function readText(node: unknown, constants: ReadonlyMap<string, SyntaxNode>, depth = 0): string {
  if (!isNode(node) || depth > 4) return UNKNOWN_PART;
  const known = literalText(node);
  if (known !== undefined) return known;
  const inner = (part: unknown) => readText(part, constants, depth + 1);
  if (node.type === 'Identifier' && typeof node.name === 'string') return inner(constants.get(node.name));
  if (node.type === 'BinaryExpression' && node.operator === '+') return inner(node.left) + inner(node.right);
  if (node.type === 'MemberExpression' && isNode(node.object) && isNode(node.property)) {
    const owner = typeof node.object.name === 'string' ? constants.get(node.object.name) : undefined;
    if (node.property.name === 'source' && owner) return literalExpression(owner)?.source ?? UNKNOWN_PART;
  }
  const isRaw = node.type === 'TaggedTemplateExpression';
  const template = isRaw ? node.quasi : node;
  if (!isNode(template) || template.type !== 'TemplateLiteral') return UNKNOWN_PART;
  const parts = listChildren(template).sort((a, b) => a.start - b.start);
  return parts.map((part) => readPiece(part, isRaw ? 'raw' : 'cooked') ?? inner(part)).join('');
}

/** The written text of a template between two of its holes; null for a hole. */
function readPiece({ type, value }: SyntaxNode, kind: 'raw' | 'cooked'): string | null {
  if (type !== 'TemplateElement' || typeof value !== 'object' || value === null) return null;
  return kind in value ? String((value as Record<string, unknown>)[kind]) : null;
}
