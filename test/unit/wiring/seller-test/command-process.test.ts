import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { findElements, readXml } from './read-xml';
import { KEY } from './run-against';

it('ends at Ctrl-C with 3 and both files, and holds no key', async () => {
  const seller = await startFakeSeller({ accessKey: KEY, faults: ['slow'], slowMs: 30_000 });
  const folder = await mkdtemp(path.join(tmpdir(), 'preflight-test-'));
  const at = (name: string) => path.join(folder, name);
  await writeFile(at('ca.pem'), seller.caPem);
  const { produceUrl, port } = seller.sites.safe;
  const child = spawn(
    process.execPath,
    [
      ...[
        '--import',
        'tsx',
        'lib/wiring/cli.ts',
        'test',
        '--url',
        produceUrl,
        '--access-key-env',
        'SELLER_KEY',
      ],
      ...['--allow-private', `localhost:${port}`, '--ca-file', at('ca.pem'), '--flow'],
      ...['--json', at('r.json'), '--junit', at('r.xml')],
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, SELLER_KEY: KEY } },
  );
  const closed = once(child, 'close');
  let shown = '';
  child.stdout.on('data', (chunk) => {
    shown += chunk;
  });
  for await (const line of createInterface({ input: child.stderr })) {
    shown += line;
    // Both handlers of the signal stand before this line is written.
    if (/items to run/.test(line)) child.kill('SIGINT');
  }
  expect(await closed).toEqual([3, null]);
  const [json, xml] = await Promise.all([readFile(at('r.json'), 'utf8'), readFile(at('r.xml'), 'utf8')]);
  expect(JSON.parse(json)).toMatchObject({ verdict: 'incomplete', tally: { notRun: 11 } });
  expect(findElements(readXml(xml), 'skipped')).toHaveLength(11);
  expect(shown + json + xml).not.toContain(KEY);
  await rm(folder, { recursive: true });
  await seller.close();
});
