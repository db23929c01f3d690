import { describe, expect, it } from 'vitest';
import { ORGANIZATION_PERMISSIONS, PLATFORM_PERMISSIONS } from '@/lib/auth/rules/permissions';
import { findVerbs } from './find-verbs';
import { parseText } from './parse-source';

const verbs = findVerbs();
const READS = /^(get|list|search|read|find|build|download|export|require|count|compare)[A-Z]/;

const found = (text: string) => findVerbs([parseText('lib/assets/attach.ts', text)]);
const IMPORTS = `import { authorise, type Context } from '@/lib/auth/actor';
import { inTransaction } from '@/lib/db/client';
import { findAsset } from './store';
`;

describe('a verb that does not ask', () => {
  it.each([
    'export async function attach(context: Context) { await findAsset(); }',
    'export const attach = (context: Context) => findAsset();',
    'export const attach = async function (one: Context) { return findAsset(); };',
    'export default async (context: Context) => findAsset();',
    'export default function (context: Context) { return findAsset(); }',
    'const a = (context: Context) => findAsset(); export { a as attach };',
    'function a(context: Context) { return findAsset(); } export default a;',
    'export const verbs = { attach: (context: Context) => findAsset() };',
    'export class Desk { attach(context: Context) { return findAsset(); } }',
    'export const attach = traced(async (context: Context) => findAsset());',
    'type Mine = Context & { a: 1 }; export const attach = (mine: Mine) => findAsset();',
    'interface Mine extends Context { a: 1 } export const attach = (mine: Mine) => findAsset();',
    "import type { Context as C } from '@/lib/auth/actor'; export const attach = ({ clock }: Readonly<C>) => findAsset();",
    "export const attach = (one: import('@/lib/auth/actor').Context) => findAsset();",
    'export const attach: Verb = (context) => findAsset();',
    "const authorise = () => ({}); export const attach = (context: Context) => authorise(context, 'asset.edit');",
  ])('is found: %s', (text) => {
    const imports = text.startsWith('const authorise') ? IMPORTS.replace('authorise, ', '') : IMPORTS;
    expect(found(imports + text)).toEqual([expect.objectContaining({ asks: [] })]);
  });

  it.each([
    "export async function attach(context: Context) { await findAsset(); authorise(context, 'asset.edit'); }",
    "export const attach = (context: Context) => { const a = findAsset(); authorise(context, 'asset.edit'); return a; };",
    "export const attach = (context: Context) => inTransaction(() => authorise(context, 'asset.edit'));",
    "export const attach = (context: Context, db: Database) => { void db.asset.findMany(); authorise(context, 'asset.edit'); };",
    "export default async (context: Context) => { for await (const a of b) a; authorise(context, 'asset.edit'); };",
  ])('in time is found: %s', (text) => {
    expect(found(IMPORTS + text)).toEqual([expect.objectContaining({ waitsFirst: true })]);
  });

  it('is not one that asks under another name', () => {
    const text = `import { authorise as may, type Context } from '@/lib/auth/actor';
      export const attach = async (context: Context) => { const scope = may(context, 'asset.edit'); await scope; };`;
    expect(found(text)).toEqual([
      { file: 'lib/assets/attach.ts', name: 'attach', asks: ['asset.edit'], waitsFirst: false },
    ]);
  });
});

describe('every verb', () => {
  it('is found', () => {
    expect(verbs.length).toBeGreaterThan(40);
    expect(verbs).toContainEqual({
      file: 'lib/people/remove-member.ts',
      name: 'removeMember',
      asks: ['member.manage'],
      waitsFirst: false,
    });
  });

  it.each(verbs.map((verb) => [`${verb.file} ${verb.name}`, verb] as const))(
    '%s asks whether it may',
    (_name, verb) => {
      const known = [
        ...Object.keys(ORGANIZATION_PERMISSIONS),
        ...Object.keys(PLATFORM_PERMISSIONS),
        'own',
        'system',
      ];
      expect(verb.asks, 'authorises, itself or through a verb it hands its context to').not.toEqual([]);
      expect(verb.asks.filter((ask) => !known.includes(ask))).toEqual([]);
      expect(verb.waitsFirst, 'awaits something before it has authorised').toBe(false);
      if (!READS.test(verb.name))
        expect(verb.asks, 'changes something, and asks for looking only').not.toEqual(
          verb.asks.filter((ask) => ask.endsWith('.view')),
        );
    },
  );
});
