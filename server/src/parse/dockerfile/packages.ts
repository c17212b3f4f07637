import { oncePer } from '../../core/once.ts';
import { PACKAGE_MANAGERS, type PackageManager } from '../../core/packageManagers.ts';
import type { Run } from './model.ts';
import type { RunCommand, RunWord } from './scripts.ts';

/** A call of a package manager in a RUN. */
export interface PackageCommand {
  readonly run: Run;
  readonly command: RunCommand;
  /** `apt-get`, without a folder. */
  readonly program: string;
  readonly programWord: RunWord;
  readonly manager: PackageManager;
  /** `install`, `add`, `update`. */
  readonly verb: string;
  readonly verbWord: RunWord;
  /** Words with a dash, before and behind the verb, without the values of those that take one. */
  readonly options: readonly RunWord[];
  /** What is named behind the verb. */
  readonly packages: readonly RunWord[];
}

export const packageCommands: (run: Run) => readonly PackageCommand[] = oncePer((run) =>
  run.commands().flatMap((command) => read(run, command)),
);

function read(run: Run, command: RunCommand): PackageCommand[] {
  const [programWord, ...words] = command.words;
  const program = programWord?.value?.replace(/^.*\//, '') ?? '';
  const manager = PACKAGE_MANAGERS[program];
  if (!programWord || !manager) return [];
  const options: RunWord[] = [];
  const others: RunWord[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (!word) continue;
    if (word.text.startsWith('-')) options.push(word);
    else others.push(word);
    if (manager.valued.includes(word.text)) at++;
  }
  const [verbWord, ...packages] = others;
  if (!verbWord?.value) return [];
  return [{ run, command, program, programWord, manager, verb: verbWord.value, verbWord, options, packages }];
}

/** Whether it puts packages into the image. */
export function installs({ manager, verb }: PackageCommand): boolean {
  return manager.install.includes(verb);
}
