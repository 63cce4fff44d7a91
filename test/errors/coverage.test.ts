import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../../src/config.ts';

/** The text of every file below a folder whose name ends so. */
function textsBelow(folder: string, ending: string): string[] {
    return fs
        .readdirSync(path.join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith(ending))
        .map((name) => fs.readFileSync(path.join(projectRoot, folder, name), 'utf8'));
}

function codes(texts: string[], pattern: RegExp): string[] {
    const found = texts.flatMap((text) => [...text.matchAll(pattern)].map(([, code]) => `${code}`));
    return [...new Set(found)].sort();
}

const raised = codes(textsBelow('plpgsql', '.sql'), /\berrcode\s*=\s*'(PS\d{3})'/g);
// The result of a run names the error of its own in JSON.
const recorded = codes(textsBelow('plpgsql', '.sql'), /'sqlstate', '(PS\d{3})'/g);
const errors = [...new Set([...raised, ...recorded])].sort();

describe('the errors of the routines', () => {
    test.for(errors)('%s is expected by a test that provokes it', (code) => {
        const expected = codes(
            textsBelow('test', '.test.ts'),
            /(?:\bcode: |\bcode\)\.toBe\()'(PS\d{3})'/g,
        );
        expect(expected).toContain(code);
    });

    test('are those of the table in the map, each with its meaning and what to do', () => {
        const map = fs.readFileSync(path.join(projectRoot, 'plpgsql', 'README.md'), 'utf8');
        const rows = [...map.matchAll(/^\| (PS\d{3}) \| (.+) \| (.+) \|$/gm)];
        expect(rows.map(([, code]) => code)).toEqual(errors);
        for (const [, , meaning, advice] of rows) {
            expect(meaning?.trim()).not.toBe('');
            expect(advice?.trim()).not.toBe('');
        }
    });

    test('are all raised with a message, a detail and a hint', () => {
        const raises = textsBelow('plpgsql', '.sql')
            .flatMap((text) => text.split(/\braise exception\b/).slice(1))
            .map((rest) => `${rest.split(/;\n/)[0]}`)
            .filter((raise) => /errcode\s*=\s*'PS\d{3}'/.test(raise));
        expect(raises.length).toBeGreaterThanOrEqual(raised.length);
        for (const raise of raises) {
            expect(raise).toMatch(/\bmessage\s*=|^\s+'/);
            expect(raise).toMatch(/\bdetail\s*=/);
            expect(raise).toMatch(/\bhint\s*=/);
        }
    });
});
