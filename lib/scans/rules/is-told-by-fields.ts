import { HAN_TOLD_WITH, TOLD_WITH } from './danger-vocabulary';
import { splitWords } from './danger-words';

/** Whether a button or a heading says nothing but a verb that is told by the fields of its form with what: "Run", "发送". */
export function isToldByFields(label: string): boolean {
  if (HAN_TOLD_WITH.test(label.replace(/[^\p{Script=Han}\w]/gu, ''))) return true;
  const words = splitWords(label);
  return words.length > 0 && words.length <= 2 && words.every((word) => TOLD_WITH.has(word) || word === 'it');
}
