import assert from 'node:assert/strict';
import { test } from 'node:test';
import { shellVariables } from './shellVariables.ts';

function uses(text: string): string[] {
  return shellVariables(text).uses.map(({ name, span }) => {
    assert.equal(text.slice(span.start, span.end), name);
    return name;
  });
}

function assigned(text: string): string[] {
  return [...shellVariables(text).assigned];
}

test('finds what the shell expands, wherever it stands', () => {
  assert.deepEqual(uses('echo $A "${B:-$C}" $((D + $E)) `echo $F` $(echo ${G%.x})'), [
    'A',
    'B',
    'C',
    'D',
    'E',
    'F',
    'G',
  ]);
  assert.deepEqual(uses('cat <<EOF\n$A ${B}\nEOF\n[ -n "$C" ] && [[ $D == x ]]; case $E in a) ;; esac'), [
    'A',
    'B',
    'C',
    'D',
    'E',
  ]);
});

test('quotes, escapes, positions and quoted heredocs are none', () => {
  assert.deepEqual(uses(`echo '$A' \\$B $1 $@ $? "\\$C"`), []);
  assert.deepEqual(uses("cat <<'EOF'\n$A\nEOF\n"), []);
});

test('tells what the script sets itself', () => {
  assert.deepEqual(assigned('A=1; export B C=$D; for E in x; do read -r F; done; : ${G:=1} ${H:-2}'), [
    'A',
    'B',
    'C',
    'E',
    'F',
    'G',
  ]);
  assert.deepEqual(assigned('printenv A'), []);
});

test('a broken script is read as far as it goes', () => {
  assert.doesNotThrow(() => shellVariables('if [ "$A'));
  assert.deepEqual(uses(''), []);
});
