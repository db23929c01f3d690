import { test } from 'vitest';
import { startChromium, visitOf } from './with-chromium';
test('debug', { timeout: 100000 }, async () => {
  const browser = await startChromium();
  for (const marks of [[], ['abc']]) for (let i = 0; i < 6; i++) {
    const at = performance.now();
    await browser.visit(visitOf({ '/': '<p id=o>x</p><script>o.textContent = location.hash</script>' }, { marks, plant: {messages: ['x']} }));
    console.log(marks.length, Math.round(performance.now() - at));
  }
});
