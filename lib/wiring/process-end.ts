import { ConfigurationError } from '@/lib/config/configuration';

const FORCE_AFTER_MS = 25_000;

/** Runs `stop` once at SIGTERM or SIGINT, then ends the process; a stop that hangs is cut off. */
export function onStopSignal(stop: () => Promise<void>): void {
  let isStopping = false;
  const handle = () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), FORCE_AFTER_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', handle);
  process.on('SIGINT', handle);
}

/** Tells the launcher, if there is one, that this process can work now. */
export function reportReady(): void {
  process.send?.('ready');
  // The channel alone must not keep a process alive that has nothing left to do.
  process.channel?.unref();
}

/** Ends the process with what went wrong; a configuration problem is told without a stack. */
export function reportAndExit(error: unknown): never {
  const text =
    error instanceof ConfigurationError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
