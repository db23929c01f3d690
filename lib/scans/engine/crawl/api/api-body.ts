import type { RequestTemplate } from '../../../checks/check';
import { xmlOfMembers } from '../../requests/xml-of-members';
import { asList, asObject, asText, type Json, resolved, sample } from './api-schema';

type Body = Pick<RequestTemplate, 'headers' | 'body'>;
type Field = [name: string, value: string];

const JSON_TYPE = /^application\/(?:[\w.-]{1,60}\+)?json\b/i;
const XML_TYPE = /^(?:application|text|image)\/(?:[\w.-]{1,60}\+)?xml\b/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\b/i;
const MULTIPART_TYPE = /^multipart\/form-data\b/i;

/** What an operation takes of one media type: an example of its author, or what the schema accepts. */
type Media = { type: string; schema: unknown; value: unknown };

function findMedia(document: Json, content: Json, pattern: RegExp): Media | null {
  const [type] = Object.keys(content).filter((key) => pattern.test(key));
  if (type === undefined) return null;
  const { schema, example, examples } = asObject(content[type]);
  const [named] = Object.values(asObject(examples)).map((one) => resolved(document, one).value);
  const given = example ?? named;
  if (given === undefined && schema === undefined) return null;
  return { type, schema, value: given ?? sample(document, schema, '') };
}

/** The parameters of OpenAPI 2 that are sent in the body, as the content of OpenAPI 3. */
function contentOfParameters(document: Json, raw: Json, parameters: readonly Json[]): Json {
  const [body] = parameters.filter((parameter) => parameter.in === 'body');
  const types = [...asList(raw.consumes), ...asList(document.consumes)].map(asText);
  const isXml = types.some((type) => XML_TYPE.test(type)) && !types.some((type) => JSON_TYPE.test(type));
  const type = isXml ? types.find((one) => XML_TYPE.test(one)) : 'application/json';
  return body ? { [type ?? '']: { schema: body.schema ?? body } } : {};
}

function jsonText({ value }: Media): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  try {
    return JSON.stringify(JSON.parse(value));
  } catch {
    return JSON.stringify(value);
  }
}

/** The root is named by the schema itself, else by its name in the document. */
function xmlText(document: Json, { schema, value }: Media): string {
  if (typeof value === 'string' && value.trimStart().startsWith('<')) return value;
  const named = asText(asObject(resolved(document, schema).xml).name);
  const reference = asText(asObject(schema).$ref).split('/').at(-1);
  return xmlOfMembers(value, named || reference || 'root');
}

const formFields = ({ value }: Media): Field[] =>
  typeof value === 'string'
    ? [...new URLSearchParams(value)]
    : Object.entries(asObject(value)).map(
        ([name, one]): Field => [name, typeof one === 'object' ? JSON.stringify(one) : String(one)],
      );

/** The body of an operation with sample values; of several media types the one that most sites read. */
export function apiBody(document: Json, raw: Json, parameters: readonly Json[]): Body {
  const content = {
    ...contentOfParameters(document, raw, parameters),
    ...asObject(resolved(document, raw.requestBody).content),
  };
  const json = findMedia(document, content, JSON_TYPE);
  if (json)
    return {
      headers: [['Content-Type', 'application/json']],
      body: { kind: 'json', text: jsonText(json) },
    };
  const inForm = parameters.filter((parameter) => parameter.in === 'formData');
  const multipart = findMedia(document, content, MULTIPART_TYPE);
  const form = findMedia(document, content, FORM_TYPE) ?? multipart;
  const fields = [
    ...inForm.map(
      (parameter): Field => [
        asText(parameter.name),
        String(sample(document, parameter.schema ?? parameter, asText(parameter.name))),
      ],
    ),
    ...(form ? formFields(form) : []),
  ];
  const properties = Object.entries(asObject(resolved(document, multipart?.schema).properties));
  const files = [
    ...inForm.filter(({ type }) => type === 'file').map(({ name }) => asText(name)),
    ...properties.filter(([, one]) => resolved(document, one).format === 'binary').map(([name]) => name),
  ];
  const kind = multipart !== null || files.length > 0 ? 'multipart' : 'form';
  if (fields.length > 0) return { headers: [], body: { kind, fields, files } };
  const xml = findMedia(document, content, XML_TYPE);
  if (!xml) return { headers: [], body: { kind: 'none' } };
  return { headers: [['Content-Type', xml.type]], body: { kind: 'xml', text: xmlText(document, xml) } };
}
