import { isServerError } from '../errors.ts';
import { isUnreachable } from './failure.ts';

/** What does not answer for so long is not there. */
export const patience = 2500;

/** What a question came to. */
export type Answer<Value> = { value: Value } | { error: unknown } | 'late';

export async function ask<Value>(work: Promise<Value>): Promise<Answer<Value>> {
    const answer = work.then(
        (value) => ({ value }),
        (error) => ({ error }),
    );
    return (await within<Answer<Value>>(answer, patience)) ?? 'late';
}

/** Whether dwh said anything, if only that it cannot. */
export function isAnswered(answer: Answer<unknown>): boolean {
    if (answer === 'late') return false;
    return 'value' in answer || (isServerError(answer.error) && !isUnreachable(answer.error));
}

export const valueIn = <Value>(answer: Answer<Value>): Value | undefined =>
    answer !== 'late' && 'value' in answer ? answer.value : undefined;

export function codeOf(answer: Answer<unknown>): string | undefined {
    const error = answer !== 'late' && 'error' in answer ? answer.error : undefined;
    return isServerError(error) ? error.code : undefined;
}

/** Without the message of an error, which can name what is nobody's business. */
export function problemOf(answer: Answer<unknown>): string {
    if (answer === 'late') return `no answer within ${patience / 1000} s`;
    const code = codeOf(answer);
    return code ? `it cannot be asked (SQLSTATE ${code})` : 'it cannot be reached';
}

/** Undefined: it failed, or took too long. */
export async function within<Value>(
    work: Promise<Value>,
    milliseconds: number,
): Promise<Value | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<undefined>((resolve) => {
        timer = setTimeout(() => resolve(undefined), milliseconds);
    });
    try {
        return await Promise.race([work.catch(() => undefined), late]);
    } finally {
        clearTimeout(timer);
    }
}
