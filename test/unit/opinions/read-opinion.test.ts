import { describe, expect, it } from 'vitest';
import { readOpinion } from '@/lib/opinions/read-opinion';
import { ROW_LENGTHS, ROWS_MAXIMUM } from '@/lib/opinions/rules/opinion-row';
import { HOST, SARIF, toBytes, WAPITI_33, WAPITI_304, ZAP, ZAP_PLUS } from './report-samples';

function read(report: unknown, host = HOST) {
  const answer = readOpinion(toBytes(report), host);
  if (!answer.ok) throw new Error(answer.reason);
  return answer;
}
const rowsIn = (report: unknown) =>
  read(report).rows.map(({ class: name, cwe, severity, method, path, parameter }) => ({
    ...{ name, cwe, severity, method, path, parameter },
  }));
const refuse = (bytes: Uint8Array | string) => {
  const answer = readOpinion(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, HOST);
  return answer.ok ? 'READ' : answer.reason;
};

describe('a report of Wapiti', () => {
  it('is read as 3.0.4 writes it, whatever language its names are in', () => {
    expect(read(WAPITI_304)).toMatchObject({
      ...{ source: 'WAPITI', tool: 'Wapiti', toolVersion: '3.0.4' },
      madeAt: 'Mon, 02 Mar 2026 09:00:00 +0000',
    });
    expect(rowsIn(WAPITI_304)).toEqual([
      {
        ...{ name: 'SQL_INJECTION', cwe: 89, severity: null, method: 'GET', path: '/search' },
        parameter: 'q',
      },
      {
        ...{ name: 'INFORMATION_LEAKAGE', cwe: 530, severity: null, method: 'GET' },
        ...{ path: '/index.php.bak', parameter: '' },
      },
    ]);
  });

  it('is read as 3.3 writes it, by chapters where there is no weakness', () => {
    expect(rowsIn(WAPITI_33).map(({ name, severity, path }) => [name, severity, path])).toEqual([
      ['XSS', 'MEDIUM', '/profile/42'],
      ['HEADERS', 'LOW', '/'],
      [null, 'HIGH', '/'],
      ['INFORMATION_LEAKAGE', 'HINT', '/'],
    ]);
    expect(read(WAPITI_33).rows[0]?.text).toContain('"status_code": 200');
  });

  it('shows no cookie and no credential of its requests', () => {
    const [row] = read(WAPITI_304).rows;
    expect(row?.text).toContain('Cookie: session=********; theme=********');
    expect(row?.text).toContain('Authorization: Basic ********');
    expect(JSON.stringify(read(WAPITI_304))).not.toMatch(/d34db33f|c2VsbGVyOnNlY3JldA/);
  });
});

describe('a report of ZAP', () => {
  it('is a row for each instance, without what was marked false and what is of other sites', () => {
    const { rows, counts, toolVersion } = read(ZAP);
    expect(toolVersion).toBe('2.16.1');
    expect(rowsIn(ZAP).map(({ name, severity, path }) => [name, severity, path])).toEqual([
      ['XSS', 'HIGH', '/profile/7'],
      ['HEADERS', 'MEDIUM', '/'],
      ['HEADERS', 'MEDIUM', '/about'],
      [null, 'HINT', '/profile/7'],
    ]);
    expect(counts).toEqual({
      rows: 4,
      severities: { HIGH: 1, MEDIUM: 2, LOW: 0, HINT: 1, NONE: 0 },
      leftOut: { OTHER_SITE: 1, NO_FINDING: 1, OVER_LIMIT: 0 },
    });
    expect(rows[0]?.place).toBe(`https://${HOST}/profile/7?name=a&b=c`);
  });

  it('has its texts as they were before they became markup', () => {
    const text = read(ZAP).rows[0]?.text ?? '';
    expect(text).toContain('[attack]\n<script>alert(1);</script>');
    expect(text).toContain('[desc]\nAn attacker & a <script>.\nSecond paragraph.');
  });

  it('is read with requests and responses, their cookies masked', () => {
    const text = read(ZAP_PLUS).rows[0]?.text ?? '';
    expect(text).toContain('Cookie: session=********');
    expect(text).toContain('Set-Cookie: session=********; HttpOnly');
    expect(text).toContain('[response-body]\n<html><script>');
    expect(text).not.toMatch(/d34db33f|cafe/);
  });

  it.each([
    ['one site without a list', { ...ZAP, site: ZAP.site[0] }, 4],
    ['numbers as numbers', JSON.parse(JSON.stringify(ZAP).replace('"riskcode":"3"', '"riskcode":3')), 4],
    ['no alerts', { ...ZAP, site: [{ ...ZAP.site[0], alerts: [] }] }, 0],
  ])('is read with %s', (_what, report, count) => {
    expect(read(report).rows).toHaveLength(count);
  });
});

