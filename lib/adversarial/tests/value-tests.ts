import { type AdversarialContext, adversarialTest, askedOfKit } from '../adversarial-test';
import { askValues, judgeValues, type ValueFamily, widestCall } from '../ask-values';
import { ALL_TEXTS, fieldFamilies, TEXT_FAMILIES } from './value-families';

type Families = {
  /** What the test asks about. */
  own(context: Pick<AdversarialContext, 'protocol'>): ValueFamily;
  widest(context: Pick<AdversarialContext, 'protocol'>): ValueFamily[];
};

/**
 * Whether correct calls are accepted whatever their values are. The usual verifier that fails reads the body, or lets a
 * framework read it, and signs what it wrote again: with `&` as \u0026 or &amp;, `/` as \/, without empty members, with
 * other numbers. Most calls look the same then, and those of one buyer are refused.
 */
const valueTest = <const Id extends string>(id: Id, { own, widest }: Families) =>
  adversarialTest({
    id,
    area: 'robustness',
    weight: 'major',
    isDiagnosed: true,
    plan: (context) => askValues(context, own(context)),
    judge: (responses, context) => judgeValues(responses, own(context)),
    widest: (context) => widestCall(context, widest(context)),
  });

const textTest = <const Id extends string>(id: Id, family: ValueFamily) =>
  valueTest(id, { own: () => family, widest: () => [ALL_TEXTS] });

/** @param at place of the test's own family among `fieldFamilies` */
const fieldTest = <const Id extends string>(id: Id, at: 0 | 1 | 2) =>
  valueTest(id, { own: (context) => fieldFamilies(context)[at], widest: fieldFamilies });

export const VALUE_TESTS = [
  textTest('html-characters', TEXT_FAMILIES.html),
  textTest('slashes', TEXT_FAMILIES.slashes),
  textTest('percent-and-plus', TEXT_FAMILIES.percent),
  textTest('quotes-and-backslashes', TEXT_FAMILIES.escapes),
  textTest('line-separators', TEXT_FAMILIES.separators),
  textTest('outer-blanks', TEXT_FAMILIES.blanks),
  textTest('non-ascii', TEXT_FAMILIES.foreign),
  fieldTest('empty-values', 0),
  fieldTest('zero-values', 1),
  fieldTest('number-values', 2),
] as const;

/** In joint operations all texts are one question: a name is the only text that a buyer chooses freely. */
export const KIT_VALUE_TESTS = [
  askedOfKit('kit-characters', textTest('kit-characters', ALL_TEXTS)),
  askedOfKit('kit-empty-values', fieldTest('kit-empty-values', 0)),
  askedOfKit('kit-zero-values', fieldTest('kit-zero-values', 1)),
  askedOfKit('kit-number-values', fieldTest('kit-number-values', 2)),
] as const;
