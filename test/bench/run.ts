/** `npm run bench [-- NAME]`: measurements as ratios within one run. */
import { benchBulk } from './bulk';
import { benchFreeze } from './freeze';
import { benchPages } from './pages';
import { benchRunner } from './runner';
import { benchScan } from './scan';
import { benchSigning } from './signing';
import { benchWorkbook } from './workbook';

const BENCHES = {
  bulk: benchBulk,
  freeze: benchFreeze,
  pages: benchPages,
  runner: benchRunner,
  scan: benchScan,
  signing: benchSigning,
  workbook: benchWorkbook,
} as const;

const wanted = process.argv[2] ?? 'pages';
const bench = Object.entries(BENCHES).find(([name]) => name === wanted)?.[1];
if (bench) await bench();
else {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join('|')}\n`);
  process.exitCode = 2;
}
