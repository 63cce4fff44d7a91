const shownNames = 4;

/** The first of many names, and how many there are besides. */
export function shortList(names: string[]): string {
    const more = names.length - shownNames;
    return more > 1
        ? `${names.slice(0, shownNames).join(', ')} and ${more} more`
        : names.join(', ');
}

/** Bytes as PostgreSQL's pg_size_pretty() says them, more or less. */
export function readable(bytes: number | null): string | null {
    if (bytes === null) return null;
    const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
    const power = Math.min(units.length - 1, Math.floor(Math.log2(Math.max(1, bytes)) / 10));
    const value = bytes / 1024 ** power;
    return `${value >= 10 || power === 0 ? Math.round(value) : value.toFixed(1)} ${units[power]}`;
}
