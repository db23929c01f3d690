import { describe, expect, it } from 'vitest';
import { describeError, isExpected } from '@/app/describe-error';
import { AppError, ERROR_STATUS, type ErrorCode, forbidden, notFound } from '@/lib/core/errors';
import { LOCALES } from '@/lib/i18n/locales';
import { hasText } from '@/lib/i18n/text-or';
import { translator } from '@/lib/i18n/translator';

const t = translator('en');

describe('describeError', () => {
  it('says the sentence of the key, filled', () => {
    const described = describeError(forbidden('asset.edit'), t, 'ref-1');
    expect(described).toMatchObject({ code: 'FORBIDDEN', fields: [], reference: 'ref-1' });
    expect(described.message).toContain('asset.edit');
  });

  it("speaks the reader's language", () => {
    expect(describeError(notFound('asset'), translator('zh-CN'), 'r').message).toMatch(/此资产不存在/);
  });

  it('names each field with its own sentence, and hands data on', () => {
    const error = new AppError('VALIDATION', {
      message: 'validation',
      fields: [
        { field: 'name', message: 'field.tooLong', values: { maximum: 80 } },
        { field: 'url', message: 'no.such.key' },
      ],
      data: { version: 3 },
    });
    expect(describeError(error, t, 'r')).toMatchObject({
      fields: [
        { field: 'name', message: 'Enter at most 80 characters.' },
        { field: 'url', message: "This value can't be used." },
      ],
      data: { version: 3 },
    });
  });

  it.each(LOCALES)('asks for a missing field by its name, in %s', (locale) => {
    const words = translator(locale);
    const asked = (field: string) =>
      describeError(
        new AppError('VALIDATION', { message: 'validation', fields: [{ field, message: 'field.required' }] }),
        words,
        'r',
      ).fields[0]?.message;
    expect(asked('productionUrl')).toContain(words('errors.fieldNames.productionUrl'));
    expect(asked('extensionParameters.3.name')).toContain(
      words('errors.fieldNames.extensionParameters_name'),
    );
    expect(asked('of.no.form')).toBe(words('errors.field.required'));
  });

  it('never shows the words of an unknown failure', () => {
    const described = describeError(new Error('password=hunter2'), t, 'ref-9');
    expect(described).toEqual({
      code: 'INTERNAL',
      message: t('errors.codes.INTERNAL'),
      fields: [],
      reference: 'ref-9',
    });
  });

  it.each(LOCALES)('has a sentence for every code in %s', (locale) => {
    for (const code of Object.keys(ERROR_STATUS))
      expect(hasText(translator(locale), `errors.codes.${code}`), code).toBe(true);
  });
});

describe('isExpected', () => {
  it.each<[ErrorCode, boolean]>([
    ['NOT_FOUND', true],
    ['CONFLICT', true],
    ['INTERNAL', false],
  ])('of %s is %s', (code, expected) => {
    expect(isExpected(new AppError(code, { message: 'forbidden' }))).toBe(expected);
  });

  it('of anything else is false', () => {
    expect(isExpected(new TypeError('x'))).toBe(false);
    expect(isExpected('x')).toBe(false);
  });
});
