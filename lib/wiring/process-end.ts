import { ConfigurationError } from '@/lib/config/configuration';

const FORCE_AFTER_MS = 25_000;

/**
 * Runs `stop` once, at SIGTERM or SIGINT or when the launcher is gone, then ends the process; a stop that hangs is cut
 * off.
 * @returns the same for a process that ends because something failed
 */
export function onStopSignal(stop: () => Promise<void>): (error: unknown) => void {
  let isStopping = false;
  const end = (code: number) => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => process.exit(1), FORCE_AFTER_MS).unref();
    stop().then(
      () => process.exit(code),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  const stopAsked = () => end(0);
  process.on('SIGTERM', stopAsked);
  process.on('SIGINT', stopAsked);
  process.once('disconnect', stopAsked);
  return (error) => {
    if (!isStopping) report(error);
    end(1);
  };
}

/** Tells the launcher, if there is one, that this process can work now. */
export function reportReady(): void {
  process.send?.('ready');
  // The channel alone must not keep a process alive that has nothing left to do.
  process.channel?.unref();
}

/** Ends the process with what went wrong; a configuration problem is told without a stack. */
export function reportAndExit(error: unknown): never {
  report(error);
  process.exit(1);
}

function report(error: unknown): void {
  const text =
    error instanceof ConfigurationError
      ? error.message
      : error instanceof Error
        ? (error.stack ?? error.message)
        : String(error);
  process.stderr.write(`${text}\n`);
}
