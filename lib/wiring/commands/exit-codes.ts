import { ConfigurationError } from '@/lib/config/configuration';
import { AppError } from '@/lib/core/errors';
import { madeKey } from '@/lib/i18n/made-key';
import { translator } from '@/lib/i18n/translator';

/** What the command line answers with, the same for every command. */
export const EXIT = { ok: 0, findings: 1, usage: 2, incomplete: 3 } as const;

/** Of what was run against a seller. */
export const EXIT_BY_RESULT = {
  passed: EXIT.ok,
  failed: EXIT.findings,
  incomplete: EXIT.incomplete,
} as const;

/** Tells on stderr what went wrong, in the words of the pages, and sets the exit code. */
export function fail(error: unknown): void {
  process.stderr.write(`${describeError(error)}\n`);
  process.exitCode =
    error instanceof AppError || error instanceof ConfigurationError ? EXIT.usage : EXIT.incomplete;
}

function describeError(error: unknown): string {
  if (error instanceof AppError) {
    const t = translator('en');
    const fields = (error.details.fields ?? []).map(
      ({ field, message, values }) => `  ${field}: ${t(madeKey(t, `errors.${message}`), values)}`,
    );
    return [t(`errors.${error.details.message}`, error.details.values), ...fields].join('\n');
  }
  return error instanceof Error ? error.message : String(error);
}
