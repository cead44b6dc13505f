/** The candidate that was probably meant, or undefined when none is near: for "did you mean …?". */
export function nearestName(typed: string, candidates: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  // A third of the letters may be wrong, or a short name would be near to everything.
  let distanceMin = Math.floor(typed.length / 3) + 1;
  for (const candidate of candidates) {
    const distance = editDistance(typed.toLowerCase(), candidate.toLowerCase());
    if (distance < distanceMin) {
      distanceMin = distance;
      nearest = candidate;
    }
  }
  return nearest;
}

/** ` (did you mean x?)`, or nothing. */
export function suggestion(typed: string, candidates: Iterable<string>): string {
  const nearest = nearestName(typed, candidates);
  return nearest === undefined ? '' : ` (did you mean ${nearest}?)`;
}

/** How many letters must be put in, left out or changed (Levenshtein), one row of the table at a time. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
}
