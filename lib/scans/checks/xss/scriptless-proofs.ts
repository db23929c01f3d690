import { weigh } from '@/lib/findings/rules/cvss';
import type { FindingDraft } from '@/lib/findings/rules/finding';
import { decodedBodyText } from '@/lib/http/decoded-body-text';
import type { Exchange } from '@/lib/http/exchange';
import type { InsertionPoint, ProbeContext } from '../check';
import { toEvidence } from '../probing/exchange-evidence';
import { joinSurvivors, type Survivors } from './canary';
import { draftXss } from './draft-xss';
import type { Marks } from './payloads';
import type { Reflection } from './reflection';
import { hasRule, styleEscape } from './style-rules';
import { isInTemplate } from './template-scope';
import { xssRating } from './xss-rating';

type Proof = { payload: string; exchange: Exchange };

/** A text that the page is to hold in a place of its own, sent twice with different marks. */
type Trick = { write(marks: Marks): string; isThere(text: string, marks: Marks): boolean };

async function tryTwice(
  point: InsertionPoint,
  context: ProbeContext,
  { prefix, tail }: Reflection,
  { write, isThere }: Trick,
): Promise<Proof | null> {
  let proof: Proof | null = null;
  for (let round = 0; round < 2; round += 1) {
    const marks: Marks = { x: context.mark(), y: context.mark() };
    const value = write(marks);
    const exchange = await context.probe(point, prefix + value + tail);
    if (!exchange || !isThere(decodedBodyText(exchange), marks)) return null;
    proof = { payload: value, exchange };
  }
  return proof;
}

/** An expression where a library of the page reads its template out of the page itself: no encoding of HTML stops it. */
export async function findExpression(
  point: InsertionPoint,
  context: ProbeContext,
  reflection: Reflection,
): Promise<FindingDraft[]> {
  if (!isInTemplate(reflection.text, reflection.mark)) return [];
  const proof = await tryTwice(point, context, reflection, {
    write: ({ y }) => `{{${y}}}`,
    isThere: (text, { y }) => isInTemplate(text, `{{${y}}}`),
  });
  if (!proof) return [];
  const { payload, exchange } = proof;
  return [
    draftXss(point, 'templateExpression', 'template-expression', {
      ...xssRating(point.location),
      confidence: 'CONFIRMED',
      values: { parameter: point.name, payload },
      evidence: toEvidence(exchange, [payload]),
    }),
  ];
}

/** A rule of its own in a style sheet that lets no script in: it hides, moves and reads what the page shows. */
export async function findRule(
  point: InsertionPoint,
  context: ProbeContext,
  reflection: Reflection,
  survivors: readonly Survivors[],
): Promise<FindingDraft[]> {
  const way = styleEscape(reflection.text, reflection.mark);
  if (!way || [...way.needs].some((char) => joinSurvivors(survivors).readFate(char) !== 'raw')) return [];
  const proof = await tryTwice(point, context, reflection, { write: way.write, isThere: hasRule });
  if (!proof) return [];
  const { payload, exchange } = proof;
  return [
    draftXss(point, 'styleRule', 'style-rule', {
      ...weigh('CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:U/C:L/I:N/A:N'),
      confidence: 'CONFIRMED',
      values: { parameter: point.name, payload },
      evidence: toEvidence(exchange, [payload]),
    }),
  ];
}
