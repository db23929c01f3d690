export type Device = { browser: string | null; system: string | null };

/** In this order: what comes first also names the later ones in its User-Agent. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(Firefox|FxiOS)\//, 'Firefox'],
  [/\b(Chrome|CriOS)\//, 'Chrome'],
  [/\bVersion\/\S{1,40} .{0,200}Safari\//, 'Safari'],
];
const SYSTEMS: readonly [RegExp, string][] = [
  [/\b(iPhone|iPad|iPod)\b/, 'iOS'],
  [/\bHarmonyOS\b/, 'HarmonyOS'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

const firstIn = (names: readonly [RegExp, string][], text: string): string | null =>
  names.find(([pattern]) => pattern.test(text))?.[1] ?? null;

/** What a person recognises their browser by. A guess to help the memory, never a proof of anything. */
export function recogniseDevice(userAgent: string | null): Device {
  const text = userAgent ?? '';
  return { browser: firstIn(BROWSERS, text), system: firstIn(SYSTEMS, text) };
}

/** Whether nothing like it was used before. The first of all is no news: its owner has just got the account. */
export function isNewDevice(userAgent: string | null, earlier: readonly (string | null)[]): boolean {
  const name = (text: string | null) => {
    const { browser, system } = recogniseDevice(text);
    return `${browser}/${system}`;
  };
  return earlier.length > 0 && !earlier.some((text) => name(text) === name(userAgent));
}
