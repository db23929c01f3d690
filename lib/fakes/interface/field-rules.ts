/** The fields of a call as they were sent: JSON members, or the parameters of a V1.0 query. */
export type Fields = Readonly<Record<string, unknown>>;

type TextRule = {
  kind: 'text';
  isMandatory: boolean;
  /** Characters. Null where the protocol names no limit. */
  max: number | null;
  pattern: RegExp | null;
  /** The field must be there, but KooGallery may leave it empty. */
  mayBeEmpty: boolean;
};
type IntegerRule = { kind: 'integer'; isMandatory: boolean; allowed: readonly number[] | null };
type ListRule = { kind: 'list'; isMandatory: boolean; max: number | null; item: FieldRules };
/** A text, a number or a boolean: the tables of the kit interfaces do not always say which. */
type ScalarRule = { kind: 'scalar'; isMandatory: boolean; pattern: RegExp };
/** Members that the protocol does not describe. */
type ObjectRule = { kind: 'object'; isMandatory: boolean };

export type FieldRule = TextRule | IntegerRule | ScalarRule | ListRule | ObjectRule;
export type FieldRules = Readonly<Record<string, FieldRule>>;

const text = (isMandatory: boolean, max: number | null, pattern: RegExp | null = null): TextRule => ({
  kind: 'text',
  isMandatory,
  max,
  pattern,
  mayBeEmpty: false,
});

export const mandatory = (max: number | null, pattern?: RegExp): TextRule => text(true, max, pattern);
export const optional = (max: number | null, pattern?: RegExp): TextRule => text(false, max, pattern);
export const possiblyEmpty = (max: number): TextRule => ({ ...text(true, max), mayBeEmpty: true });
export const oneOf = (max: number | null, values: readonly string[]): TextRule =>
  text(true, max, new RegExp(`^(?:${values.join('|')})$`));
/** A JSON integer; `allowed` null takes any. */
export const integer = (allowed: readonly number[] | null = null): IntegerRule => ({
  kind: 'integer',
  isMandatory: true,
  allowed,
});
export const scalar = (pattern: RegExp, isMandatory = true): ScalarRule => ({
  kind: 'scalar',
  isMandatory,
  pattern,
});
export const list = (max: number | null, item: FieldRules): ListRule => ({
  kind: 'list',
  isMandatory: true,
  max,
  item,
});
export const anyObject: ObjectRule = { kind: 'object', isMandatory: true };

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Names of the fields that are missing, too long or not what the protocol allows; fields without a rule are fine. */
export function invalidFields(fields: Fields, rules: FieldRules): string[] {
  return Object.entries(rules)
    .filter(([name, rule]) => !isFieldValid(fields[name], rule))
    .map(([name]) => name);
}

function isFieldValid(value: unknown, rule: FieldRule): boolean {
  if (isAbsent(value)) return !rule.isMandatory;
  switch (rule.kind) {
    case 'text':
      return isTextValid(value, rule);
    case 'integer':
      return Number.isInteger(value) && (rule.allowed?.includes(value as number) ?? true);
    case 'scalar':
      return typeof value !== 'object' && rule.pattern.test(String(value));
    case 'list':
      return (
        Array.isArray(value) &&
        value.length <= (rule.max ?? value.length) &&
        value.every((item) => isObject(item) && invalidFields(item, rule.item).length === 0)
      );
    case 'object':
      return typeof value === 'object';
  }
}

function isTextValid(value: unknown, { isMandatory, mayBeEmpty, max, pattern }: TextRule): boolean {
  if (typeof value !== 'string') return false;
  if (value === '') return mayBeEmpty || !isMandatory;
  return value.length <= (max ?? value.length) && (pattern?.test(value) ?? true);
}

/** Names of the fields that have no rule, those inside lists included. */
export function unknownFields(fields: Fields, rules: FieldRules): string[] {
  return Object.entries(fields).flatMap(([name, value]) => {
    const rule = Object.hasOwn(rules, name) ? rules[name] : undefined;
    if (!rule) return [name];
    if (rule.kind !== 'list' || !Array.isArray(value)) return [];
    return value.flatMap((item) => (isObject(item) ? unknownFields(item, rule.item) : []));
  });
}

/** Whether a text has reached the length that the protocol allows it. */
export function hasFullField(fields: Fields, rules: FieldRules): boolean {
  return Object.entries(rules).some(([name, rule]) => {
    const value = fields[name];
    if (rule.kind === 'text') return typeof value === 'string' && value.length >= (rule.max ?? Infinity);
    if (rule.kind !== 'list' || !Array.isArray(value)) return false;
    return (
      value.length >= (rule.max ?? Infinity) ||
      value.some((item) => isObject(item) && hasFullField(item, rule.item))
    );
  });
}

/** A text field; empty when it is absent or something else. */
export function readTextField(fields: Fields, name: string): string {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
}

/** The objects of a list field. */
export function readItems(fields: Fields, name: string): Fields[] {
  const value = fields[name];
  return Array.isArray(value) ? value.filter(isObject) : [];
}
