import type { ParameterLocation } from '@/lib/findings/rules/finding';
import type { RequestTemplate } from '../../checks/check';
import { jsonLeaves } from '../requests/json-leaves';
import { withValue } from '../requests/probe-request';
import { xmlLeaves } from '../requests/xml-leaves';
import { TOKEN_FIELD } from '../saving/form-tokens';

/** A place of a submission that takes free text. */
export type TextPlace = { location: ParameterLocation; name: string };

const TEXT_TYPES = new Set(['text', 'textarea', 'search']);
/** Values of a form that validation insists on: a mark in their place would only have the submission refused. */
const FORMED =
  /^[-+]?\d[\d.,:/ T-]*$|^[^@\s]+@[^@\s]+$|^[a-z][a-z+.-]*:\/\/|^#[0-9a-f]{3,8}$|^(?:true|false)$/i;

/** Whether a value is free text, which any other text may take the place of. */
export const isFree = (name: string, value: string): boolean =>
  !FORMED.test(value) && !TOKEN_FIELD.test(name);

export function textPlaces({ body, form }: RequestTemplate): TextPlace[] {
  if (body.kind === 'json')
    return jsonLeaves(body.text)
      .filter(({ pointer, value, isText }) => isText && isFree(pointer, value))
      .map(({ pointer }) => ({ location: 'JSON', name: pointer }));
  if (body.kind === 'xml')
    return xmlLeaves(body.text)
      .filter(({ name, value }) => isFree(name, value))
      .map(({ name }) => ({ location: 'XML', name }));
  if (!('fields' in body)) return [];
  const typesByName = new Map((form?.fields ?? []).map(({ name, type }) => [name, type] as const));
  const location = body.kind === 'form' ? 'FORM' : 'MULTIPART';
  return body.fields
    .filter(([name, value]) => TEXT_TYPES.has(typesByName.get(name) ?? 'text') && isFree(name, value))
    .map(([name]) => ({ location, name }));
}

/** The request that a browser sends when nobody typed anything. */
export function untouchedRequest(template: RequestTemplate): RequestTemplate {
  const { body, form } = template;
  if (!form || !('fields' in body)) return template;
  const fields = form.fields.flatMap(({ name, untouched }) =>
    untouched === null ? [] : [[name, untouched] as const],
  );
  return { ...template, body: { ...body, fields } };
}

/** Whether the page shows values that somebody stored, so that its own values pass its validation. */
export const isPrefilled = ({ form }: RequestTemplate): boolean =>
  (form?.fields ?? []).some(({ type, untouched }) => TEXT_TYPES.has(type) && (untouched ?? '') !== '');

/** The JSON request with the values that its address answers with now, for the members that both have. */
export function withStoredValues(template: RequestTemplate, stored: string): RequestTemplate {
  if (template.body.kind !== 'json') return template;
  try {
    const [sent, kept]: unknown[] = [JSON.parse(template.body.text), JSON.parse(stored)];
    if (!isRecord(sent) || !isRecord(kept)) return template;
    const known = Object.keys(sent).filter((key) => key in kept);
    if (known.length === 0) return template;
    const filled = { ...sent, ...Object.fromEntries(known.map((key) => [key, kept[key]])) };
    return { ...template, body: { kind: 'json', text: JSON.stringify(filled) } };
  } catch {
    return template;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

export const withTexts = (template: RequestTemplate, texts: ReadonlyMap<string, string>): RequestTemplate =>
  textPlaces(template).reduce((request, { location, name }) => {
    const text = texts.get(name);
    return text === undefined ? request : withValue(request, location, name, text);
  }, template);
