import { describe, expect, it } from 'vitest';
import {
  atControls,
  readCase,
  readRequest,
} from '@/app/(desk)/assets/[assetId]/connection/[activity]/read-case';
import { readDeclaration } from '@/app/(desk)/assets/[assetId]/connection/read-declaration';
import { AppError } from '@/lib/core/errors';

function makeForm(entries: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of entries) form.append(name, value);
  return form;
}

describe('the declaration form', () => {
  it('keeps rows in their order and leaves out those that nobody filled', () => {
    const form = makeForm([
      ['parameterName', 'emailDomainName'],
      ['parameterValue', 'example.com'],
      ['parameterName', ' '],
      ['parameterValue', ''],
      ['parameterName', ''],
      ['parameterValue', 'a value without a name'],
      ['billingModes', 'ONE_TIME'],
      ['billingModes', 'PAY_PER_USE'],
    ]);
    expect(readDeclaration(form)).toMatchObject({
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
    const form = makeForm([
      ['activityOfCase', 'queryInstance'],
      ['caseName', 'Two at once'],
      ['protocol', 'V2.0'],
      ['mode', 'fields'],
      ['activity', 'queryInstance'],
      ['testFlag', ''],
      ['instanceId', 'i-1'],
      ['others', '{"extra":[1]}'],
    ]);
    expect(readCase(form)).toEqual({ activity: 'queryInstance', caseName: 'Two at once' });
    expect(readRequest(form)).toEqual({ activity: 'queryInstance', instanceId: 'i-1', extra: [1] });
  });

  it('reads the fields of the protocol that it was made for', () => {
    const form = makeForm([
      ['activityOfCase', 'instanceStatus'],
      ['protocol', 'V1.0'],
      ['mode', 'fields'],
      ['activity', 'instanceStatus'],
      ['instanceId', 'i-1'],
      ['instanceStatus', 'NORMAL'],
    ]);
    expect(readRequest(form)).toMatchObject({ instanceId: 'i-1', instanceStatus: 'NORMAL' });
  });

  it('takes JSON as it is, whatever activity it names', () => {
    const form = makeForm([
      ['activityOfCase', 'queryInstance'],
      ['mode', 'json'],
      ['json', '{"activity":"other","n":1}'],
    ]);
    expect(readRequest(form)).toEqual({ activity: 'other', n: 1 });
  });

  it.each(['', '[]', '{"activity":'])('refuses %j at its control', (json) => {
    const form = makeForm([
      ['activityOfCase', 'queryInstance'],
      ['mode', 'json'],
      ['json', json],
    ]);
    expect(() => readRequest(form)).toThrow(
      expect.objectContaining({
        code: 'VALIDATION',
        details: expect.objectContaining({
          fields: [{ field: 'json', message: 'connection.request.NOT_AN_OBJECT' }],
        }),
      }),
    );
  });

  it('says each problem at the control that is there', () => {
    const ofRequest = { field: 'name', message: 'connection.request.REQUIRED', values: { field: 'name' } };
    const ofCase = { field: 'name', message: 'connection.caseNameTaken' };
    const error = new AppError('VALIDATION', { message: 'validation', fields: [ofRequest, ofCase] });
    const shown = (mode: string) => atControls(error, makeForm([['mode', mode]]));
    expect(shown('fields')).toMatchObject({ details: { fields: [ofRequest, { field: 'newName' }] } });
    expect(shown('json')).toMatchObject({ details: { fields: [{ field: 'json' }, { field: 'newName' }] } });
    const other = new AppError('CONFLICT', { message: 'connection.alreadyRunning' });
    expect(atControls(other, makeForm([['mode', 'json']]))).toBe(other);
  });
});