describe('a log of SARIF', () => {
  it('is read by rules, extensions, artifacts and messages', () => {
    expect(read(SARIF)).toMatchObject({
      ...{ source: 'SARIF', tool: 'Site Scanner', toolVersion: '4.2.0', madeAt: '2026-03-02T09:00:00Z' },
    });
    expect(rowsIn(SARIF)).toEqual([
      {
        ...{ name: 'URL_REDIRECTION', cwe: 601, severity: 'MEDIUM', method: 'GET', path: '/go' },
        parameter: '',
      },
      {
        ...{ name: 'SQL_INJECTION', cwe: 89, severity: 'HIGH', method: '', path: '/items/3' },
        parameter: 'id',
      },
      { ...{ name: 'HEADERS', cwe: null, severity: 'LOW', method: '', path: '/', parameter: '' } },
      { ...{ name: 'SQL_INJECTION', cwe: 89, severity: 'HIGH', method: '', path: null, parameter: '' } },
    ]);
    const [redirect, , , inFile] = read(SARIF).rows;
    expect(redirect?.text).toContain('[message]\nThe parameter next leads to https://evil.invalid.');
    expect(inFile?.place).toBe('src/db.js:12');
    expect(read(SARIF).counts.leftOut.NO_FINDING).toBe(3);
  });

  it.each([
    ['2.0.0', 'SARIF_VERSION'],
    ['', 'SARIF_VERSION'],
    ['3.0.0', 'SARIF_VERSION'],
    ['2.1.0-rtm.5', 'READ'],
  ])('of version %j is judged', (version, reason) => {
    expect(refuse(toBytes({ ...SARIF, version }))).toBe(reason);
  });

  it('of our own is no second opinion', () => {
    const own = { ...SARIF, runs: [{ tool: { driver: { name: 'Preflight' } }, results: [] }] };
    expect(refuse(toBytes(own))).toBe('OWN_REPORT');
  });
});

describe('a report', () => {
  it('about other hosts only is refused, and the hosts are named', () => {
    expect(readOpinion(toBytes(WAPITI_304), 'other.example.com')).toEqual({
      ...{ ok: false, reason: 'OTHER_SITE', hosts: [HOST] },
    });
  });

  it('is about the host with its port', () => {
    const text = JSON.stringify(WAPITI_304).replaceAll(`https://${HOST}/`, `https://${HOST}:8443/`);
    expect(read(JSON.parse(text), `${HOST}:8443`).rows).toHaveLength(2);
    expect(refuse(text)).toBe('OTHER_SITE');
  });

  it('keeps no name and password of an address', () => {
    const text = JSON.stringify(ZAP_PLUS).replaceAll(`https://${HOST}/p`, `https://seller:s3cret@${HOST}/p`);
    const { rows } = read(JSON.parse(text));
    expect(rows[0]?.place).toBe(`https://${HOST}/profile/7`);
    expect(JSON.stringify(rows)).not.toContain('s3cret');
  });

  it('is read as UTF-16 and with a mark of its encoding', () => {
    const text = JSON.stringify(ZAP);
    expect(refuse(`\ufeff${text}`)).toBe('READ');
    expect(refuse(Buffer.from(`\ufeff${text}`, 'utf16le'))).toBe('READ');
    expect(refuse(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toBe('READ');
  });

  it('has no more rows and no longer texts than are kept', () => {
    const instances = Array.from({ length: ROWS_MAXIMUM + 5 }, (_, index) => ({
      uri: `https://${HOST}/${index}`,
      evidence: 'x'.repeat(index === 0 ? ROW_LENGTHS.text * 2 : 10),
    }));
    const { rows, counts } = read({
      site: [{ '@name': `https://${HOST}`, alerts: [{ name: 'A', instances }] }],
    });
    expect(rows).toHaveLength(ROWS_MAXIMUM);
    expect(counts.leftOut.OVER_LIMIT).toBe(5);
    expect(rows[0]?.text).toHaveLength(ROW_LENGTHS.text);
  });
});

describe('a file that is no report', () => {
  const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
  it.each([
    ['EMPTY', ''],
    ['EMPTY', ' \n'],
    ['MARKUP', '<?xml version="1.0"?><OWASPZAPReport/>'],
    ['MARKUP', '\ufeff <!doctype html>'],
    ['NOT_TEXT', 'PK\u0003\u0004\u0000'],
    ['NOT_JSON', '{"site": ['],
    ['NOT_JSON', 'nothing'],
    ['NOT_JSON', '"'],
    ['TOO_DEEP', nested(65)],
    ['TOO_DEEP', '{"a":'.repeat(100_000)],
    ['TOO_MANY_PARTS', `[${'0,'.repeat(1_500_001)}0]`],
    ['UNKNOWN_REPORT', '[]'],
    ['UNKNOWN_REPORT', 'null'],
    ['UNKNOWN_REPORT', '{"site": []}'],
    ['UNKNOWN_REPORT', '{"vulnerabilities": [], "infos": {}}'],
    ['UNKNOWN_REPORT', nested(64)],
    ['UNKNOWN_REPORT', `{"a": "${'['.repeat(1_000)}\\"${'['.repeat(1_000)}"}`],
  ])('is refused as %s', (reason, text) => {
    expect(refuse(text)).toBe(reason);
  });

  it.each([
    { vulnerabilities: { x: 5, __proto__: [] }, infos: { target: 3 } },
    { vulnerabilities: { x: [null, 3, [], { path: {}, level: [], wstg: 'a' }] }, infos: {} },
    JSON.parse('{"vulnerabilities":{"__proto__":[{"path":"/a"}],"constructor":[{}]},"infos":{"target":"%"}}'),
    { site: [{ '@name': 4, alerts: [null, { instances: [null] }, { cweid: -1, name: {} }] }] },
    { version: '2.1.0', runs: [null, { results: [{}, null, { locations: [{}], ruleIndex: 1e9 }] }] },
    { version: '2.1.0', runs: [{ tool: 3, results: [{ ruleId: '', message: { text: '{9}{x}' } }] }] },
  ])('but has its shape is read without falling over: %#', (report) => {
    const answer = readOpinion(toBytes(report), HOST);
    expect(answer.ok).toBe(true);
  });
});
