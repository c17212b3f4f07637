/** The part of VS Code's command line that test runners use, as the launcher of the workbench understands it. */
export interface LaunchArguments {
  readonly folder: string;
  readonly extensionsDir: string;
  readonly userDataDir: string;
  readonly trustEverything: boolean;
  /** The workbench loads one extension under development, the last that is named. */
  readonly developmentPath?: string;
  readonly testsPath?: string;
}

/** Reads VS Code's arguments. Unknown switches are left alone, as VS Code does; a missing folder is an error. */
export function parseLaunchArguments(args: readonly string[]): LaunchArguments {
  const value = (name: string) =>
    args.filter((arg) => arg.startsWith(`--${name}=`)).map((arg) => arg.slice(name.length + 3));
  const required = (name: string, found: string | undefined) => {
    if (found === undefined || found === '')
      throw new Error(`The launcher needs ${name}. It was given: ${args.join(' ')}`);
    return found;
  };
  const developmentPath = value('extensionDevelopmentPath').at(-1);
  const testsPath = value('extensionTestsPath').at(-1);
  return {
    folder: required(
      'a folder to open',
      args.find((arg) => !arg.startsWith('-')),
    ),
    extensionsDir: required('--extensions-dir=…', value('extensions-dir').at(-1)),
    userDataDir: required('--user-data-dir=…', value('user-data-dir').at(-1)),
    trustEverything: args.includes('--disable-workspace-trust'),
    ...(developmentPath !== undefined && { developmentPath }),
    ...(testsPath !== undefined && { testsPath }),
  };
}
