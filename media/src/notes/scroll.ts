/** Pixels from the top of the visible part down to a heading. */
export function distanceTo(scroller: HTMLElement, id: string): number {
  const heading = scroller.querySelector(`#${CSS.escape(id)}`);
  return heading === null ? 0 : heading.getBoundingClientRect().top - scroller.getBoundingClientRect().top;
}

/** Calls at most once a frame while the reader scrolls. */
export function watchScroll(scroller: HTMLElement, onScroll: () => void): void {
  let waiting = false;
  scroller.addEventListener(
    'scroll',
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        onScroll();
      });
    },
    { passive: true },
  );
}

const SIDEWAYS = 'pre, .table, .figure-scroll';

/** Whatever is wider than the column becomes a stop of the Tab key, or the keyboard could not move it sideways. */
export function letKeyboardScroll(article: HTMLElement): void {
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.setAttribute('tabindex', '0');
      else target.removeAttribute('tabindex');
    }
  });
  for (const wide of article.querySelectorAll(SIDEWAYS)) observer.observe(wide);
}
