import { Command } from 'commander';
import type { SignatureFailure, Verified } from '@/lib/signing/failure';
import { profileSide } from '@/lib/signing/hypotheses/mistake-words';
import { nodePrimitives } from '@/lib/signing/node-primitives';
import { verifyMessage } from '@/lib/signing/wire-message';
import { EXIT } from './exit-codes';
import { InputError, sayCommand, timeOption, withUsage, writeJson } from './signing-input';
import { processTerminal, type Terminal } from './signing-terminal';
import { keylessStages, wordsOfFailure, wordsOfXray } from './signing-words';
import {
  type MessageOptions,
  readGivenMessage,
  type VerifyInput,
  withMessageOptions,
  writeNotes,
  xrayInput,
} from './verify-input';

type Options = MessageOptions & { at?: Date; ignoreTime?: true };
type Judged = { isWindowJudged: boolean };

/** `preflight verify`: is the signature of this message right, and if not, what is wrong with it. */
export function verifyCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('verify').description('verifies the signature of a request or a response');
  return withMessageOptions(command)
    .option('--at <time>', 'check the 60 s window at this time instead of the current time', timeOption)
    .option('--ignore-time', 'do not check the window')
    .addHelpText(
      'after',
      '\nV1.0 documents no window: the time of an authToken is checked only with --at.' +
        '\nExit codes: 0 valid, 1 invalid, 2 usage.',
    )
    .action((options: Options) => withUsage(command, () => verify(options, terminal)));
}

async function verify(options: Options, terminal: Terminal): Promise<void> {
  if (options.at && options.ignoreTime)
    throw new InputError('signing-command.sourceTwice', { options: '--at, --ignore-time' });
  const given = await readGivenMessage(options, terminal);
  const { profile, message, accessKey, notes } = given;
  const { at } = options;
  const now = profile === 'v1-auth-token' ? null : terminal.clock;
  const clock = options.ignoreTime ? null : at ? { now: () => at } : now;
  const policy = { accessKey, clock, nonces: null };
  const result = verifyMessage(profile, message, policy, nodePrimitives);
  if (!options.json) writeNotes(notes, terminal);
  terminal.setExitCode(result.ok ? EXIT.ok : EXIT.findings);
  const judged = { isWindowJudged: clock !== null };
  if (result.ok) writeValid(given, { ...result, ...judged }, options, terminal);
  else writeInvalid(given, result.failure, options, terminal);
}

function writeValid(given: VerifyInput, verified: Verified & Judged, options: Options, terminal: Terminal) {
  const { profile, notes } = given;
  const { unit, timestampMs, isWindowJudged } = verified;
  if (options.json) {
    writeJson(terminal, { valid: true, profile, unit, timestampMs, isWindowJudged, notes });
    return;
  }
  terminal.write(`${sayCommand('valid', { profile })}\n`);
  if (unit === 'seconds' && profile !== 'v1-auth-token') terminal.write(`${sayCommand('inSeconds')}\n`);
  if (!isWindowJudged && profile !== 'v1-body-sign') terminal.write(`${sayCommand('windowNotJudged')}\n`);
}

/** The reason, the stages without the key, and the known mistake that reproduces the value. */
function writeInvalid(given: VerifyInput, failure: SignatureFailure, options: Options, terminal: Terminal) {
  const { profile, notes, accessKey } = given;
  const words = wordsOfFailure(failure);
  const stages = 'stages' in failure ? keylessStages(failure.stages, accessKey) : null;
  const result = stages && xrayInput(given, { otherKeys: [] });
  const explained = result?.ok ? wordsOfXray(result.xray, profileSide(profile)) : null;
  if (options.json) {
    const shown = { ...failure, ...words, ...(stages ? { stages } : {}) };
    writeJson(terminal, { valid: false, profile, failure: shown, xray: explained?.json ?? null, notes });
    return;
  }
  terminal.write(`${sayCommand('invalid', { profile, what: words.what })}\n`);
  if (explained?.json.verdict !== 'EXPLAINED') terminal.write(`${sayCommand('fix', { fix: words.fix })}\n`);
  if (stages) {
    if (stages.bodyHash !== null) terminal.write(`bodyHash   ${stages.bodyHash}\n`);
    terminal.write(`canonical  ${stages.canonical}\n`);
  }
  for (const line of explained?.lines ?? []) terminal.write(`${line}\n`);
}
