import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseDockerfile } from '../dockerfile.ts';
import { variableUses } from './variableUses.ts';

const names = (text: string): string[] => variableUses(parseDockerfile(text)).map(({ name }) => name);

test('what BuildKit expands, and nothing that a shell does', () => {
  assert.deepEqual(names('ARG A=$X\nFROM --platform=$P a:$T\n'), ['X', 'P', 'T']);
  assert.deepEqual(
    names(
      'FROM a\nCOPY --chown=$U --from=$S $A ${B}/c $D/\nRUN --mount=target=$M echo $R\nCMD ["$C"]\nENTRYPOINT $E\n',
    ),
    ['U', 'A', 'B', 'D', 'M'],
  );
  assert.deepEqual(names('FROM a\nENV A=$B C="x $D" $E=1\nLABEL l=$L\nEXPOSE $P\nWORKDIR $W\nUSER $V\n'), [
    'E',
    'B',
    'D',
    'L',
    'P',
    'W',
    'V',
  ]);
});

test('quotes, escapes and the names inside a default', () => {
  assert.deepEqual(names('FROM a\nENV A=\'$X\' B=\\$Y C="$Z" D=${V:-${W}} E=$ F=$1\n'), ['Z', 'V', 'W']);
  assert.deepEqual(names('# escape=`\nFROM a\nENV A=`$Y B=$Z\n'), ['Z']);
});

test('places are exact, also behind a line continuation', () => {
  const text = 'FROM a\nENV A=1 \\\n  B=${XY:-z}\n';
  const [use] = variableUses(parseDockerfile(text));
  assert.equal(text.slice(use!.span.start, use!.span.end), '${XY:-z}');
  assert.equal(text.slice(use!.nameSpan!.start, use!.nameSpan!.end), 'XY');
  assert.equal(use!.operator, ':-');
});
