import { accessSync, constants } from 'node:fs';

/** Where systems install it; the operator's own choice comes before them. */
const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param chosen the operator's own file, which nothing else replaces. @returns null where there is none */
export const findChromium = (chosen: string | null): string | null =>
  (chosen === null ? USUAL_PLACES : [chosen]).find(isProgram) ?? null;

/** The program of util-linux that starts another one as another user; null where there is none. */
export const findSetpriv = (): string | null => ['/usr/bin/setpriv', '/bin/setpriv'].find(isProgram) ?? null;
