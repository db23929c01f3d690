import { escapeXml } from '../../requests/xml-leaves';
import { fieldDefault } from '../field-default';
import type { ApiOperation } from './api-documents';
import { childrenNamed, descendants, localName, parseWsdl, type WsdlElement } from './wsdl-document';

const MAX_OPERATIONS = 100;
const MAX_DEPTH = 5;
const MAX_CHILDREN = 30;
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';

const BY_TYPE: readonly (readonly [RegExp, string])[] = [
  [/^(?:int|integer|long|short|byte|decimal|double|float|(?:un|non)\w+|positiveInteger)$/i, '1'],
  [/^boolean$/, 'true'],
  [/^date$/, '2026-01-01'],
  [/^dateTime$/, '2026-01-01T00:00:00'],
  [/^time$/, '00:00:00'],
];

/** A description with what is looked up in it by name. */
class Description {
  private readonly types = new Map<string, WsdlElement>();
  private readonly elements = new Map<string, WsdlElement>();

  constructor(readonly root: WsdlElement) {
    for (const schema of descendants(root, 'schema'))
      for (const child of schema.children) {
        const name = child.attributes.name ?? '';
        if (child.name === 'element') this.elements.set(name, child);
        if (/^(?:complex|simple)Type$/.test(child.name)) this.types.set(name, child);
      }
  }

  named(kind: string, name: string | undefined): WsdlElement | undefined {
    return childrenNamed(this.root, kind).find(({ attributes }) => attributes.name === localName(name ?? ''));
  }

  /** The content of an element as XML: its children with sample values, or a value of its type. */
  writeContent(element: WsdlElement, depth = 0): string {
    const type = localName(element.attributes.type ?? '');
    const complex = childrenNamed(element, 'complexType')[0] ?? this.types.get(type);
    const fields = complex ? [...descendants(complex, 'element')].slice(0, MAX_CHILDREN) : [];
    if (fields.length === 0 || depth >= MAX_DEPTH) return escapeXml(this.valueOf(element, type));
    return fields.map((field) => this.written(field, depth + 1)).join('');
  }

  /** An element with its content. */
  written(field: WsdlElement, depth = 0): string {
    const name = localName(field.attributes.name ?? field.attributes.ref ?? 'value');
    const known = field.attributes.ref ? this.elements.get(name) : field;
    return `<${name}>${this.writeContent(known ?? field, depth)}</${name}>`;
  }

  element(name: string | undefined): WsdlElement | undefined {
    return this.elements.get(localName(name ?? ''));
  }

  private valueOf({ attributes }: WsdlElement, type: string): string {
    const simple = this.types.get(type);
    const choice = simple && [...descendants(simple, 'enumeration')][0]?.attributes.value;
    const given = attributes.fixed ?? attributes.default ?? choice;
    const byType = BY_TYPE.find(([pattern]) => pattern.test(type))?.[1];
    return given ?? byType ?? fieldDefault('text', attributes.name ?? '');
  }
}

/** What stands in the body of the envelope for an operation of a binding. */
function writeBody(
  description: Description,
  operation: string,
  message: WsdlElement | undefined,
  isRpc: boolean,
): string {
  const space = description.root.attributes.targetNamespace ?? '';
  const parts = childrenNamed(message, 'part');
  const [first] = parts;
  const element = description.element(first?.attributes.element);
  if (!isRpc && element) {
    const name = localName(first?.attributes.element ?? '');
    return `<${name} xmlns="${escapeXml(space)}">${description.writeContent(element)}</${name}>`;
  }
  const content = parts.map((part) => description.written(part)).join('');
  return `<m:${operation} xmlns:m="${escapeXml(space)}">${content}</m:${operation}>`;
}

/**
 * The operations of a service description (WSDL 1.1 with its SOAP 1.1 binding, W3C Note 15 March 2001) as requests with
 * sample values. Services elsewhere are taken by their path on this origin, as documents behind a proxy name them.
 * @returns null when the text is no such description
 */
export function readWsdl(text: string, documentUrl: string): ApiOperation[] | null {
  const root = parseWsdl(text);
  if (!root) return null;
  const description = new Description(root);
  const operations: ApiOperation[] = [];
  for (const port of descendants(root, 'port')) {
    const location = childrenNamed(port, 'address')[0]?.attributes.location ?? '';
    const binding = description.named('binding', port.attributes.binding);
    if (!binding || !URL.canParse(location, documentUrl)) continue;
    const { pathname, search } = new URL(location, documentUrl);
    const url = `${new URL(documentUrl).origin}${pathname}${search}`;
    const portType = description.named('portType', binding.attributes.type);
    const style = childrenNamed(binding, 'binding')[0]?.attributes.style;
    for (const bound of childrenNamed(binding, 'operation')) {
      if (
        operations.length >= MAX_OPERATIONS ||
        operations.some(({ words }) => words[0] === bound.attributes.name)
      )
        continue;
      const name = bound.attributes.name ?? '';
      const soap = childrenNamed(bound, 'operation')[0]?.attributes ?? {};
      const asked = childrenNamed(portType, 'operation').find(({ attributes }) => attributes.name === name);
      const message = description.named('message', childrenNamed(asked, 'input')[0]?.attributes.message);
      const body = writeBody(description, name, message, (soap.style ?? style) === 'rpc');
      operations.push({
        method: 'POST',
        words: [name],
        template: {
          method: 'POST',
          url,
          headers: [
            ['Content-Type', 'text/xml; charset=utf-8'],
            ['SOAPAction', `"${(soap.soapAction ?? '').replace(/[^\x21-\x7e]|"/g, '')}"`],
          ],
          body: {
            kind: 'xml',
            text: `<?xml version="1.0" encoding="UTF-8"?>\n<soap:Envelope xmlns:soap="${ENVELOPE}"><soap:Body>${body}</soap:Body></soap:Envelope>`,
          },
          form: { words: name, fields: [] },
        },
      });
    }
  }
  return operations;
}
