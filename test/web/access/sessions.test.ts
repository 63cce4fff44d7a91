import { expect, test } from 'vitest';
import { isSame, Sessions, sessionLifetime } from '../../../src/web/access/sessions.ts';

const noon = Date.UTC(2025, 0, 1, 12);

test('a cookie is worth something until it ends, and no longer', () => {
    const sessions = new Sessions();
    const cookie = sessions.issue(noon);
    expect(sessions.read(cookie, noon)).toBeDefined();
    expect(sessions.read(cookie, noon + (sessionLifetime - 1) * 1000)).toBeDefined();
    expect(sessions.read(cookie, noon + sessionLifetime * 1000)).toBeUndefined();
});

test('a cookie that somebody changed, or that another process signed, is none', () => {
    const sessions = new Sessions();
    const [expires, nonce, signature] = sessions.issue(noon).split('.');
    const forged = [
        `${Number(expires) + 1}.${nonce}.${signature}`,
        `${expires}.${nonce}x.${signature}`,
        `${expires}.${nonce}.${signature?.slice(1)}`,
        `${expires}.${nonce}.`,
        `${expires}.${nonce}.${signature}.more`,
        new Sessions().issue(noon),
        '',
        undefined,
    ];
    for (const cookie of forged) expect(sessions.read(cookie, noon)).toBeUndefined();
});

test('whoever logs out is out, though the cookie was signed, and nobody else is', () => {
    const sessions = new Sessions();
    const [mine, other] = [sessions.issue(noon), sessions.issue(noon)];
    sessions.end(sessions.read(mine, noon) ?? '', noon);
    expect(sessions.read(mine, noon)).toBeUndefined();
    expect(sessions.read(other, noon)).toBeDefined();
});

test('whoever asked to hear of it hears when somebody logs out', () => {
    const sessions = new Sessions();
    const session = sessions.read(sessions.issue(noon), noon) ?? '';
    const ended: string[] = [];
    const unsubscribe = sessions.onEnd((session) => ended.push(session));
    expect(sessions.isOver(session, noon)).toBe(false);
    expect(sessions.isOver(session, noon + sessionLifetime * 1000)).toBe(true);
    sessions.end(session, noon);
    expect(sessions.isOver(session, noon)).toBe(true);
    unsubscribe();
    sessions.end(session, noon);
    expect(ended).toEqual([session]);
});

test('the token of a form belongs to one session', () => {
    const sessions = new Sessions();
    const token = sessions.csrfToken('one');
    expect(sessions.isCsrfToken('one', token)).toBe(true);
    expect(sessions.isCsrfToken('other', token)).toBe(false);
    expect(sessions.isCsrfToken('one', undefined)).toBe(false);
    expect(new Sessions().isCsrfToken('one', token)).toBe(false);
});

test('a session is not a token and a token is no session', () => {
    const sessions = new Sessions();
    const [expires, nonce, signature] = sessions.issue(noon).split('.');
    expect(sessions.isCsrfToken(`${expires}.${nonce}`, signature)).toBe(false);
});

test.each([
    ['secret', 'secret', true],
    ['secret', 'Secret', false],
    ['secret', 'secret and more', false],
    ['', 'secret', false],
])('%j and %j are the same secret: %j', (a, b, expected) => {
    expect(isSame(a, b)).toBe(expected);
});
