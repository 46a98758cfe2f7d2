// How a place in a film is written.

/** `0:07`, `12:04`, `1:02:03`: as players show it, whole seconds passed. */
export function formatMediaTime(positionS: number): string {
  const total = Math.max(0, Math.floor(positionS));
  const seconds = String(total % 60).padStart(2, '0');
  const minutes = Math.floor(total / 60) % 60;
  const hours = Math.floor(total / 3_600);
  return hours === 0 ? `${minutes}:${seconds}` : `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}
