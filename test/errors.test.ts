import { expect, test } from 'vitest';
import {
    ConnectionError,
    isServerError,
    PgstrataError,
    PipelineError,
    translateServerError,
    UsageError,
} from '../src/errors.ts';

const serverError = (fields: Record<string, string>) =>
    Object.assign(new Error('relation is gone'), { severity: 'ERROR', ...fields });

test('each kind of error has an exit code of its own', () => {
    expect(new PgstrataError('failed').exitCode).toBe(1);
    expect(new PipelineError('failed').exitCode).toBe(1);
    expect(new UsageError('wrong').exitCode).toBe(2);
    expect(new ConnectionError('away').exitCode).toBe(3);
});

test('a run that is active already has exit code 4', () => {
    expect(new PipelineError('a run is active', { sqlstate: 'PS001' }).exitCode).toBe(4);
    expect(new PipelineError('hop is busy', { sqlstate: 'PS002' }).exitCode).toBe(1);
});

test('a cause is kept, and absent where there is none', () => {
    const cause = new Error('inner');
    expect(new UsageError('outer', { cause }).cause).toBe(cause);
    expect('cause' in new UsageError('outer')).toBe(false);
});

test("an error of the server keeps the server's message, detail and hint", () => {
    const error = serverError({ code: 'PS001', detail: 'run 7', hint: 'wait' });
    const translated = translateServerError(error) as PipelineError;
    expect(translated).toBeInstanceOf(PipelineError);
    expect(translated).toMatchObject({
        message: 'relation is gone',
        sqlstate: 'PS001',
        detail: 'run 7',
        hint: 'wait',
        exitCode: 4,
        cause: error,
    });
});

test('an error of the operating system has a code but is not of the server', () => {
    const error = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' });
    expect(isServerError(error)).toBe(false);
    expect(translateServerError(error)).toBe(error);
});

test('what is not an error at all goes on as it is', () => {
    expect(translateServerError('text')).toBe('text');
    expect(isServerError({ code: '42P01', severity: 'ERROR' })).toBe(false);
});
