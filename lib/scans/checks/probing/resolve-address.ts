/** The address as a browser on `base` would open it (WHATWG URL: backslashes, tabs and missing slashes included); null when it opens none. */
export function resolveAddress(address: string, base: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}
