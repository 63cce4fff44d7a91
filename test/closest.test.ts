import { describe, expect, test } from 'vitest';
import { closest } from '../src/closest.ts';

describe('the nearest candidate', () => {
    test('is at most three edits away', () => {
        expect(closest('migrat', ['migrate', 'status'])).toBe('migrate');
        expect(closest('worehuose', ['warehouse'])).toBe('warehouse');
        expect(closest('abcdefgh', ['migrate', 'status'])).toBeUndefined();
        expect(closest('run', [])).toBeUndefined();
    });

    test('is the one with the fewest edits', () => {
        expect(closest('dw', ['mrr', 'dwh', 'stg'])).toBe('dwh');
    });
});
