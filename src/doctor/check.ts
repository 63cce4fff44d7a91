import type { ErrorParts } from '../errors.ts';

export type Status = 'ok' | 'warning' | 'problem';

export interface Check {
    check: string;
    status: Status;
    detail: string;
    hint?: string | undefined;
    /** It is about a connection that cannot be made. */
    isConnection?: boolean;
}

export function ok(check: string, detail: string): Check {
    return { check, status: 'ok', detail };
}

export function warning(check: string, detail: string, hint: string): Check {
    return { check, status: 'warning', detail, hint };
}

export function problem(check: string, detail: string, hint: string): Check {
    return { check, status: 'problem', detail, hint };
}

/** What an error says, as a check that failed. */
export function failure(check: string, error: unknown, isConnection = false): Check {
    const { message, detail, hint } = error as Error & ErrorParts;
    const text = [message, detail].filter(Boolean).join('; ');
    return { check, status: 'problem', detail: text, hint, isConnection };
}
