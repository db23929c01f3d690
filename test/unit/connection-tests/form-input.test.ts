import { describe, expect, it } from 'vitest';
import { aboutJson, declarationOf, requestItemOf } from '@/app/(desk)/assets/[assetId]/connection/form-input';
import { AppError } from '@/lib/core/errors';

function formOf(entries: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

describe('the declaration form', () => {
  it('keeps rows in their order and leaves out those that nobody filled', () => {
    const form = formOf([
      ['parameterName', 'emailDomainName'],
      ['parameterValue', 'example.com'],
      ['parameterName', ' '],
      ['parameterValue', ''],
      ['parameterName', ''],
      ['parameterValue', 'a value without a name'],
      ['billingModes', 'ONE_TIME'],
      ['billingModes', 'PAY_PER_USE'],
    ]);
    expect(declarationOf(form)).toMatchObject({
      billingModes: ['ONE_TIME', 'PAY_PER_USE'],
      provisioningInfo: [],
      accessKey: '',
      extensionParameters: [
        { name: 'emailDomainName', value: 'example.com' },
        { name: '', value: 'a value without a name' },
      ],
    });
  });
});

describe('the request builder', () => {
  it('composes the request of its fields and of the members without a field', () => {
    const form = formOf([
      ['case', 'queryInstance'],
      ['mode', 'fields'],
      ['activity', 'queryInstance'],
      ['testFlag', ''],
      ['instanceId', 'i-1'],
      ['others', '{"extra":[1]}'],
    ]);
    expect(requestItemOf(form)).toEqual({
      activity: 'queryInstance',
      request: { activity: 'queryInstance', instanceId: 'i-1', extra: [1] },
    });
  });

  it('takes JSON as it is, whatever activity it names', () => {
    const form = formOf([
      ['case', 'queryInstance'],
      ['mode', 'json'],
      ['json', '{"activity":"other","n":1}'],
    ]);
    expect(requestItemOf(form)).toEqual({ activity: 'queryInstance', request: { activity: 'other', n: 1 } });
  });

  it.each(['', '[]', '{"activity":'])('refuses %j at its control', (json) => {
    const form = formOf([
      ['case', 'queryInstance'],
      ['mode', 'json'],
      ['json', json],
    ]);
    expect(() => requestItemOf(form)).toThrow(
      expect.objectContaining({
        code: 'VALIDATION',
        details: expect.objectContaining({
          fields: [{ field: 'json', message: 'connection.request.NOT_AN_OBJECT' }],
        }),
      }),
    );
  });

  it('says the problems of fields at the control that is there', () => {
    const problem = {
      field: 'orderId',
      message: 'connection.request.REQUIRED',
      values: { field: 'orderId' },
    };
    const error = new AppError('VALIDATION', { message: 'validation', fields: [problem] });
    expect(aboutJson(error)).toMatchObject({ details: { fields: [{ ...problem, field: 'json' }] } });
    const other = new AppError('CONFLICT', { message: 'connection.alreadyRunning' });
    expect(aboutJson(other)).toBe(other);
  });
});
