import { toBytes, toText } from '../encoding';
import { type JsonText, readJsonText, writeJsonText } from './json/json-text';

const BOM = '\ufeff';
export const BOM_BYTES = toBytes(BOM);

/**
 * A body under examination. A search makes some hundred bodies and hashes each of them up to twenty times, so its
 * bytes, its text and its JSON are made when first asked for and then kept, and so are its digests.
 */
export class Body {
  private readonly digests = new Map<string, string>();

  private constructor(
    private madeBytes: Uint8Array | undefined,
    private madeText: string | null | undefined,
    private madeJson: JsonText | null | undefined,
  ) {}

  /** Nobody may change the bytes afterwards. */
  static ofBytes(bytes: Uint8Array): Body {
    return new Body(bytes, undefined, undefined);
  }

  static ofText(text: string, hasBom = false): Body {
    return new Body(undefined, hasBom ? BOM + text : text, undefined);
  }

  static ofJson(json: JsonText, hasBom: boolean): Body {
    const text = writeJsonText(json);
    return new Body(undefined, hasBom ? BOM + text : text, json);
  }

  get bytes(): Uint8Array {
    this.madeBytes ??= toBytes(this.madeText ?? '');
    return this.madeBytes;
  }

  /** Null when the bytes are not UTF-8. */
  get text(): string | null {
    if (this.madeText === undefined) this.madeText = toText(this.bytes);
    return this.madeText;
  }

  get hasBom(): boolean {
    return this.text === null
      ? BOM_BYTES.every((byte, i) => this.bytes[i] === byte)
      : this.text.startsWith(BOM);
  }

  /** The text without a byte order mark. */
  get textAfterBom(): string | null {
    return this.text !== null && this.hasBom ? this.text.slice(BOM.length) : this.text;
  }

  /** What follows a byte order mark as JSON; null when it is not a list or object. */
  get json(): JsonText | null {
    if (this.madeJson === undefined) {
      const text = this.textAfterBom;
      this.madeJson = text === null ? null : readJsonText(text);
    }
    return this.madeJson;
  }

  /** The digest that `make` calculates, once for each `id`. */
  digest(id: string, make: () => string): string {
    const digest = this.digests.get(id) ?? make();
    this.digests.set(id, digest);
    return digest;
  }
}
