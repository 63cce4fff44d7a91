/** Timestamps are text with microseconds everywhere; these numbers are for positions alone. */

const form =
    /^(\d{4,})-(\d\d)-(\d\d)(?:[ T](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?)?(?:Z|([+-]\d\d)(?::?(\d\d))?)?( BC)?$/;

/** Milliseconds since 1970, with a fraction; ±Infinity for what PostgreSQL calls so. */
export function instant(text: string): number {
    if (text === 'infinity') return Number.POSITIVE_INFINITY;
    if (text === '-infinity') return Number.NEGATIVE_INFINITY;
    const match = form.exec(text);
    if (!match) return Number.NaN;
    const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', east, rest] =
        match;
    const moment = new Date(0);
    moment.setUTCFullYear(
        match[10] ? 1 - Number(year) : Number(year),
        Number(month) - 1,
        Number(day),
    );
    moment.setUTCHours(Number(hour), Number(minute), Number(second));
    const offset = east ? Number(east) * 60 + Math.sign(Number(`${east}1`)) * Number(rest ?? 0) : 0;
    return moment.getTime() + Number(`0${fraction}`) * 1000 - offset * 60_000;
}

const units = [
    { name: 'd', ms: 86_400_000 },
    { name: 'h', ms: 3_600_000 },
    { name: 'min', ms: 60_000 },
    { name: 's', ms: 1000 },
] as const;

/** The two largest units of a duration: `840 ms`, `4.2 s`, `3 min 12 s`, `2 d 5 h`. */
export function formatDuration(ms: number): string {
    if (!Number.isFinite(ms)) return '';
    if (ms < 999.5) return `${Math.max(0, Math.round(ms))} ms`;
    if (ms < 59_950) return `${(ms / 1000).toFixed(1).replace(/\.0$/, '')} s`;
    const at = units.findIndex((unit) => Math.round(ms / 1000) * 1000 >= unit.ms);
    const [large, small] = [units[at], units[at + 1]];
    if (!large || !small) return `${Math.round(ms / 1000)} s`;
    const total = Math.round(ms / small.ms);
    const ratio = large.ms / small.ms;
    const remainder = total % ratio;
    return `${Math.floor(total / ratio)} ${large.name}${remainder ? ` ${remainder} ${small.name}` : ''}`;
}

/** Day and time of an instant in UTC, as precise as the distance of the ticks asks for. */
export function formatInstant(ms: number, step: number): string {
    const text = new Date(ms).toISOString();
    if (step >= 86_400_000) return text.slice(0, 10);
    if (step >= 60_000) return `${text.slice(5, 10)} ${text.slice(11, 16)}`;
    return text.slice(11, step >= 1000 ? 19 : 23);
}
