import { expect, test } from 'vitest';
import { diff } from '../../src/migrate/diff.ts';

const lines = (...texts: string[]) => texts.join('\n');

test('equal texts have no difference to show', () => {
    expect(diff('a\nb\nc', 'a\nb\nc')).toBe('');
});

test('a changed line is shown as it was and as it is, between its neighbours', () => {
    expect(diff(lines('a', 'b', 'c'), lines('a', 'B', 'c'))).toBe(
        lines('  a', '- b', '+ B', '  c'),
    );
});

test('lines far from every change are left out, with a mark between two places', () => {
    const before = lines('1', '2', '3', '4', '5', '6', '7', '8', '9', '10');
    const after = lines('1', 'two', '3', '4', '5', '6', '7', '8', '9', 'ten');
    expect(diff(before, after, 1)).toBe(
        lines('  1', '- 2', '+ two', '  3', '  …', '  9', '- 10', '+ ten'),
    );
});

test('nothing marks what is left out before the first and after the last change', () => {
    expect(diff(lines('1', '2', '3', '4', '5'), lines('1', '2', 'x', '4', '5'), 0)).toBe(
        lines('- 3', '+ x'),
    );
});

test('a line that was moved is taken out at one place and put in at the other', () => {
    expect(diff(lines('a', 'b', 'c'), lines('b', 'c', 'a'))).toBe(
        lines('- a', '  b', '  c', '+ a'),
    );
});

test('a text that appears or disappears is shown whole', () => {
    expect(diff('', 'a\nb')).toBe(lines('- ', '+ a', '+ b'));
});

test('both texts can be rebuilt from a difference without omissions', () => {
    const before = lines('begin', '  x := 1;', '  y := 2;', 'end', 'end');
    const after = lines('begin', '  y := 2;', '  z := 3;', 'end', '', 'end');
    const all = diff(before, after, 100).split('\n');
    const side = (sign: string) =>
        all.filter((line) => line[0] === ' ' || line[0] === sign).map((line) => line.slice(2));
    expect(lines(...side('-'))).toBe(before);
    expect(lines(...side('+'))).toBe(after);
});
