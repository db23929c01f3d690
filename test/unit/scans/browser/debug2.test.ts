import { test } from 'vitest';
import { openChromium } from '@/lib/scans/browser/open-chromium';
import { visitOf } from './with-chromium';
test('debug', { timeout: 100000 }, async () => {
  const o = await openChromium({})();
  if (!o.ok) { console.log(o); return; }
  const s = await o.browser.visit(visitOf({ '/': '<p id=o>x</p><script>o.textContent = location.hash + " here"</script>' }));
  console.log(s.outcome, s.states, process.pid);
  const { execSync } = await import('node:child_process');
  console.log(execSync('ps -eo pid,ppid,args | grep preflight-chromium | grep -v grep | wc -l; ls -d /tmp/preflight-chromium*').toString());
  if (process.env.DIE) process.kill(process.pid, 'SIGKILL');
  await o.browser.close();
});
