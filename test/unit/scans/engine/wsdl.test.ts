import { describe, expect, it, onTestFinished } from 'vitest';
import { xmlEntitiesInBody } from '@/lib/scans/checks/xml-entities-in-body';
import { readWsdl } from '@/lib/scans/engine/crawl/api/wsdl-operations';
import { englishPage, escapeText } from '../../../fixtures/sites/case-site';
import { type RawSite, startRawSite } from '../../../fixtures/sites/raw-site';
import { findElement, textOf, XmlError, XmlReader } from '../../../fixtures/sites/xml-engine';
import { scanPart } from '../checks/scan-part';

/** As tools of Java and .NET write it: a document style, and another operation in RPC style. */
const WSDL = `<?xml version="1.0"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:lamps" targetNamespace="urn:lamps">
  <wsdl:types><xs:schema targetNamespace="urn:lamps" elementFormDefault="qualified">
    <xs:simpleType name="Colour"><xs:restriction base="xs:string"><xs:enumeration value="red"/></xs:restriction></xs:simpleType>
    <xs:complexType name="Filter"><xs:sequence><xs:element name="colour" type="tns:Colour"/><xs:element name="since" type="xs:date"/></xs:sequence></xs:complexType>
    <xs:element name="findLamp"><xs:complexType><xs:sequence><xs:element name="name" type="xs:string"/><xs:element name="id" type="xs:int"/><xs:element name="filter" type="tns:Filter"/></xs:sequence></xs:complexType></xs:element>
  </xs:schema></wsdl:types>
  <wsdl:message name="findRequest"><wsdl:part name="parameters" element="tns:findLamp"/></wsdl:message>
  <wsdl:message name="checkRequest"><wsdl:part name="code" type="xs:string"/></wsdl:message>
  <wsdl:message name="dropRequest"><wsdl:part name="id" type="xs:int"/></wsdl:message>
  <wsdl:portType name="Lamps"><wsdl:operation name="findLamp"><wsdl:input message="tns:findRequest"/></wsdl:operation><wsdl:operation name="checkCode"><wsdl:input message="tns:checkRequest"/></wsdl:operation><wsdl:operation name="deleteLamp"><wsdl:input message="tns:dropRequest"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="LampsSoap" type="tns:Lamps"><soap:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="findLamp"><soap:operation soapAction="urn:lamps#find"/></wsdl:operation>
    <wsdl:operation name="checkCode"><soap:operation soapAction="" style="rpc"/></wsdl:operation>
    <wsdl:operation name="deleteLamp"><soap:operation soapAction="" style="rpc"/></wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="LampService"><wsdl:port name="p" binding="tns:LampsSoap"><soap:address location="http://internal.example:8080/services/lamps"/></wsdl:port></wsdl:service>
</wsdl:definitions>`;

describe('a description of a SOAP service', () => {
  const operations = readWsdl(WSDL, 'https://shop.test/services/lamps?wsdl') ?? [];
  const bodyOf = (name: string) => {
    const body = operations.find(({ words }) => words[0] === name)?.template.body;
    return body?.kind === 'xml' ? /<soap:Body>(.*)<\/soap:Body>/.exec(body.text)?.[1] : undefined;
  };

  it('gives its operations with values, at the address of this origin', () => {
    expect(operations.map(({ template }) => template.url)).toEqual(
      Array(3).fill('https://shop.test/services/lamps'),
    );
    expect(bodyOf('findLamp')).toBe(
      '<findLamp xmlns="urn:lamps"><name>preflight</name><id>1</id><filter><colour>red</colour><since>2026-01-01</since></filter></findLamp>',
    );
    expect(bodyOf('checkCode')).toBe('<m:checkCode xmlns:m="urn:lamps"><code>preflight</code></m:checkCode>');
    expect(operations[0]?.template.headers).toContainEqual(['SOAPAction', '"urn:lamps#find"']);
  });

  it.each([
    ['a page', '<html><body>definitions</body></html>'],
    ['a feed', '<rss version="2.0"><channel><title>News</title></channel></rss>'],
    ['a description that is cut', WSDL.slice(0, 900)],
    [
      'one with an entity',
      WSDL.replace('<?xml version="1.0"?>', '<!DOCTYPE a [<!ENTITY b "c">]>')
        .replace('>red<', '>&b;<')
        .replace('value="red"', 'value="&b;"'),
    ],
  ])('is not seen in %s', (_name, text) => {
    expect(readWsdl(text, 'https://shop.test/')).toBeNull();
  });
});

describe('a service that the crawl found by its description', () => {
  async function startService(opensExternal: boolean) {
    const sent: string[] = [];
    const site: RawSite = await startRawSite(({ method, path, query, body }) => {
      if (path === '/') return { body: englishPage('Lamps', '<a href="/services/lamps?wsdl">Service</a>') };
      if (path !== '/services/lamps') return { status: 404, body: '' };
      if (method === 'GET')
        return query.has('wsdl') ? { type: 'text/xml', body: WSDL } : { status: 405, body: '' };
      sent.push(body.toString('utf8'));
      try {
        const name = findElement(
          new XmlReader({ opensExternal, doctype: opensExternal ? 'read' : 'refused' }).read(
            sent.at(-1) ?? '',
          ),
          'name',
        );
        return { type: 'text/xml', body: `<r>Nothing called ${escapeText(name ? textOf(name) : '')}</r>` };
      } catch (error) {
        if (!(error instanceof XmlError)) throw error;
        return { status: 500, type: 'text/xml', body: `<fault>${escapeText(error.message)}</fault>` };
      }
    });
    onTestFinished(() => site.close());
    return { site, sent };
  }

  it.each([true, false])(
    'is tested at its operations that read, and those that delete are left alone: open %s',
    async (isOpen) => {
      const { site, sent } = await startService(isOpen);
      const { findings } = await scanPart(site.origin, {}, [xmlEntitiesInBody]);
      const found = findings.map(({ class: name, confidence }) => `${name} ${confidence}`);
      expect([...new Set(found)]).toEqual(isOpen ? ['XXE CONFIRMED'] : []);
      expect(sent.some((text) => text.includes('findLamp'))).toBe(true);
      expect(sent.some((text) => text.includes('deleteLamp'))).toBe(false);
    },
  );
});
