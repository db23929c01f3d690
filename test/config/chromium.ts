import { existsSync } from 'node:fs';

const INSTALLED = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Without a sandbox of its own where that needs rights we may not have; without the browser's own errands on the network. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The system's Chromium (`CHROMIUM_PATH` or a usual place), else the one that an npm package carries. */
export async function chromiumLaunch(): Promise<{ executablePath: string; args: string[] }> {
  const installed = [process.env.CHROMIUM_PATH ?? '', ...INSTALLED].find(
    (file) => file !== '' && existsSync(file),
  );
  if (installed) return { executablePath: installed, args: ARGUMENTS };
  const { default: packaged } = await import('@sparticuz/chromium');
  return { executablePath: await packaged.executablePath(), args: [...ARGUMENTS, '--headless=shell'] };
}
