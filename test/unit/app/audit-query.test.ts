import { describe, expect, it } from 'vitest';
import {
  auditHref,
  isAuditFiltered,
  readAuditQuery,
  toAuditFilter,
} from '@/app/(desk)/settings/audit/audit-query';

const asset = '0196a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b';
const nothing = { text: '', subject: '', asset: '', from: '', to: '', older: '' };

describe('the address of the audit log', () => {
  it('is read as it was written', () => {
    const query = {
      ...nothing,
      text: 'a & b=c',
      subject: 'scan',
      asset,
      from: '2026-03-02T09:00',
      older: '7',
    };
    const { searchParams } = new URL(auditHref(query), 'https://example.com');
    expect(readAuditQuery(Object.fromEntries(searchParams))).toEqual(query);
    expect(isAuditFiltered(query)).toBe(true);
  });

  it.each([
    {},
    { subject: 'constructor', asset: "' OR 1=1", older: '-1' },
    { older: '99999999999999999999' },
    { older: '1e3', asset: [asset.toUpperCase(), asset] },
    { text: '\0' },
  ])('narrows nothing where it cannot be used: %j', (search) => {
    expect(readAuditQuery(search)).toEqual(nothing);
    expect(isAuditFiltered(readAuditQuery(search))).toBe(false);
  });

  it('has times of the reader', () => {
    const query = { ...nothing, from: '2026-03-02T09:00', to: 'soon' };
    expect(toAuditFilter(query, 'Asia/Shanghai')).toEqual({ from: '2026-03-02T01:00:00.000Z' });
  });
});
