import { lineIndex, type Span } from '../core/text.ts';
import type { Dockerfile } from '../parse/dockerfile.ts';
import type { Instruction, Stage } from '../parse/dockerfile/model.ts';

/** A stage with its instructions, or an instruction above the first stage. */
export interface OutlineItem {
  readonly kind: 'stage' | 'instruction' | 'variable';
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  /** What is selected when it is chosen. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

export function dockerfileOutline({ instructions, stages }: Dockerfile): OutlineItem[] {
  const first = stages[0]?.from.span.start ?? Infinity;
  const above = instructions.filter(({ span }) => span.start < first).map(instructionItem);
  return [...above, ...stages.map(stageItem)];
}

function stageItem(stage: Stage): OutlineItem {
  const image = stage.image?.text ?? '';
  return {
    kind: 'stage',
    name: stage.name ?? (image || 'FROM'),
    detail: stage.name === undefined ? '' : image,
    span: stage.span,
    selection: stage.nameSpan ?? stage.image?.span ?? stage.from.keywordSpan,
    children: stage.instructions.map(instructionItem),
  };
}

function instructionItem({ keyword, rest, span, keywordSpan, pairs }: Instruction): OutlineItem {
  const isVariable = (keyword === 'ARG' || keyword === 'ENV') && pairs.length > 0;
  const detail = isVariable ? pairs.map(({ name }) => name.text).join(' ') : rest.text.replaceAll(/\s+/g, ' ');
  return {
    kind: isVariable ? 'variable' : 'instruction',
    name: keyword,
    detail: detail.length > 80 ? `${detail.slice(0, 79)}…` : detail,
    span,
    selection: keywordSpan,
    children: [],
  };
}

/** Lines from 0, both inclusive. */
export interface Fold {
  readonly startLine: number;
  readonly endLine: number;
  readonly kind: 'region' | 'comment';
}

/** Stages, instructions and heredocs over several lines, and blocks of comments. */
export function dockerfileFolds({ text, instructions, stages, comments }: Dockerfile): Fold[] {
  const lines = lineIndex(text);
  const lineOf = (offset: number): number => lines.positionAt(offset).line;
  const spans = [...stages, ...instructions].map(({ span }) => span);
  const regions = spans.map(({ start, end }): Fold => {
    // The text of an unfinished heredoc ends with its line break.
    const last = text[end - 1] === '\n' ? end - 1 : end;
    return { startLine: lineOf(start), endLine: lineOf(last), kind: 'region' };
  });
  const blocks: Fold[] = [];
  for (const comment of comments.toSorted((a, b) => a.span.start - b.span.start)) {
    const line = lineOf(comment.span.start);
    const block = blocks.at(-1);
    if (block?.endLine === line - 1) blocks[blocks.length - 1] = { ...block, endLine: line };
    else blocks.push({ startLine: line, endLine: line, kind: 'comment' });
  }
  return [...regions, ...blocks].filter(({ startLine, endLine }) => endLine > startLine);
}

export interface DocumentLink {
  readonly span: Span;
  readonly target: string;
}

/** Images to where they are described, and the frontend of `# syntax=`. */
export function dockerfileLinks({ stages, directives }: Dockerfile): DocumentLink[] {
  const images = stages.flatMap(({ base, image, parent }): DocumentLink[] => {
    if (parent || !image || base.kind !== 'image' || image.text.includes('$')) return [];
    const target = imagePage(base.ref.registry, base.ref.name);
    return target === undefined ? [] : [{ span: image.span, target }];
  });
  const syntax = directives.flatMap(({ name, value, valueSpan }): DocumentLink[] =>
    name === 'syntax' && value.startsWith('docker/dockerfile')
      ? [{ span: valueSpan, target: 'https://docs.docker.com/build/buildkit/dockerfile-release-notes/' }]
      : [],
  );
  return [...syntax, ...images];
}

function imagePage(registry: string | undefined, name: string): string | undefined {
  if (registry === undefined) return `https://hub.docker.com/${name.includes('/') ? `r/${name}` : `_/${name}`}`;
  if (registry === 'gcr.io' && name.startsWith('distroless/'))
    return 'https://github.com/GoogleContainerTools/distroless';
  if (registry === 'ghcr.io') return `https://github.com/${name.split('/').slice(0, 2).join('/')}`;
  return registry === 'quay.io' ? `https://quay.io/repository/${name}` : undefined;
}
