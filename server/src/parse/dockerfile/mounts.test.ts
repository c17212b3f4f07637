import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../core/text.ts';
import { parseDockerfile } from '../dockerfile.ts';
import { insertMounts, mountsOf } from './mounts.ts';
import { reachableFrom } from './stageUses.ts';

test('mounts are read with aliases and exact places', () => {
  const text = 'FROM a\nRUN --mount=type=cache,dst=/x,sharing=locked --mount=from=b,src=/y,ro make\n';
  const [cache, bind] = mountsOf(parseDockerfile(text).instructions[1]!);
  assert.deepEqual([cache!.type, cache!.options.get('target')!.value], ['cache', '/x']);
  assert.deepEqual([bind!.type, bind!.options.get('readonly')!.value], ['bind', 'true']);
  const { valueSpan, keySpan } = bind!.options.get('from')!;
  assert.equal(text.slice(valueSpan.start, valueSpan.end), 'b');
  assert.equal(text.slice(keySpan.start, keySpan.end), 'from');
});

test('a mount that continues on the next line', () => {
  const text = 'FROM a\nRUN --mount=type=cache,\\\ntarget=/x make\n';
  const [mount] = mountsOf(parseDockerfile(text).instructions[1]!);
  const { valueSpan } = mount!.options.get('target')!;
  assert.equal(text.slice(valueSpan.start, valueSpan.end), '/x');
});

test('what a stage needs: parents, copies, mounts, by name and number, later ones too', () => {
  const dockerfile = parseDockerfile(
    'FROM x AS a\nFROM a AS b\nFROM x AS c\nFROM x AS unused\nFROM x\nCOPY --from=b / /\nCOPY --from=5 / /\nRUN --mount=from=C true\nFROM x AS later\n',
  );
  const [a, b, c, , final, later] = dockerfile.stages;
  assert.deepEqual(reachableFrom(final!, dockerfile), new Set([final, later, c, b, a]));
});

test('mounts are written as people write them', () => {
  const mounted = (run: string, directives = ''): string => {
    const text = `${directives}FROM a\n${run}\n`;
    const dockerfile = parseDockerfile(text);
    const edit = insertMounts(dockerfile, dockerfile.instructions[1]!, ['--mount=1', '--mount=2']);
    return applyEdits(text, [edit]).slice(`${directives}FROM a\n`.length, -1);
  };
  assert.equal(mounted('RUN make'), 'RUN --mount=1 \\\n    --mount=2 \\\n    make');
  assert.equal(mounted('RUN  a && \\\n\tb'), 'RUN --mount=1 \\\n\t--mount=2 \\\n\ta && \\\n\tb');
  assert.equal(mounted('RUN \\\n  make'), 'RUN --mount=1 \\\n  --mount=2 \\\n  make');
  assert.equal(
    mounted('RUN --network=none \\\n  make'),
    'RUN --mount=1 \\\n  --mount=2 \\\n  --network=none \\\n  make',
  );
  assert.equal(mounted('RUN <<EOF\n  make\nEOF'), 'RUN --mount=1 \\\n    --mount=2 <<EOF\n  make\nEOF');
  assert.equal(mounted('RUN make', '# escape=`\n'), 'RUN --mount=1 `\n    --mount=2 `\n    make');
});
