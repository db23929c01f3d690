import { xmlOfMembers } from '../engine/requests/xml-of-members';
import type { RequestCheck, RequestTemplate } from './check';
import { entityFinding } from './xml/entity-finding';
import { proveEntities } from './xml/prove-entities';
import { isXmlText, type XmlCarrier } from './xml/xml-carrier';

const XML_TYPE = 'application/xml';
/** What some read instead. */
const OLD_XML_TYPE = 'text/xml';
const UNSUPPORTED = 415;

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
 * as they are, and JSON and forms whose address may read XML, too. Only files that are read, never a host of others, never
 * entities that grow; the operator's own listener where one is named.
 */
export const xmlEntitiesInBody: RequestCheck = {
  kind: 'request',
  id: 'xml-entities-in-body',
  version: 2,
  class: 'XXE',
  cwe: 611,
  applies: ({ template, effect }) =>
    effect === 'READS' && template.method !== 'GET' && toDocument(template) !== null,
  // Nobody said that these read XML.
  isLate: ({ template }) => toDocument(template)?.isOffered === true,
  async run({ template }, context) {
    const source = toDocument(template);
    if (!source) return [];
    let type = bodyType(template);
    const post = async (text: string, isWide: boolean) =>
      (await context.send({ body: { type, text, isWide } }))?.exchange ?? null;
    const found = await proveEntities({
      ...{ ...source, mark: () => context.mark(), outside: context.outside },
      send: async (text, isWide) => {
        const exchange = await post(text, isWide);
        const isOtherType =
          source.isOffered && type === XML_TYPE && exchange?.response.status === UNSUPPORTED;
        if (!isOtherType) return exchange;
        type = OLD_XML_TYPE;
        return post(text, isWide);
      },
    });
    const { method, url } = template;
    const parameter = found && { location: 'XML' as const, name: found.leaf };
    return found ? [entityFinding(xmlEntitiesInBody, { method, url, parameter }, found)] : [];
  },
};
