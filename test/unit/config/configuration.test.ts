import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigurationError, readConfiguration } from '@/lib/config/configuration';

const key = () => randomBytes(32).toString('base64');
const good = () => ({
  DATABASE_URL: 'postgresql://u:p@127.0.0.1:5432/preflight',
  NEXTAUTH_URL: 'https://preflight.example.com',
  NEXTAUTH_SECRET: key(),
  ENCRYPTION_KEYS: `a:${key()},b:${key()}`,
});

const readProblems = (change: Record<string, string | undefined>) => {
  try {
    readConfiguration({ ...good(), ...change });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.problems.map(({ variable }) => variable);
  }
};

describe('configuration', () => {
  it('reads a complete environment and fills in what has a default', () => {
    const settings = readConfiguration({ ...good(), OUTBOUND_ALLOW_PRIVATE: 'localhost:4010, 127.0.0.1:1' });
    expect(settings).toMatchObject({ PORT: 3000, LOG_LEVEL: 'info', REVIEW_BY_HUMAN: false });
    expect(settings.SCAN_BROWSER_SANDBOX).toBe('on');
    expect([...settings.OUTBOUND_ALLOW_PRIVATE]).toEqual(['localhost:4010', '127.0.0.1:1']);
    expect(settings.ENCRYPTION_KEYS.map(({ id, key: bytes }) => [id, bytes.length])).toEqual([
      ['a', 32],
      ['b', 32],
    ]);
  });

  it.each<[string, Record<string, string | undefined>]>([
    ['DATABASE_URL', { DATABASE_URL: undefined }],
    ['DATABASE_URL', { DATABASE_URL: 'mysql://x' }],
    ['NEXTAUTH_URL', { NEXTAUTH_URL: 'preflight.example.com' }],
    ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'short' }],
    ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: ' '.repeat(33) }],
    ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: ` ${'\t'.repeat(40)}x` }],
    ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'x'.repeat(64) }],
    ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: 'secret'.repeat(6) }],
    ['NEXTAUTH_SECRET', { NEXTAUTH_SECRET: `short${' '.repeat(40)}` }],
    ['CRON_SECRET', { CRON_SECRET: 'abc'.repeat(10) }],
    ['CRON_SECRET', { CRON_SECRET: ' '.repeat(30) }],
    ['ENCRYPTION_KEYS', { ENCRYPTION_KEYS: '' }],
    ['ENCRYPTION_KEYS', { ENCRYPTION_KEYS: 'a:c2hvcnQ=' }],
    ['ENCRYPTION_KEYS', { ENCRYPTION_KEYS: `a:${'A'.repeat(43)}=,a:${'B'.repeat(43)}=` }],
    ['CRON_SECRET', { CRON_SECRET: 'short' }],
    ['PORT', { PORT: '99999' }],
    ['OUTBOUND_ALLOW_PRIVATE', { OUTBOUND_ALLOW_PRIVATE: 'localhost' }],
    ['OUTBOUND_EXTRA_CA', { OUTBOUND_EXTRA_CA: '/nonexistent/ca.pem' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'https://id.example.com' }],
    ['STORAGE_S3_BUCKET', { STORAGE_S3_BUCKET: 'evidence' }],
    ['STORAGE_S3_BUCKET', { STORAGE_S3_SECRET_ACCESS_KEY: 'x' }],
    [
      'STORAGE_S3_BUCKET',
      { STORAGE_S3_BUCKET: 'Not a bucket', STORAGE_S3_ACCESS_KEY_ID: 'x', STORAGE_S3_SECRET_ACCESS_KEY: 'x' },
    ],
    ['STORAGE_S3_ENDPOINT', { STORAGE_S3_ENDPOINT: 'obs.example.com' }],
    ['STORAGE_S3_ADDRESSING', { STORAGE_S3_ADDRESSING: 'both' }],
    ['STORAGE_S3_PREFIX', { STORAGE_S3_PREFIX: '/a' }],
    ['STORAGE_S3_PREFIX', { STORAGE_S3_PREFIX: 'a b' }],
    ['MAIL_HOST', { MAIL_HOST: 'mail.example.com' }],
    ['MAIL_HOST', { MAIL_FROM: 'desk@example.com' }],
    ['MAIL_HOST', { MAIL_HOST: 'smtp://mail.example.com', MAIL_FROM: 'desk@example.com' }],
    ['MAIL_FROM', { MAIL_HOST: 'mail.example.com', MAIL_FROM: 'desk@example.com\r\nBcc: x@example.com' }],
    ['MAIL_FROM_NAME', { MAIL_FROM_NAME: 'Desk\nBcc: x@example.com' }],
    ['MAIL_USER', { MAIL_USER: 'desk' }],
    ['MAIL_SECURITY', { MAIL_SECURITY: 'none', MAIL_USER: 'desk', MAIL_PASSWORD: 'x' }],
    ['MAIL_SECURITY', { MAIL_SECURITY: 'ssl' }],
    ['MAIL_PORT', { MAIL_PORT: '0' }],
    ['REVIEW_HOLIDAYS', { REVIEW_HOLIDAYS: '2026-13-01' }],
    ['REVIEW_HOLIDAYS', { REVIEW_HOLIDAYS: '2026-02-27,2026-02-31' }],
    ['REVIEW_WORKDAYS', { REVIEW_WORKDAYS: 'Saturday' }],
    ['OUTBOUND_ALLOW_PRIVATE', { OUTBOUND_ALLOW_PRIVATE: 'localhost:65536' }],
    ['OUTBOUND_ALLOW_PRIVATE', { OUTBOUND_ALLOW_PRIVATE: 'localhost:0' }],
    ['NEXTAUTH_URL', { NEXTAUTH_URL: 'https://example.com/preflight' }],
    ['NEXTAUTH_URL', { NEXTAUTH_URL: 'https://user:pw@example.com' }],
    ['OIDC_ISSUER', { OIDC_ISSUER: 'javascript:1', OIDC_CLIENT_ID: 'a', OIDC_CLIENT_SECRET: 'b' }],
    ['REVIEW_BY_HUMAN', { REVIEW_BY_HUMAN: 'yes' }],
    ['SCAN_STALLED_AFTER_SECONDS', { SCAN_STALLED_AFTER_SECONDS: '2' }],
    ['SCAN_BROWSER_SANDBOX', { SCAN_BROWSER_SANDBOX: 'maybe' }],
    ['SCAN_LISTENER', { SCAN_LISTENER: 'https://listener.example.com/' }],
    ['SCAN_LISTEN', { SCAN_LISTENER: 'http://listener.example.com/', SCAN_LISTEN: '8090' }],
    ['SCAN_LISTEN', { SCAN_LISTENER: 'http://listener.example.com/', SCAN_LISTEN: 'a.test:1,b.test:2' }],
    ['SCAN_LISTEN', { SCAN_LISTEN: '0.0.0.0:8090' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
  ])('refuses to start and names %s', (variable, change) => {
    expect(readProblems(change)).toEqual([variable]);
  });

  it('names every problem at once and never repeats a secret', () => {
    try {
      readConfiguration({ NEXTAUTH_SECRET: 'my-short-secret' });
      expect.unreachable();
    } catch (error) {
      expect(String(error)).toContain('DATABASE_URL: is not set');
      expect(String(error)).toContain('NEXTAUTH_SECRET: must have at least 32 characters');
      expect(String(error)).not.toContain('my-short-secret');
    }
  });
});
