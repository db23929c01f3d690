type Schema = {
  type?: string;
  format?: string;
  const?: unknown;
  enum?: readonly unknown[];
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  prefixItems?: readonly Schema[];
};

/** A JSON schema as a few lines that people read: `"id": uuid`, with `?` after what may be left out. */
export function sketchSchema(schema: Schema, indent = ''): string {
  const { anyOf, oneOf, allOf, properties, items, prefixItems } = schema;
  const either = anyOf ?? oneOf;
  if (either) return either.map((one) => sketchSchema(one, indent)).join(' | ');
  if (allOf) return allOf.map((one) => sketchSchema(one, indent)).join(' & ');
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  if (prefixItems) return `[${prefixItems.map((one) => sketchSchema(one, indent)).join(', ')}]`;
  if (items) return `[${sketchSchema(items, indent)}, …]`;
  if (properties) return sketchMembers(properties, schema.required ?? [], indent);
  return schema.format ?? schema.type ?? 'any';
}

function sketchMembers(
  properties: Record<string, Schema>,
  required: readonly string[],
  indent: string,
): string {
  const inner = `${indent}  `;
  const lines = Object.entries(properties).map(
    ([name, member]) =>
      `${inner}${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${sketchSchema(member, inner)}`,
  );
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n${indent}}`;
}
