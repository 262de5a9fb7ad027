/** Seconds left in words of the two largest units: `4 d 3 h`, `59 min 12 s`, `expired`. */
export function countdownWords(seconds: number): string {
  if (seconds <= 0) return 'expired';
  const whole = Math.floor(seconds);
  const [days, hours] = [Math.floor(whole / 86_400), Math.floor(whole / 3_600) % 24];
  const [minutes, rest] = [Math.floor(whole / 60) % 60, whole % 60];
  if (days >= 730) return `${String(Math.floor(days / 365))} years`;
  if (days >= 14) return `${String(days)} days`;
  if (days > 0) return `${String(days)} d ${String(hours)} h`;
  if (hours > 0) return `${String(hours)} h ${String(minutes)} min`;
  return minutes > 0 ? `${String(minutes)} min ${String(rest)} s` : `${String(rest)} s`;
}
