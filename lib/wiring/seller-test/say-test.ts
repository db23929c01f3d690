import type { KeyIn } from '@/lib/i18n/app-messages';
import { type MessageValues, translator } from '@/lib/i18n/translator';
import { InputError } from '../commands/signing-input';

/** A sentence by its full key, in the language of the command line. */
export const translate = translator('en');

/** A sentence of the namespace `test-command`, which no page needs. */
export const sayTest = (key: KeyIn<'test-command'>, values?: MessageValues): string =>
  translate(`test-command.${key}`, values);

/** What these commands cannot work with; ends with the exit code of usage. */
export const usageError = (key: KeyIn<'test-command'>, values: MessageValues = {}): InputError =>
  new InputError(`test-command.${key}`, values);
