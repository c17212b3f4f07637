/** A duration as people say it: `0.4 s`, `12 s`, `2 min 5 s`. */
export function seconds(millis: number): string {
  const value = millis / 1000;
  if (value < 10) return `${value.toFixed(1)} s`;
  const whole = Math.round(value);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
