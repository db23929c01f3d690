const BY_TYPE: Readonly<Record<string, string>> = {
  email: 'preflight@example.com',
  number: '1',
  range: '1',
  tel: '10000000000',
  url: 'https://example.com/',
  date: '2026-01-01',
  'datetime-local': '2026-01-01T00:00',
  month: '2026-01',
  week: '2026-W01',
  time: '00:00',
  color: '#000000',
  password: 'Preflight-1',
};
const BY_NAME: readonly (readonly [RegExp, string])[] = [
  [/e-?mail/i, 'preflight@example.com'],
  [/(?:^|_|\b)(?:id|num|no|qty|count|page|size|limit|amount|price|age|year)$|Id$/i, '1'],
  [/date|day/i, '2026-01-01'],
  [/phone|mobile|tel/i, '10000000000'],
  [/url|link|website/i, 'https://example.com/'],
];

/** A harmless value for an empty field, of the kind that its type or name asks for, so that validation lets it pass. */
export function fieldDefault(type: string, name: string): string {
  return BY_TYPE[type] ?? BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? 'preflight';
}
