/** The environment as it was given, for launchers that hand a changed copy to their children. */
export const processEnvironment = (): NodeJS.ProcessEnv => ({ ...process.env });

/** One variable by name, where the person who runs a command chose the name (`--password-env`). */
export const environmentVariable = (name: string): string | undefined => process.env[name];
