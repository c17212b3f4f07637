import { between, sameSpan, type Span } from './span.ts';

export interface Animator {
  readonly to: (start: Span, end: Span) => void;
  readonly stop: () => void;
}

/** Long enough to see where one goes, too short to wait for. */
const MILLISECONDS = 120;

/** Moves a span in steps of one frame, or at once for readers who have asked for less motion. */
export function animator(show: (span: Span) => void): Animator {
  let running = 0;
  const stop = (): void => {
    cancelAnimationFrame(running);
    running = 0;
  };
  return {
    stop,
    to: (start, end) => {
      stop();
      if (sameSpan(start, end)) return;
      if (reducedMotion() || start.to <= start.from || end.to <= end.from) return show(end);
      let begun: number | undefined;
      const frame = (now: number): void => {
        begun ??= now;
        const part = Math.min(1, (now - begun) / MILLISECONDS);
        show(between(start, end, 1 - (1 - part) ** 3));
        running = part < 1 ? requestAnimationFrame(frame) : 0;
      };
      running = requestAnimationFrame(frame);
    },
  };
}

/** The system's wish, or the editor's own setting. */
function reducedMotion(): boolean {
  return (
    matchMedia('(prefers-reduced-motion: reduce)').matches || document.body.classList.contains('vscode-reduce-motion')
  );
}
