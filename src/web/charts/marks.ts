/** A sign for each status, so that none is told by its colour alone. */
const marks: Record<string, string> = {
    SUCCEEDED: '✓',
    RUNNING: '▶',
    FAILED: '✗',
    CRASHED: '!',
    CANCELLED: 'C',
    BLOCKED: 'B',
    SKIPPED: '–',
};

export const markOf = (status: string): string => marks[status] ?? '?';

/** The class that colours a shape by status. */
export const classOf = (status: string): string =>
    `status-${status in marks ? status.toLowerCase() : 'unknown'}`;

/** Every status with its sign, in the order of the legend. */
export const allMarks: [status: string, mark: string][] = Object.entries(marks);
