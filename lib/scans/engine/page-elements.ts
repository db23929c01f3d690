import type { DefaultTreeAdapterTypes } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

export const attributeOf = (element: Element, name: string): string | null =>
  element.attrs.find((attribute) => attribute.name === name)?.value ?? null;

const isElement = (node: Node): node is Element => 'tagName' in node;

/** All elements below a node, in document order, the content of templates included; free of recursion. */
export function elementsOf(root: Node): Element[] {
  const found: Element[] = [];
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (isElement(node)) found.push(node);
    const children = 'content' in node ? [node.content] : 'childNodes' in node ? node.childNodes : [];
    for (let i = children.length - 1; i >= 0; i--) {
      const child = children[i];
      if (child) stack.push(child);
    }
  }
  return found;
}

/** The text below an element, in document order. */
export function textOf(root: Node): string {
  let text = '';
  const stack: Node[] = [root];
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.nodeName === '#text' && 'value' in node) text += node.value;
    if ('childNodes' in node) stack.push(...[...node.childNodes].reverse());
  }
  return text;
}

/** The element around another one; null at the top. */
export function parentOf(element: Element): Element | null {
  const { parentNode } = element;
  return parentNode && isElement(parentNode) ? parentNode : null;
}

/** Whether a press on it submits the form: what "Cancel" and "Reset" beside it say does not matter. */
export function isSubmitButton(element: Element): boolean {
  const type = attributeOf(element, 'type')?.toLowerCase();
  if (element.tagName === 'button') return type === undefined || type === 'submit';
  return element.tagName === 'input' && (type === 'submit' || type === 'image');
}
