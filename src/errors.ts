/** What the exit code of a command says. */
export const exitCodes = {
    0: 'done',
    1: 'the pipeline failed',
    2: 'wrong usage or settings',
    3: 'a server cannot be reached or used',
    4: 'a run is already active',
    130: 'interrupted',
} as const;

export type ExitCode = Exclude<keyof typeof exitCodes, 0>;

export interface ErrorParts {
    detail?: string | undefined;
    hint?: string | undefined;
    cause?: unknown;
}

/** An error that is shown to the user as message, detail and hint, without a stack. */
export class PgstrataError extends Error {
    override name = 'PgstrataError';
    readonly exitCode: ExitCode;
    readonly detail: string | undefined;
    readonly hint: string | undefined;

    constructor(message: string, exitCode: ExitCode = 1, parts: ErrorParts = {}) {
        super(message, parts.cause === undefined ? undefined : { cause: parts.cause });
        this.exitCode = exitCode;
        this.detail = parts.detail;
        this.hint = parts.hint;
    }
}

/** The pipeline, or a statement that a command sent, failed. */
export class PipelineError extends PgstrataError {
    override name = 'PipelineError';
    readonly sqlstate: string | undefined;

    constructor(message: string, parts: ErrorParts & { sqlstate?: string | undefined } = {}) {
        super(message, parts.sqlstate === 'PS001' ? 4 : 1, parts);
        this.sqlstate = parts.sqlstate;
    }
}

/** A command, an option or a setting is wrong: nothing was tried. */
export class UsageError extends PgstrataError {
    override name = 'UsageError';

    constructor(message: string, parts: ErrorParts = {}) {
        super(message, 2, parts);
    }
}

/** A server cannot be reached, started or used. */
export class ConnectionError extends PgstrataError {
    override name = 'ConnectionError';

    constructor(message: string, parts: ErrorParts = {}) {
        super(message, 3, parts);
    }
}

/** True for what node-postgres throws when the server reports an error. */
export function isServerError(error: unknown): error is Error & ServerErrorFields {
    return (
        error instanceof Error &&
        typeof (error as Partial<ServerErrorFields>).code === 'string' &&
        typeof (error as Partial<ServerErrorFields>).severity === 'string'
    );
}

export interface ServerErrorFields {
    code: string;
    severity: string;
    detail?: string;
    hint?: string;
    where?: string;
}

/** The server's message, detail and hint; anything else goes on as it is. */
export function translateServerError(error: unknown): unknown {
    if (!isServerError(error)) return error;
    return new PipelineError(error.message, {
        sqlstate: error.code,
        detail: error.detail,
        hint: error.hint,
        cause: error,
    });
}
