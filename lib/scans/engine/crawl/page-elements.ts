import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** How far the beginning of a text is looked for. */
const MAX_NODES = 2_000;

export const getAttribute = (element: Element, name: string): string | null =>
  element.attrs.find((attribute) => attribute.name === name)?.value ?? null;

const isElement = (node: Node): node is Element => 'tagName' in node;

/** The first elements below a node, in document order, the content of templates included; free of recursion. */
export function listElements(root: Node, limit = Number.POSITIVE_INFINITY): Element[] {
  const found: Element[] = [];
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined && found.length < limit; node = stack.pop()) {
    if (isElement(node)) found.push(node);
    const children = 'content' in node ? [node.content] : 'childNodes' in node ? node.childNodes : [];
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) stack.push(child);
    }
  }
  return found;
}

/** The text below an element, in document order; the beginning of it where a length in characters is given. */
export function elementText(root: Node, length = Number.POSITIVE_INFINITY): string {
  // Controls inside controls: each looks at so many nodes and no more.
  let nodes = Number.isFinite(length) ? MAX_NODES : Number.POSITIVE_INFINITY;
  let text = '';
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined && text.length < length && nodes > 0; node = stack.pop()) {
    nodes -= 1;
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    const children = 'childNodes' in node ? node.childNodes : [];
    // One by one: a page may have more children than a call may have arguments.
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) stack.push(child);
    }
  }
  return text;
}

/** The element around another one; null at the top. */
export function findParent(element: Element): Element | null {
  const { parentNode } = element;
  return parentNode && isElement(parentNode) ? parentNode : null;
}

/** Whether a press on it submits the form: what "Cancel" and "Reset" beside it say does not matter. */
export function isSubmitButton(element: Element): boolean {
  const type = getAttribute(element, 'type')?.toLowerCase();
  if (element.tagName === 'button') return type === undefined || type === 'submit';
  return element.tagName === 'input' && (type === 'submit' || type === 'image');
}

/** The set of runs of three tags, without how often each comes. */
export function tagShape(elements: readonly Element[]): string {
  const runs = new Set<string>();
  for (let at = 0; at < elements.length; at++)
    runs.add(`${elements[at]?.tagName} ${elements[at + 1]?.tagName} ${elements[at + 2]?.tagName}`);
  return [...runs].sort().join('|');
}

const HEADING = /^h[1-6]$/;
const MAX_HEADING = 400;

/** The last heading before a form, unless another form is between. */
export function headingBefore(form: Element, elements: readonly Element[]): string {
  for (let at = elements.indexOf(form) - 1; at >= 0; at--) {
    const element = elements[at];
    if (!element || element.tagName === 'form') return '';
    if (HEADING.test(element.tagName) || getAttribute(element, 'role') === 'heading')
      return elementText(element, MAX_HEADING).replace(/\s+/g, ' ').trim();
  }
  return '';
}
