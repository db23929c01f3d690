import { type Element, elementText, getAttribute } from './page-elements';

const MAX_BOXES = 200;

/** Values of boxes that have an id, by that id. */
export function listBoxes(elements: readonly Element[]): Record<string, string> {
  const boxes = elements.filter(({ tagName }) => tagName === 'input' || tagName === 'textarea');
  const filled = boxes.map((element): [string, string] => {
    const value = element.tagName === 'input' ? getAttribute(element, 'value') : elementText(element);
    return [getAttribute(element, 'id') ?? '', value ?? ''];
  });
  return Object.fromEntries(filled.filter(([id, value]) => id !== '' && value !== '').slice(0, MAX_BOXES));
}
