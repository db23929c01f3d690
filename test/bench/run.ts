/**
 * `npm run bench [-- NAME [PART]]`: measurements as ratios within one run. A bench alone is loaded, so that the memory of
 * its process is its own.
 */
const BENCHES = {
  bulk: async () => (await import('./bulk')).benchBulk(),
  expiry: async () => (await import('./expiry')).benchExpiry(),
  freeze: async () => (await import('./freeze')).benchFreeze(),
  memory: async () => (await import('./memory')).benchMemory(),
  pages: async () => (await import('./pages')).benchPages(),
  runner: async () => (await import('./runner')).benchRunner(),
  scan: async () => (await import('./scan')).benchScan(),
  signing: async () => (await import('./signing')).benchSigning(),
  workbook: async () => (await import('./workbook')).benchWorkbook(process.argv[3]),
} as const;

const wanted = process.argv[2] ?? 'pages';
const bench = Object.entries(BENCHES).find(([name]) => name === wanted)?.[1];
if (bench) void bench();
else {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join('|')}\n`);
  process.exitCode = 2;
}
