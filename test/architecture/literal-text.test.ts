import { describe, expect, it } from 'vitest';
import {
  describePlace,
  isNode,
  literalText,
  parseFolder,
  parseText,
  type SourceFile,
  type SyntaxNode,
  walk,
} from './parse-source';

/** Attributes that a reader sees or hears. */
const READ_ATTRIBUTES = new Set([
  'aria-label',
  'aria-description',
  'aria-valuetext',
  'alt',
  'label',
  'placeholder',
  'title',
]);

/** Letters of any script make a text; punctuation, digits and key names between tags do not. */
const isText = (text: string) => /\p{L}/u.test(text);

function literalTexts(source: SourceFile): string[] {
  const found: string[] = [];
  const note = (node: SyntaxNode, text: string | undefined) => {
    if (text !== undefined && isText(text)) found.push(`${describePlace(source, node)} ${text.trim()}`);
  };
  walk(source.program, (node) => {
    if (node.type === 'JSXText' && typeof node.value === 'string') note(node, node.value);
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') noteChildren(node, note);
    if (node.type === 'JSXAttribute') noteAttribute(node, note);
  });
  return found;
}

type Note = (node: SyntaxNode, text: string | undefined) => void;

function noteChildren(node: SyntaxNode, note: Note) {
  for (const child of Array.isArray(node.children) ? node.children : []) {
    if (isNode(child) && child.type === 'JSXExpressionContainer') noteExpression(child.expression, note);
  }
}

function noteAttribute(node: SyntaxNode, note: Note) {
  const { name, value } = node;
  if (!isNode(name) || typeof name.name !== 'string' || !READ_ATTRIBUTES.has(name.name) || !isNode(value))
    return;
  noteExpression(value.type === 'JSXExpressionContainer' ? value.expression : value, note);
}

/** A literal, also as the outcome of a condition. */
function noteExpression(value: unknown, note: Note) {
  if (!isNode(value)) return;
  if (value.type === 'ConditionalExpression') {
    noteExpression(value.consequent, note);
    noteExpression(value.alternate, note);
  } else if (value.type === 'LogicalExpression') noteExpression(value.right, note);
  else note(value, literalText(value));
}

describe('literal text', () => {
  it.each([
    ['between tags', '<p>Hello</p>'],
    ['in an expression', "<p>{'Hello'}</p>"],
    ['in a condition', "<p>{a ? 'Yes' : b}</p>"],
    ['in an attribute', '<input placeholder="Name" />'],
    ['in a template attribute', '<p title={`Hello`} />'],
    ['in Chinese', '<p>保存</p>'],
  ])('is found %s', (_where, jsx) => {
    expect(literalTexts(parseText('sample.tsx', `export const a = ${jsx};`))).toHaveLength(1);
  });

  it('is not seen in class names, keys, punctuation and translated words', () => {
    const jsx = "<p className=\"flex\" key=\"a\" title={t('x')}>{t('y')} · {'—'} {count}</p>";
    expect(literalTexts(parseText('sample.tsx', `export const a = ${jsx};`))).toEqual([]);
  });

  it('is not made of names with the separator of one language', () => {
    const joined = /\.join\((['"`])[,;、，；] ?\1\)/;
    for (const planted of ["names.join(', ')", 'names.join("、")']) expect(planted).toMatch(joined);
    const sources = parseFolder('app').filter(({ text }) => joined.test(text));
    expect(sources.map(({ file }) => file)).toEqual([]);
  });

  it('stands in no component or page', () => {
    const sources = parseFolder('app').filter(({ file }) => file.endsWith('.tsx'));
    expect(sources.length).toBeGreaterThan(0);
    expect(sources.flatMap(literalTexts)).toEqual([]);
  });
});
