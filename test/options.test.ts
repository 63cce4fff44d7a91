import { Command, InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { addSizeOptions, parseLayer, wholeNumber } from '../src/options.ts';

describe('a whole number', () => {
    const parse = wholeNumber(1, 100);

    test('is taken from the least to the most', () => {
        expect(parse('1')).toBe(1);
        expect(parse('100')).toBe(100);
    });

    test.for(['0', '101', '1.5', '-3', '1e1', '0x10', '', ' 7', 'many'])('is not %o', (text) => {
        expect(() => parse(text)).toThrow(InvalidArgumentError);
        expect(() => parse(text)).toThrow('It is not a whole number from 1 to 100.');
    });
});

describe('a layer', () => {
    test('goes by its exact name', () => {
        expect(parseLayer('stg')).toBe('stg');
    });

    test('that is misspelt is answered with the nearest', () => {
        expect(() => parseLayer('operationl')).toThrow('Did you mean operational?');
        expect(() => parseLayer('DWH-warehouse')).toThrow(
            'It is none of operational, mrr, stg, dwh.',
        );
    });
});

describe('the sizes of the sample data', () => {
    const parse = (...argv: string[]) =>
        addSizeOptions(new Command()).exitOverride().parse(argv, { from: 'user' }).opts();

    test('are numbers, and unset where the default is meant', () => {
        expect(parse('--sales', '2000000', '--products', '10')).toEqual({
            sales: 2_000_000,
            products: 10,
        });
    });
});
