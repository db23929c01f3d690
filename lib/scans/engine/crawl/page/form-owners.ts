import { type DefaultTreeAdapterMap, defaultTreeAdapter, Parser } from 'parse5';
import { type Element, findParent, getAttribute, listElements } from '../page-elements';

const CONTROLS = new Set(['input', 'select', 'textarea', 'button']);

/** A page as a browser without scripts builds it, and the controls that each of its forms sends, in their order. */
export type ParsedPage = { elements: readonly Element[]; controls: ReadonlyMap<Element, readonly Element[]> };

/**
 * Builds a page. A control belongs to the form that its `form` attribute names, else to the form that was open when it
 * was written: a table may have moved it out of that form (HTML, "the form element pointer").
 */
export function parsePage(html: string): ParsedPage {
  const openAt = new Map<Element, Element>();
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(tagName, namespace, attributes) {
      const element = defaultTreeAdapter.createElement(tagName, namespace, attributes);
      if (CONTROLS.has(tagName) && parser.formElement !== null) openAt.set(element, parser.formElement);
      return element;
    },
  };
  // What is meant for browsers without scripts is part of the page: nobody else asks for it.
  const parser: Parser<DefaultTreeAdapterMap> = new Parser({ scriptingEnabled: false, treeAdapter });
  parser.tokenizer.write(html, true);
  const elements = listElements(parser.document);
  return { elements, controls: groupByForm(elements, openAt) };
}

function groupByForm(
  elements: readonly Element[],
  openAt: ReadonlyMap<Element, Element>,
): Map<Element, Element[]> {
  const forms = elements.filter(({ tagName }) => tagName === 'form');
  // Of several with one id the first counts.
  const byId = new Map([...forms].reverse().map((form) => [getAttribute(form, 'id'), form] as const));
  const controls = new Map<Element, Element[]>(forms.map((form) => [form, []]));
  // Those above come first. Forms in templates are not open while they are written.
  const around = new Map<Element, Element | undefined>();
  for (const element of elements) {
    const parent = findParent(element);
    around.set(element, parent?.tagName === 'form' ? parent : parent ? around.get(parent) : undefined);
    if (!CONTROLS.has(element.tagName)) continue;
    const named = getAttribute(element, 'form');
    const owner = named === null ? (openAt.get(element) ?? around.get(element)) : named && byId.get(named);
    if (owner) controls.get(owner)?.push(element);
  }
  return controls;
}
