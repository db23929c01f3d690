import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { fieldDefault } from './field-default';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

export type PageLink = { href: string; text: string };
/** `untouched`: what a browser sends when nobody typed anything; null for nothing at all (a box that is not ticked). */
export type FormField = { name: string; value: string; type: string; untouched: string | null };
export type PageForm = {
  /** Absolute URL. */
  action: string;
  method: 'GET' | 'POST';
  encoding: 'form' | 'multipart';
  fields: readonly FormField[];
  /** Id, name, legend and button texts: what the form says it does. */
  words: string;
};

/** What a page offers: references as written (to be resolved against `baseUrl`), forms ready to be submitted. */
export type HtmlPage = {
  baseUrl: string;
  links: readonly PageLink[];
  forms: readonly PageForm[];
  /** Bodies of inline scripts and event handlers. */
  scripts: readonly string[];
  hasPasswordField: boolean;
  /** The sequence of tags: two rows of one list page have the same. */
  skeleton: string;
  title: string;
};

const URL_ATTRIBUTES: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  area: ['href'],
  iframe: ['src'],
  frame: ['src'],
  script: ['src'],
  embed: ['src'],
  object: ['data'],
  link: ['href'],
};
/** Beyond these a page is no page but a trap. */
const MAX_FORMS = 200;
const MAX_LINKS = 3_000;
const REFRESH_URL = /^\s*[\d.]*\s*[;,]?\s*(?:url\s*=)?\s*['"]?([^'"]+)/i;

const attributeOf = (element: Element, name: string): string | null =>
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

function optionValue(select: Element): string {
  const options = elementsOf(select).filter((element) => element.tagName === 'option');
  const chosen =
    options.find((option) => attributeOf(option, 'selected') !== null) ??
    options.find((option) => (attributeOf(option, 'value') ?? '') !== '') ??
    options[0];
  return chosen ? (attributeOf(chosen, 'value') ?? textOf(chosen).trim()) : '';
}

/** The option that a browser shows before anybody chooses. */
function shownOption(select: Element): string | null {
  const options = elementsOf(select).filter((element) => element.tagName === 'option');
  const chosen = options.find((option) => attributeOf(option, 'selected') !== null) ?? options[0];
  return chosen ? (attributeOf(chosen, 'value') ?? textOf(chosen).trim()) : null;
}

/** The field that a browser would send; null for buttons, fields without a name and disabled ones. */
function fieldOf(element: Element): FormField | null {
  const name = attributeOf(element, 'name');
  if (!name || attributeOf(element, 'disabled') !== null) return null;
  if (element.tagName === 'select')
    return { name, value: optionValue(element), type: 'select', untouched: shownOption(element) };
  if (element.tagName === 'textarea') {
    const text = textOf(element);
    const value = text || fieldDefault('text', name);
    return { name, value, type: 'textarea', untouched: text };
  }
  const type = (attributeOf(element, 'type') ?? 'text').toLowerCase();
  if (['submit', 'button', 'image', 'reset'].includes(type)) return null;
  const value = attributeOf(element, 'value');
  if (type === 'checkbox' || type === 'radio')
    return {
      name,
      value: value ?? 'on',
      type,
      untouched: attributeOf(element, 'checked') === null ? null : (value ?? 'on'),
    };
  const filled = type === 'hidden' ? (value ?? '') : value || fieldDefault(type, name);
  return { name, value: filled, type, untouched: value ?? '' };
}

/** Whether a press on it submits the form: what "Cancel" and "Reset" beside it say does not matter. */
function isSubmitButton(element: Element): boolean {
  const type = attributeOf(element, 'type')?.toLowerCase();
  if (element.tagName === 'button') return type === undefined || type === 'submit';
  return element.tagName === 'input' && (type === 'submit' || type === 'image');
}

function formOf(form: Element, elements: readonly Element[], baseUrl: string): PageForm | null {
  const action = attributeOf(form, 'action')?.trim() ?? '';
  if (!URL.canParse(action, baseUrl)) return null;
  const id = attributeOf(form, 'id');
  const outside = id ? elements.filter((element) => attributeOf(element, 'form') === id) : [];
  const inside = [...elementsOf(form), ...outside];
  const fields: FormField[] = [];
  for (const element of inside) {
    if (!['input', 'select', 'textarea'].includes(element.tagName)) continue;
    const field = fieldOf(element);
    const isSecondRadio =
      field?.type === 'radio' && fields.some((other) => other.name === field.name && other.type === 'radio');
    if (field && !isSecondRadio) fields.push(field);
  }
  const buttons = inside.filter(isSubmitButton);
  const submit = buttons.find((button) => attributeOf(button, 'name'));
  const submitName = submit ? attributeOf(submit, 'name') : null;
  if (submit && submitName) {
    const value = attributeOf(submit, 'value') ?? '';
    fields.push({ name: submitName, value, type: 'submit', untouched: value });
  }
  const words = [
    id ?? '',
    attributeOf(form, 'name') ?? '',
    ...buttons.map((button) => `${attributeOf(button, 'value') ?? ''} ${textOf(button)}`),
    ...inside.filter((element) => element.tagName === 'legend').map(textOf),
  ].join(' ');
  return {
    action: new URL(action, baseUrl).href.replace(/#.*/, ''),
    method: attributeOf(form, 'method')?.trim().toLowerCase() === 'post' ? 'POST' : 'GET',
    encoding:
      attributeOf(form, 'enctype')?.trim().toLowerCase() === 'multipart/form-data' ? 'multipart' : 'form',
    fields,
    words,
  };
}

function linksOf(elements: readonly Element[]): PageLink[] {
  const links: PageLink[] = [];
  for (const element of elements) {
    for (const name of URL_ATTRIBUTES[element.tagName] ?? []) {
      const href = attributeOf(element, name);
      if (href) links.push({ href, text: element.tagName === 'a' ? textOf(element).trim() : '' });
    }
    if (element.tagName === 'meta' && attributeOf(element, 'http-equiv')?.toLowerCase() === 'refresh') {
      const href = REFRESH_URL.exec(attributeOf(element, 'content') ?? '')?.[1];
      if (href) links.push({ href, text: '' });
    }
  }
  return links;
}

/**
 * Reads a page as a browser would build it.
 * @param pageUrl the absolute URL that the page came from; a `base` element replaces it
 */
export function readHtmlPage(html: string, pageUrl: string): HtmlPage {
  const elements = elementsOf(parse(html));
  const base = elements.find((element) => element.tagName === 'base');
  const baseHref = base ? attributeOf(base, 'href') : null;
  const baseUrl = baseHref && URL.canParse(baseHref, pageUrl) ? new URL(baseHref, pageUrl).href : pageUrl;
  const forms = elements
    .filter((element) => element.tagName === 'form')
    .slice(0, MAX_FORMS)
    // Without an action a form submits to the page itself, whatever `base` says.
    .map((form) => formOf(form, elements, attributeOf(form, 'action') ? baseUrl : pageUrl))
    .filter((form) => form !== null);
  const handlers = elements.flatMap((element) =>
    element.attrs.filter((attribute) => attribute.name.startsWith('on')).map((attribute) => attribute.value),
  );
  const inline = elements.filter((element) => element.tagName === 'script' && !attributeOf(element, 'src'));
  const title = elements.find((element) => element.tagName === 'title');
  return {
    baseUrl,
    links: linksOf(elements).slice(0, MAX_LINKS),
    forms,
    scripts: [...inline.map(textOf), ...handlers],
    hasPasswordField: elements.some(
      (element) => element.tagName === 'input' && attributeOf(element, 'type')?.toLowerCase() === 'password',
    ),
    skeleton: elements.map((element) => element.tagName).join(' '),
    title: title ? textOf(title).trim() : '',
  };
}
