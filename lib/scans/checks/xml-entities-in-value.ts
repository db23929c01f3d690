import type { ActiveCheck, InsertionPoint } from './check';
import { entityFinding } from './xml/entity-finding';
import { proveEntities } from './xml/prove-entities';
import { type PackedXml, packedXml } from './xml/xml-carrier';

/** Fields whose name says that they take a document, and that nobody has filled. */
const NAMED_FOR_XML = /xml|soap|saml|(?:^|[^a-z])(?:rss|svg|wsdl|xsl|xslt)(?:$|[^a-z])/i;
const NAMED_DOCUMENT: PackedXml = {
  document: '<data><name>preflight</name><value>preflight</value></data>',
  write: (text) => text,
};

const readPacked = ({ value, name }: InsertionPoint): PackedXml | null =>
  packedXml(value) ?? (NAMED_FOR_XML.test(name) && /^\w*$/.test(value) ? NAMED_DOCUMENT : null);

/**
 * External entities (CWE-611, OWASP WSTG-INPV-07) in a document that a single value holds: a field with XML, an
 * assertion of a login in base64, a request to sign in that is packed, too.
 */
export const xmlEntitiesInValue: ActiveCheck = {
  kind: 'active',
  id: 'xml-entities-in-value',
  version: 3,
  class: 'XXE',
  cwe: 611,
  applies: (point) => point.effect === 'READS' && readPacked(point) !== null,
  async run(point, context) {
    const packed = readPacked(point);
    if (!packed) return [];
    const found = await proveEntities({
      document: packed.document,
      isOffered: packed === NAMED_DOCUMENT,
      mark: () => context.mark(),
      outside: context.outside,
      send: async (text, isWide) => (isWide ? null : context.probe(point, packed.write(text))),
    });
    const { method, url, location, name } = point;
    return found
      ? [entityFinding(xmlEntitiesInValue, { method, url, parameter: { location, name } }, found)]
      : [];
  },
};
