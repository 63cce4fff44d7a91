import { describe, expect, test } from 'vitest';
import { closest } from '../src/closest.ts';

describe('the nearest candidate', () => {
    test('is at most three edits away', () => {
        expect(closest('migrat', ['migrate', 'status'])).toBe('migrate');
        expect(closest('worehuose', ['warehouse'])).toBe('warehouse');
        expect(closest('abcdefgh', ['migrate', 'status'])).toBeUndefined();
        expect(closest('run', [])).toBeUndefined();
    });

    test('is none where nothing is alike, short as the words may be', () => {
        expect(closest('xyz', ['mrr', 'stg', 'dwh'])).toBeUndefined();
        expect(closest('op', ['dwh'])).toBeUndefined();
    });

    test('may have neighbours that changed places', () => {
        expect(closest('dhw', ['stg', 'dwh'])).toBe('dwh');
        expect(closest('slaes', ['customers', 'sales'])).toBe('sales');
    });

    test('is the one with the fewest edits', () => {
        expect(closest('dw', ['mrr', 'dwh', 'stg'])).toBe('dwh');
    });
});
