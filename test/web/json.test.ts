import { expect, test } from 'vitest';
import { cellText, parseRow } from '../../src/web/json.ts';

test('numbers keep every digit', () => {
    const text = '{"id": 9007199254740993, "price": 10.00, "big": 1e400, "zero": -0.0}';
    expect(parseRow(text)).toEqual({
        id: '9007199254740993',
        price: '10.00',
        big: '1e400',
        zero: '-0.0',
    });
});

test('other values stay what they are', () => {
    expect(parseRow('{"a": null, "b": false, "c": "1", "d": [1, {"e": 2.50}]}')).toEqual({
        a: null,
        b: false,
        c: '1',
        d: ['1', { e: '2.50' }],
    });
});

test('what is no object is one of a single value', () => {
    expect(parseRow('7.0')).toEqual({ value: '7.0' });
    expect(parseRow('null')).toEqual({ value: null });
    expect(parseRow('["a"]')).toEqual({ value: ['a'] });
});

test('a cell tells NULL from the text of that name', () => {
    expect(cellText(null)).toBeUndefined();
    expect(cellText('NULL')).toBe('NULL');
    expect(cellText(false)).toBe('false');
    expect(cellText({ a: '1' })).toBe('{"a":"1"}');
});
