import { compilingCommands, goCaches } from '../../parse/dockerfile/goCaches.ts';
import { goPrograms } from '../../parse/dockerfile/goBuilds.ts';
import { isGoImage } from '../../parse/dockerfile/stageKinds.ts';
import type { Stage } from '../../parse/dockerfile/model.ts';
import { earlierStages } from './choices.ts';
import { described } from '../markdown.ts';
import type { Item } from '../answers.ts';
import type { Question } from './question.ts';
import { flagReference, mountReference } from './reference.ts';

/** `COPY --from=build /api /api`: from the nearest stage above, with what it has built. */
export function copySnippet(question: Question, stage: Stage): Item | undefined {
  const { dockerfile, locale } = question;
  const [nearest] = earlierStages(question);
  if (!nearest) return undefined;
  const origin = dockerfile.stages.findLast(
    ({ name, index }) => index < stage.index && (name ?? String(index)) === nearest.label.toLowerCase(),
  );
  const [program] = origin ? [...goPrograms(origin).values()] : [];
  const isKnown = program?.folder !== undefined && program.name !== undefined;
  const source = isKnown ? `${program.folder}/${program.name}` : '/path';
  const target = isKnown ? `/${program.name}` : '/path';
  return {
    label: `COPY --from=${nearest.label} …`,
    kind: 'snippet',
    filterText: 'COPY',
    newText: `COPY --from=${nearest.label} \${1:${source}} \${2:${target}}`,
    documentation: described(flagReference('COPY', 'from', locale), locale),
  };
}

/** A RUN that keeps what the Go compiler has cached, where it is certain which folder that is. */
export function cacheMountSnippet({ locale }: Question, stage: Stage): Item | undefined {
  if (!isGoImage(stage)) return undefined;
  const [command] = compilingCommands(stage);
  const folder = command
    ? goCaches(stage, command).build
    : stage.user.value === '0'
      ? '/root/.cache/go-build'
      : undefined;
  if (folder === undefined) return undefined;
  return {
    label: 'RUN --mount=type=cache …',
    kind: 'snippet',
    filterText: 'RUN',
    newText: `RUN --mount=type=cache,target=${folder} \\\\\n    \${0:go build}`,
    documentation: described(mountReference('cache', locale), locale),
  };
}
