/** The candidate that a word was meant to be: at most three edits away, and more alike than not. */
export function closest(word: string, candidates: string[]): string | undefined {
    const ranked = candidates
        .map((candidate) => ({ candidate, distance: editDistance(word, candidate) }))
        .filter(({ candidate, distance }) => {
            return distance <= 3 && distance < Math.max(word.length, candidate.length) / 2;
        })
        .sort((a, b) => a.distance - b.distance);
    return ranked[0]?.candidate;
}

/** Letters put in, left out or mistaken, and neighbours that changed places. */
function editDistance(a: string, b: string): number {
    let [before, previous] = [[] as number[], Array.from({ length: b.length + 1 }, (_, i) => i)];
    for (let i = 1; i <= a.length; i++) {
        const current = [i];
        for (let j = 1; j <= b.length; j++) {
            const substitute = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
            const swaps = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
            current[j] = Math.min(
                substitute,
                (previous[j] ?? 0) + 1,
                (current[j - 1] ?? 0) + 1,
                swaps ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
            );
        }
        [before, previous] = [previous, current];
    }
    return previous[b.length] ?? 0;
}
