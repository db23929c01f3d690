import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

export function isLibreOfficeInstalled(): boolean {
  try {
    return execFileSync('soffice', ['--version'], { stdio: 'pipe' }).length > 0;
  } catch {
    return false;
  }
}

/** A folder in which LibreOffice, with a profile of its own and without a window, opens and saves sheets. */
export function openLibreOffice() {
  const folder = mkdtempSync(path.join(tmpdir(), 'preflight-sheets-'));
  const place = (name: string, ending: string) => path.join(folder, `${name}.${ending}`);
  return {
    read: (name: string, ending: string) => readFileSync(place(name, ending)),
    write: (name: string, ending: string, content: Uint8Array | string) =>
      writeFileSync(place(name, ending), content),
    /** Opens each file and saves it in the other format. */
    convert: (names: readonly string[], from: string, to: string) =>
      promisify(execFile)('soffice', [
        ...[`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', to],
        ...['--outdir', folder, ...names.map((name) => place(name, from))],
      ]),
    close: () => rmSync(folder, { recursive: true }),
  };
}
