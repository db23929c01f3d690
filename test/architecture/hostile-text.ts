import { analyse } from 'scslre';
import type { Expression } from './find-expressions';

type Alternative = ReturnType<typeof analyse>['parsed']['pattern']['alternatives'][number];
type Element = Alternative['elements'][number];

/** A text that is repeated, behind a text that is there once. */
export type HostileText = { head: string; pump: string };

const MAX_NEIGHBOURS = 3;
/** Longer texts start an expression too rarely to slow it down. */
const MAX_PUMP = 80;
/** Characters by which a set such as `[^<]` or `\d` is tried, those that other parts are made of first. */
const MEMBERS = [
  ...'a1 A_-./:"\'\n\t<=,\\',
  '中',
  ...Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at)),
];

/**
 * Texts that give an expression the most work: what its own parts match, alone and joined with their neighbours, to
 * be repeated without what would end the match.
 */
export function hostileTexts(expression: Pick<Expression, 'source' | 'flags'>): HostileText[] {
  const found = new Map<string, HostileText>();
  const add = (head: string, pump: string) => {
    if (pump !== '' && pump.length <= MAX_PUMP) found.set(`${head}\0${pump}`, { head, pump });
  };
  const visit = (alternatives: readonly Alternative[], head: string) => {
    for (const { elements } of alternatives) {
      const samples = elements.map((element) => makeSample(element));
      for (const [from, element] of elements.entries()) {
        const before = head + samples.slice(0, from).join('');
        for (let to = from + 1; to <= Math.min(elements.length, from + MAX_NEIGHBOURS); to++) {
          const pump = samples.slice(from, to).join('');
          add('', pump);
          add(before, pump);
        }
        for (let to = 1; to < elements.length; to++) add('', samples.slice(0, to).join(''));
        visit(listAlternatives(element), before);
      }
      const whole = samples.join('');
      for (const pump of [whole.slice(0, -1), `${whole} `, `${whole}\n`]) add('', pump);
    }
  };
  visit(analyse(expression, { maxReports: 0 }).parsed.pattern.alternatives, '');
  return [...found.values()];
}

function listAlternatives(element: Element): readonly Alternative[] {
  if (element.type === 'Quantifier') return listAlternatives(element.element);
  return element.type === 'Group' || element.type === 'CapturingGroup' ? element.alternatives : [];
}

/** A short text that the element matches; what may be left out is there once. */
function makeSample(element: Element): string {
  switch (element.type) {
    case 'Character':
      return String.fromCodePoint(element.value);
    case 'CharacterSet':
    case 'CharacterClass':
    case 'ExpressionCharacterClass':
      return findMember(element.raw);
    case 'Quantifier':
      return makeSample(element.element).repeat(Math.max(1, Math.min(element.min, 8)));
    case 'Group':
    case 'CapturingGroup':
      return (element.alternatives[0]?.elements ?? []).map((one) => makeSample(one)).join('');
    default:
      return '';
  }
}

function findMember(set: string): string {
  // A set that is written for Unicode does not always parse without its flag, and the other way round.
  for (const flags of ['', 'u', 'v']) {
    try {
      const isMember = new RegExp(`^${set}$`, flags);
      return MEMBERS.find((one) => isMember.test(one)) ?? '';
    } catch {}
  }
  return '';
}
