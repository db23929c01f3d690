import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultName } from '@/lib/fakes/faults';
import { type FakeSeller, startFakeSeller } from '@/lib/fakes/start-fake-seller';
import { translator } from '@/lib/i18n/translator';
import { testCommand } from '@/lib/wiring/commands/test';
import type { TestReport } from '@/lib/wiring/seller-test/test-report';
import { findElements, readXml } from './read-xml';
import { joinOutput, KEY, KIT_KEY, optionsFor, runAgainst } from './run-against';

let seller: FakeSeller;
beforeAll(async () => {
  seller = await startFakeSeller({ accessKey: KEY, kitAccessKey: KIT_KEY });
});
afterAll(() => seller.close());
const faultsOn: FaultName[] = [];
afterEach(() => {
  for (const name of faultsOn.splice(0)) seller.state.setFault(name, false);
});
function switchOn(name: FaultName) {
  faultsOn.push(name);
  seller.state.setFault(name, true);
}

const here = () => ['--allow-private', `localhost:${seller.sites.safe.port}`];
const run = (args: readonly string[], changes: Parameters<typeof runAgainst>[3] = {}) =>
  runAgainst(testCommand, [...optionsFor(seller), ...here(), '--parallelism', '8', ...args], seller, changes);
const readJson = (files: Map<string, string>) => JSON.parse(files.get('r.json') ?? 'null') as TestReport;
const FILES = ['--json', 'r.json', '--junit', 'r.xml'];

describe('a right seller', () => {
  it('passes the cases, and only they are run without more options', async () => {
    const { code, out, error, files } = await run(FILES);
    expect(code).toBe(0);
    const report = readJson(files);
    expect(report).toMatchObject({ format: 'preflight-test', version: 1, verdict: 'passed', diagnoses: [] });
    expect([...new Set(report.items.map(({ section }) => section))]).toEqual(['cases']);
    expect(report.items.map(({ activity }) => activity)).toEqual([
      ...['newInstance', 'queryInstance', 'refreshInstance', 'updateInstanceStatus', 'releaseInstance'],
    ]);
    expect(report.productionUrl?.checks.map(({ state }) => state)).not.toContain('fail');
    expect(out).toContain('Production URL\n  pass');
    expect(error.trim().split('\n')).toHaveLength(6);
    expect(readXml(files.get('r.xml') ?? '').attributes).toMatchObject({ tests: '13', failures: '0' });
  });

  it('passes flow and suite in V2.0 with both grades at A', async () => {
    const { code, out, files } = await run([...FILES, '--flow', '--adversarial']);
    expect(code).toBe(0);
    const { grades, items, tally } = readJson(files);
    expect([grades?.security.grade, grades?.robustness.grade, grades?.overall]).toEqual(['A', 'A', 'A']);
    expect(tally).toMatchObject({ of: items.length, failed: 0, notRun: 0 });
    expect(out).toContain('Security: A');
  });

  it.each(['aes256', 'aes128'])('passes V1.0 with %s', async (encryption) => {
    const own = await startFakeSeller({ accessKey: KEY, encryptType: encryption === 'aes256' ? '1' : '2' });
    const allow = ['--allow-private', `localhost:${own.sites.safe.port}`];
    const args = ['--protocol', 'v1', '--encryption', encryption, '--flow', '--parallelism', '8'];
    const { code, out } = await runAgainst(testCommand, [...optionsFor(own), ...allow, ...args], own);
    await own.close();
    expect([code, out]).toEqual([0, expect.stringContaining('· V1.0')]);
  });

  it('passes the kit interfaces of a joint operations product', async () => {
    const kit = ['--kit-access-key-env', 'KIT_KEY', '--kit-public-key-file', 'kit.pem'];
    const { code, files } = await run([...FILES, '--product-kind', 'joint', ...kit]);
    expect(code).toBe(0);
    expect(readJson(files).items.map(({ activity }) => activity)).toEqual(
      expect.arrayContaining(['tenantSync', 'applicationSync', 'authSync', 'singleOrgSync', 'allOrgSync']),
    );
  });
});

