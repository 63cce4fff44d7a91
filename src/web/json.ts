/** An object of JSON text whose numbers keep every digit, as text. */
export function parseRow(text: string): Record<string, unknown> {
    const parse = JSON.parse as (
        text: string,
        reviver: (key: string, value: unknown, context: { source?: string }) => unknown,
    ) => unknown;
    const parsed = parse(text, (_key, value, { source }) =>
        typeof value === 'number' ? source : value,
    );
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
        ? (parsed as Record<string, unknown>)
        : { value: parsed };
}

/** A value of such an object as a cell shows it; undefined for NULL. */
export function cellText(value: unknown): string | undefined {
    if (value === null || value === undefined) return undefined;
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
