import { expect } from 'vitest';
import type { TestPage } from './support.ts';

/** Every sample by its name and labels; fails on a line that is none. */
export async function samplesOf(page: TestPage): Promise<Map<string, number>> {
    const answer = await page.get('/metrics');
    expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const found = new Map<string, number>();
    for (const line of (await answer.text()).split('\n')) {
        if (line === '' || /^# (HELP|TYPE) pgstrata_/.test(line)) continue;
        const match = /^(pgstrata_\w+(?:\{[^}]*\})?) (\S+)$/.exec(line);
        expect(match, line).not.toBeNull();
        found.set(match?.[1] ?? '', Number(match?.[2]?.replace('Inf', 'Infinity')));
    }
    return found;
}

/** The name of a sample without its labels. */
export const groupOf = (sample: string) => sample.replace(/\{.*/, '');