describe('a faulty seller', () => {
  it('fails with the cause, the message of KooGallery, the fix and a script that signs again', async () => {
    switchOn('http-500');
    const { code, out, files } = await run(FILES);
    expect(code).toBe(1);
    const report = readJson(files);
    expect(report.diagnoses[0]).toMatchObject({ code: 'STATUS_NOT_200', isWarning: false });
    const [item] = report.items;
    expect(item).toMatchObject({
      state: 'FAILED',
      koogallery: 'Debugging failed. The interface response httpCode=500.',
      repeat: [{ script: expect.stringContaining(seller.sites.safe.produceUrl), isCurlMasked: true }],
    });
    expect(item?.causes[0]?.fix).toBeTruthy();
    expect(out).toMatch(/FAIL {4}newInstance[\s\S]*KooGallery says: [\s\S]*Cause: [\s\S]*Fix: /);
    expect(out).toContain('#!/bin/sh');
    const failures = findElements(readXml(files.get('r.xml') ?? ''), 'failure');
    expect(failures[0]?.attributes.type).toBe('STATUS_NOT_200');
    expect(failures[0]?.text).toMatch(/httpCode=500[\s\S]*Fix: [\s\S]*openssl dgst/);
  });

  it('is named in V1.0 as well', async () => {
    switchOn('body-sign-missing');
    const { code, out } = await run(['--protocol', 'v1']);
    expect([code, out]).toEqual([1, expect.stringContaining('http header->bodySign is empty.')]);
  });

  it('gets a grade by a written rule, and a script that does the same wrong', async () => {
    switchOn('accepts-any-signature');
    const { code, out, files } = await run([...FILES, '--adversarial']);
    expect(code).toBe(1);
    const { grades, items } = readJson(files);
    expect(grades?.security).toMatchObject({ grade: 'F', rule: 'F: at least one critical failure.' });
    const forged = items.find(({ key }) => key === 'adversarial/wrong-signature');
    expect(forged?.repeat[0]).toMatchObject({
      script: expect.stringContaining('tr 0123456789ABCDEF 123456789ABCDEF0'),
      curl: expect.stringMatching(/signature=\w{4}\*{8}/),
    });
    expect(out).toContain('Security: F');
  });

  it('is told what it calculates instead', async () => {
    switchOn('plain-sha256-verification');
    const { code, files } = await run(FILES);
    const { diagnoses, items } = readJson(files);
    expect([code, diagnoses[0]?.stage]).toEqual([1, 'signature']);
    expect(diagnoses[0]?.detail).toContain(translator('en')('signing.mistake.inner-plain-sha256.what'));
    expect(items[0]?.calls.map(({ purpose }) => purpose)).toContain('DIAGNOSIS');
    expect(items.slice(1).map(({ state }) => state)).toEqual(items.slice(1).map(() => 'NOT_RUN'));
  });
});

