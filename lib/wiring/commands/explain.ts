import { Command } from 'commander';
import { isUrlFinding } from '@/lib/signing/http-message';
import type { Xray } from '@/lib/signing/hypotheses/explain';
import { profileSide } from '@/lib/signing/hypotheses/mistake-words';
import { EXIT } from './exit-codes';
import { checkedKey, readKeyFile, sayCommand, withUsage, writeJson } from './signing-input';
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

type Options = MessageOptions & {
  theirs?: string;
  requestTimestamp?: string;
  otherKeyEnv: string[];
  otherKeyFile: string[];
};

const collect = (value: string, before: string[]) => [...before, value];

/** `preflight explain`: names the mistake that makes the value of the other side out of the same inputs. */
export function explainCommand(terminal: Terminal = processTerminal): Command {
  const command = new Command('explain').description(
    'names the mistake behind a signature that does not match',
  );
  return withMessageOptions(command)
    .option(
      '--theirs <value>',
      'the value that the other side calculated (default: the value in the message)',
    )
    .option(
      '--other-key-env <variable>',
      'a key that may have been used by mistake (repeatable)',
      collect,
      [],
    )
    .option('--other-key-file <file>', 'likewise, from a file (repeatable)', collect, [])
    .option('--request-timestamp <text>', 'timestamp of the request that a response answers')
    .addHelpText(
      'after',
      '\nThe time is not checked. Exit codes: 0 the value is correct, 1 it is not, whether or not a known mistake' +
        '\nexplains it, 2 usage.',
    )
    .action((options: Options) => withUsage(command, () => explainMessage(options, terminal)));
}

async function explainMessage(options: Options, terminal: Terminal): Promise<void> {
  const given = await readGivenMessage(options, terminal);
  const { theirs, requestTimestamp, otherKeyEnv, otherKeyFile } = options;
  const otherKeys = [
    ...otherKeyEnv.map((name) => checkedKey(terminal.environment(name) ?? '', name)),
    ...(await Promise.all(otherKeyFile.map((file) => readKeyFile(file, terminal)))),
  ];
  const result = xrayInput(given, {
    otherKeys,
    ...(theirs === undefined ? {} : { theirs }),
    ...(requestTimestamp === undefined ? {} : { requestTimestamp }),
  });
  if (!options.json) writeNotes(given.notes, terminal);
  if (!result.ok) {
    const { failure } = result;
    const words = wordsOfFailure(failure);
    if (options.json) writeJson(terminal, { verdict: null, failure: { ...failure, ...words } });
    else terminal.write(`${words.what}\n${sayCommand('fix', { fix: words.fix })}\n`);
    terminal.setExitCode(EXIT.findings);
    return;
  }
  writeXray(given, result.xray, options, terminal);
}

function writeXray(given: VerifyInput, xray: Xray, options: Options, terminal: Terminal): void {
  const { profile, accessKey, notes } = given;
  const { json, lines } = wordsOfXray(xray, profileSide(profile));
  const ours = { ...keylessStages(xray.ours, accessKey), signature: xray.ours.signature };
  const theirs =
    'theirs' in xray ? { bodyHash: xray.theirs.bodyHash, signature: xray.theirs.signature } : null;
  if (options.json) writeJson(terminal, { profile, ...json, ours, theirs, notes });
  else {
    for (const line of lines) terminal.write(`${line}\n`);
    if (xray.verdict !== 'CORRECT') terminal.write(`expected   ${xray.ours.signature}\n`);
  }
  if (xray.verdict === 'NOTHING_TO_EXAMINE') terminal.setExitCode(EXIT.usage);
  else {
    const isRight = xray.verdict === 'CORRECT' && !notes.some(isUrlFinding);
    terminal.setExitCode(isRight ? EXIT.ok : EXIT.findings);
  }
}
