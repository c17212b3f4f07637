import type { Dockerfile } from '../../parse/dockerfile.ts';
import type { Instruction, Stage } from '../../parse/dockerfile/model.ts';
import type { OutlineItem } from '../answers.ts';
import { shorten } from '../markdown.ts';

/** A stage with its instructions, or an instruction above the first stage. */
export type DockerfileOutlineItem = OutlineItem<'stage' | 'instruction' | 'variable'>;

export function dockerfileOutline({ instructions, stages, text }: Dockerfile): DockerfileOutlineItem[] {
  const first = stages[0]?.from.span.start ?? Infinity;
  const above = instructions.filter(({ span }) => span.start < first).map(instructionItem);
  return [...above, ...stages.map((stage) => stageItem(stage, text))];
}

function stageItem({ name, nameSpan, image, from, span, instructions }: Stage, text: string): DockerfileOutlineItem {
  const written = nameSpan && text.slice(nameSpan.start, nameSpan.end);
  return {
    kind: 'stage',
    name: written || name || image?.text || from.keyword,
    detail: name === undefined ? '' : (image?.text ?? ''),
    span,
    selection: nameSpan ?? image?.span ?? from.keywordSpan,
    children: instructions.map(instructionItem),
  };
}

/** With what it is about: “go to symbol” shows and searches names alone. */
function instructionItem({ keyword, rest, span, keywordSpan, pairs }: Instruction): DockerfileOutlineItem {
  const isVariable = (keyword === 'ARG' || keyword === 'ENV') && pairs.length > 0;
  const about = isVariable ? pairs.map(({ name }) => name.text).join(' ') : rest.text;
  return {
    kind: isVariable ? 'variable' : 'instruction',
    name: `${keyword} ${shorten(about.replaceAll(/\s+/g, ' '), 60)}`.trimEnd(),
    detail: '',
    span,
    selection: keywordSpan,
    children: [],
  };
}