describe('what is called', () => {
  it('are the interfaces that were named, after newInstance where they need one', async () => {
    const { code, files } = await run([...FILES, '--cases', 'queryInstance,upgradeInstance']);
    expect([code, readJson(files).items.map(({ key }) => key)]).toEqual([
      0,
      ['cases/newInstance', 'cases/queryInstance', 'cases/upgradeInstance'],
    ]);
  });

  it('are the saved cases of a file, with the ids of this run and their own values masked', async () => {
    const cases = [
      { activity: 'newInstance' },
      {
        name: 'Trial order',
        activity: 'newInstance',
        request: {
          activity: 'newInstance',
          ...{
            orderId: 'old',
            orderLineId: 'old-1',
            businessId: 'b',
            buyerInfo: { mobilePhone: '13800138000' },
          },
        },
      },
    ];
    const changes = { files: { 'cases.json': JSON.stringify(cases) } };
    const { code, files } = await run([...FILES, '--cases', 'cases.json'], changes);
    expect(code).toBe(0);
    const named = readJson(files).items.find(({ caseName }) => caseName === 'Trial order');
    expect(named?.calls[0]?.request.body).toContain('"mobilePhone":"********"');
    expect(named?.calls[0]?.request.body).not.toContain('"orderId":"old"');
    expect(joinOutput({ code, out: '', error: '', files })).not.toContain('13800138000');
    const revealed = await run([...FILES, '--reveal', '--cases', 'cases.json'], changes);
    expect(revealed.files.get('r.json')).toContain('13800138000');
  });

  it('is about the instance that was named', async () => {
    const { code, files } = await run([...FILES, '--cases', 'queryInstance', '--instance', 'unheard-of']);
    const [item, ...others] = readJson(files).items;
    expect([code, item?.causes[0]?.code, others]).toEqual([1, 'RESULT_000003', []]);
  });

  it('carries no testFlag where that was asked for', async () => {
    const bodies = async (args: string[]) =>
      readJson((await run([...FILES, '--cases', 'newInstance', ...args])).files).items[0]?.calls[0]?.request
        .body;
    expect(await bodies([])).toContain('"testFlag":"1"');
    expect(await bodies(['--no-test-flag'])).not.toContain('testFlag');
  });
});

describe('outputs', () => {
  it('keep the members that programs read, in this version of the report', async () => {
    switchOn('http-500');
    const { files } = await run([...FILES, '--cases', 'newInstance', '--adversarial']);
    const report = readJson(files);
    const [item] = report.items;
    const [call] = item?.calls ?? [];
    const members = (value: object | null | undefined) => Object.keys(value ?? {}).sort();
    expect(report.version).toBe(1);
    expect(members(report)).toEqual(
      expect.arrayContaining([
        ...['diagnoses', 'endedAt', 'format', 'grades', 'isRevealed', 'items', 'productionUrl', 'seller'],
        ...['sentence', 'startedAt', 'tally', 'verdict', 'version'],
      ]),
    );
    expect(members(item)).toEqual(
      expect.arrayContaining([
        ...['activity', 'calls', 'callsMs', 'caseName', 'causes', 'finding', 'key', 'koogallery', 'reason'],
        ...['repeat', 'section', 'state', 'test', 'title'],
      ]),
    );
    expect(members(call)).toEqual(
      expect.arrayContaining([
        ...[
          'activity',
          'causes',
          'checks',
          'failure',
          'failureCode',
          'id',
          'isPassed',
          'koogallery',
          'label',
        ],
        ...['purpose', 'request', 'response', 'resultCode', 'startedAt', 'timing'],
      ]),
    );
    expect(members(item?.causes[0])).toEqual(
      expect.arrayContaining(['code', 'detail', 'fix', 'mark', 'proof', 'snippet', 'title', 'values']),
    );
    expect(members(report.diagnoses[0])).toEqual(
      expect.arrayContaining(['code', 'detail', 'fix', 'isWarning', 'items', 'snippet', 'stage', 'title']),
    );
  });

  it('mark the bytes that prove a cause', async () => {
    switchOn('bom-in-body');
    const { out, files } = await run([...FILES, '--cases', 'newInstance']);
    const [cause] = readJson(files).items[0]?.causes ?? [];
    expect(cause).toMatchObject({
      code: 'BODY_HAS_BOM',
      proof: expect.stringContaining('⟦'),
    });
    expect(out).toContain('Seen: ⟦\\ufeff⟧{');
  });

  it('go to standard output alone when asked', async () => {
    const { out, error } = await run(['--cases', 'newInstance', '--json', '-']);
    expect(JSON.parse(out)).toMatchObject({ format: 'preflight-test' });
    expect(error).toContain('Production URL');
  });

  it('hold no key, in whichever run', async () => {
    switchOn('other-access-key');
    for (const args of [[], ['--reveal'], ['--protocol', 'v1'], ['--adversarial', '--reveal']]) {
      const outcome = await run([...FILES, ...args]);
      expect(joinOutput(outcome)).not.toContain(KEY);
      expect(joinOutput(outcome)).not.toContain(Buffer.from(KEY).toString('base64'));
    }
  });

  it('are written after a stop too, and say what was not run', async () => {
    const stopped = await run([...FILES, '--flow', '--parallelism', '1'], {
      world: {
        stopSignal: () => {
          const stop = new AbortController();
          // At the first call: none has ended yet.
          queueMicrotask(() => stop.abort());
          return stop.signal;
        },
      },
    });
    expect(stopped.code).toBe(3);
    expect(stopped.error).toContain('Stopping.');
    const report = readJson(stopped.files);
    expect(report).toMatchObject({ verdict: 'incomplete', productionUrl: null });
    expect(report.items.map(({ reason }) => reason?.code)).toEqual(report.items.map(() => 'CANCELLED'));
    expect(findElements(readXml(stopped.files.get('r.xml') ?? ''), 'skipped')).toHaveLength(
      report.items.length,
    );
  });

  it('keep what a stop in the middle left finished', async () => {
    const stop = new AbortController();
    const { code, files } = await run([...FILES, '--flow', '--parallelism', '1'], {
      world: { stopSignal: () => stop.signal },
      terminal: {
        writeError: (text) => {
          if (text.startsWith(' 2/11')) stop.abort();
        },
      },
    });
    expect(code).toBe(3);
    expect(readJson(files).items.filter(({ calls }) => calls.length > 0)).toHaveLength(2);
  });
});

