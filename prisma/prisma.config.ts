import { existsSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// Prisma's command line wants a native schema engine that it downloads when it is installed. Where that download is
// not to be had, the same engine's WebAssembly build (an npm package) takes its place.
const engines = fileURLToPath(new URL('../node_modules/@prisma/engines', import.meta.url));
if (!existsSync(engines) || !readdirSync(engines).some((file) => file.startsWith('schema-engine-')))
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('./schema-engine.mjs', import.meta.url));

export default defineConfig({
  schema: './schema',
  migrations: { path: './migrations' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://unset:unset@127.0.0.1:1/unset' },
});
