import { xmlOfMembers } from '../engine/requests/xml-of-members';
import type { RequestCheck, RequestTemplate } from './check';
import { entityFinding } from './xml/entity-finding';
import { proveEntities } from './xml/prove-entities';
import { isXmlText, type XmlCarrier } from './xml/xml-carrier';

const XML_TYPE = 'application/xml';

/** Members of a JSON text that are an object; null for any other text. */
function readMembers(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** The XML document that a request carries, or could carry instead. */
function toDocument({ body }: RequestTemplate): Pick<XmlCarrier, 'document' | 'isOffered'> | null {
  if (body.kind === 'xml' || body.kind === 'text')
    return isXmlText(body.text) ? { document: body.text, isOffered: false } : null;
  const members =
    body.kind === 'json'
      ? readMembers(body.text)
      : body.kind === 'form'
        ? Object.fromEntries(body.fields.map(([name, value]) => [name, value]))
        : null;
  return members && { document: xmlOfMembers(members), isOffered: true };
}

const bodyType = ({ headers, body }: RequestTemplate): string =>
  body.kind === 'xml' || body.kind === 'text'
    ? (headers.find(([name]) => name.toLowerCase() === 'content-type')?.[1] ?? XML_TYPE)
    : XML_TYPE;

/**
 * External entities (CWE-611, OWASP WSTG-INPV-07) in the body of a request: XML, SOAP, feeds and pictures that are sent
 * as they are, and JSON and forms whose address may read XML, too. Only files that are read, never another host, never
 * entities that grow.
 */
export const xmlEntitiesInBody: RequestCheck = {
  kind: 'request',
  id: 'xml-entities-in-body',
  version: 1,
  class: 'XXE',
  cwe: 611,
  applies: ({ template, effect }) =>
    effect === 'READS' && template.method !== 'GET' && toDocument(template) !== null,
  // Nobody said that these read XML.
  isLate: ({ template }) => toDocument(template)?.isOffered === true,
  async run({ template }, context) {
    const source = toDocument(template);
    if (!source) return [];
    const type = bodyType(template);
    const found = await proveEntities({
      ...source,
      mark: () => context.mark(),
      send: async (text, isWide) => (await context.send({ body: { type, text, isWide } }))?.exchange ?? null,
    });
    const { method, url } = template;
    const parameter = found && { location: 'XML' as const, name: found.leaf };
    return found ? [entityFinding(xmlEntitiesInBody, { method, url, parameter }, found)] : [];
  },
};