const CASES = (json: string) => ({ files: { 'c.json': json } });
describe('usage', () => {
  it.each<[string, string[], Parameters<typeof runAgainst>[3]?]>([
    ['IP address|not a public', ['--url', 'https://127.0.0.1:9/x']],
    ['does not begin with https', ['--url', 'http://saas.example.com/x']],
    ['not a complete URL', ['--url', 'nowhere']],
    ['user name or password', ['--url', 'https://a:b@saas.example.com/']],
    ['NOT_SET', ['--access-key-env', 'NOT_SET']],
    ['v2, v1', ['--protocol', 'v3']],
    ['yearly-monthly', ['--billing', 'weekly']],
    ['from 1 to 8', ['--parallelism', '9']],
    ['HOST:PORT', ['--allow-private', 'localhost']],
    ['standard output|Standard output', ['--json', '-', '--junit', '-']],
    ['ENOENT', ['--json', 'missing/r.json']],
    ['--instance needs --cases', ['--instance', 'some']],
    ['not an interface', ['--cases', 'newInstance,expireInstance']],
    ['gone.json cannot be read', ['--cases', 'gone.json']],
    ['not a list of saved cases', ['--cases', 'c.json'], CASES('{"activity":"newInstance"}')],
    ['at 0.extra|not a list', ['--cases', 'c.json'], CASES('[{"activity":"newInstance","extra":1}]')],
    [
      'case 1',
      ['--cases', 'c.json'],
      CASES('[{"activity":"newInstance","request":{"activity":"newInstance"}}]'),
    ],
    ['protocol V2.0', ['--protocol', 'v1', '--product-kind', 'joint']],
    ['--kit-access-key-env', ['--product-kind', 'joint']],
    ['not a certificate', ['--ca-file', 'kit.pem']],
    ['PEM block', ['--kit-public-key-file', 'ca.pem']],
  ])('says %s', async (what, args, changes) => {
    const { code, error, files } = await run(args, changes);
    expect(code).toBe(2);
    expect(error).toMatch(new RegExp(what));
    expect(files.size).toBe(0);
  });

  it('names the waiver of a private seller', async () => {
    const { code, error } = await runAgainst(testCommand, optionsFor(seller), seller);
    expect([code, error]).toEqual([
      2,
      expect.stringContaining(`--allow-private localhost:${seller.sites.safe.port}`),
    ]);
  });
});
