import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { LIFECYCLE } from '@/lib/lifecycle/rules/lifecycle';
import { SUBMISSION_STATUSES } from '@/lib/lifecycle/rules/status';
import {
  describePlace,
  listChildren,
  literalText,
  parseFolder,
  parseText,
  ROOT,
  type SourceFile,
  type SyntaxNode,
} from './parse-source';

const README = path.join(ROOT, 'lib/lifecycle/README.md');

/** Other vocabularies that share a word with the statuses, and the files that speak them. */
const OTHER_WORDS: readonly (readonly [what: string, files: RegExp])[] = [
  ['codes of the status line', /^lib\/submissions\/rules\/(status-line|next-step|overview-cards)\.ts$/],
  ['codes of the status line', /^app\/\(desk\)\/overview-entry\.tsx$/],
  ["outcomes of a reviewer's verdict", /^lib\/appeals\/rules\/(judgement|finding-state)\.ts$/],
  [
    "outcomes of a reviewer's verdict",
    /^app\/\(desk\)\/review\/\[submissionId\]\/(decide-card|confirm-decision|verdict-form)\.tsx$/,
  ],
  ['states of an appeal', /^lib\/appeals\/get-appeal\.ts$/],
  ['states of an appeal', /^app\/\(desk\)\/requests\/\[submissionId\]\/appeal\/.+\.tsx$/],
];

const STATUSES: readonly string[] = SUBMISSION_STATUSES;
const IN_SQL = new RegExp(`(?<!"outcome" = )'(?:${STATUSES.join('|')})'`);

/** Where a file outside the room names a status: in code, or as a text of SQL. Types name them freely. */
function statusWords(source: SourceFile): string[] {
  const isOtherWord = OTHER_WORDS.some(([, files]) => files.test(source.file));
  const found: string[] = [];
  const look = (node: SyntaxNode, parent: SyntaxNode) => {
    if (node.type.startsWith('TSType') || node.type === 'TSLiteralType') return;
    const text = literalText(node) ?? '';
    if (STATUSES.includes(text) && !(isOtherWord && !isAboutStatus(parent, source)))
      found.push(`${describePlace(source, node)} ${text}`);
    const sql = node.type === 'TemplateElement' ? source.text.slice(node.start, Number(node.end)) : '';
    if (IN_SQL.test(sql)) found.push(`${describePlace(source, node)} ${IN_SQL.exec(sql)?.[0]}`);
    for (const child of listChildren(node)) look(child, node);
  };
  for (const child of listChildren(source.program)) look(child, source.program);
  return found;
}

/** Whether a word is compared with, or given to, something called status. */
const isAboutStatus = (parent: SyntaxNode, { text }: SourceFile) =>
  parent.type !== 'ArrayExpression' && /\bstatus\b/i.test(text.slice(parent.start, Number(parent.end)));

const namedBy = ({ by }: (typeof LIFECYCLE)[number]) =>
  by.kind === 'system' ? 'the system' : `${by.kind} with ${by.permission}`;

const diagram = () =>
  [
    'stateDiagram-v2',
    ...LIFECYCLE.map(
      (transition) =>
        `  ${transition.from ?? '[*]'} --> ${transition.to}: ${transition.event} (${namedBy(transition)})`,
    ),
  ].join('\n');

describe('the lifecycle', () => {
  it('is drawn in its README as its table says', async () => {
    const drawn = readFileSync(README, 'utf8').replace(
      /```mermaid\n[\s\S]*?```/,
      `\`\`\`mermaid\n${diagram()}\n\`\`\``,
    );
    await expect(drawn).toMatchFileSnapshot(README);
  });

  it('is the one place that names a status', () => {
    const sources = [...parseFolder('lib'), ...parseFolder('app')];
    const others = sources.filter(({ file }) => !file.startsWith('lib/lifecycle/'));
    expect(others.flatMap(statusWords)).toEqual([]);
  });

  it.each([
    "if (asset.status === 'SCANNING') stop();",
    "switch (status) { case 'DRAFT': stop(); }",
    "const isOpen = ['SCANNING', 'REVIEWING'].includes(newest.status);",
    "db.submission.count({ where: { status: 'APPROVED' } });",
    'const word = `REJECTED`;',
    `sql\`SELECT 1 FROM "Submission" WHERE "status" IN ('SCANNING')\`;`,
  ])('is not repeated as in %s', (code) => {
    expect(statusWords(parseText('lib/x/some.ts', code))).not.toEqual([]);
  });

  it('shares words with other vocabularies in their own files only', () => {
    const words = "if (line.code === 'REJECTED' || submission.status === 'REJECTED') stop();";
    expect(statusWords(parseText('lib/x/some.ts', words))).toHaveLength(2);
    expect(statusWords(parseText('lib/submissions/rules/next-step.ts', words))).toHaveLength(1);
    const types = "type State = 'DRAFT' | 'OPEN'; let status: Exclude<Status, 'DRAFT'>;";
    expect(statusWords(parseText('lib/x/some.ts', types))).toEqual([]);
  });
});
