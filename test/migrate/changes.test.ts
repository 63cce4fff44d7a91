import { expect, test } from 'vitest';
import { describe as lines, named, stated } from '../../src/migrate/changes.ts';

test('few changes have a line each', () => {
    expect(lines(named('dwh', 'migration', ['sales/dwh/0001_a', 'sales/dwh/0002_b']))).toEqual([
        'dwh: migration sales/dwh/0001_a',
        'dwh: migration sales/dwh/0002_b',
    ]);
});

test('many of a kind have one for all, per layer', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const changes = [...named('mrr', 'file', names), ...named('stg', 'file', ['g'])];
    expect(lines(changes)).toEqual(['mrr: 6 routines and views', 'stg: file g']);
});

test('statements are counted, and a single one is cut to a line', () => {
    expect(lines(stated('mrr', 'server', ['a', 'b']))).toEqual([
        'mrr: 2 changes of foreign servers',
    ]);
    expect(lines(stated('mrr', 'server', ['create server a\n  options ()']))).toEqual([
        'mrr: create server a …',
    ]);
    const [long] = lines(stated('mrr', 'statement', [`grant ${'x'.repeat(200)}`]));
    expect(long).toHaveLength('mrr: '.length + 90 + ' …'.length);
});
