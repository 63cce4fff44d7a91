/** The seconds of an interval as PostgreSQL writes it; undefined where there is none. */
export function secondsOf(interval: string | null | undefined): number | undefined {
    const [, days = '0', sign, hours, minutes, seconds] =
        /^(?:(-?\d+) days?)? ?(?:(-)?(\d+):(\d+):(\d+(?:\.\d+)?))?$/.exec(interval ?? '') ?? [];
    if (hours === undefined && days === '0') return undefined;
    const time = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
    return Number(days) * 86_400 + (sign ? -time : time);
}

/** How long something takes or took, in at most two units of which the second is not needed. */
export function duration(seconds: number): string {
    if (seconds < 10) return `${Math.max(seconds, 0).toFixed(1)} s`;
    if (seconds < 120) return `${Math.round(seconds)} s`;
    if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
    if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
    return `${Math.round(seconds / 86_400)} d`;
}

/** A time of the server, which its clock is to be compared with. */
export function timeOf(timestamp: string): number {
    return new Date(timestamp.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).getTime();
}

/** `2025-03-01 08:20` */
export function minuteOf(time: number | string): string {
    const date = new Date(typeof time === 'string' ? timeOf(time) : time);
    return date.toISOString().slice(0, 16).replace('T', ' ');
}

/** A line that fits the screen. */
export function cut(text: string, width: number): string {
    const line = text.replace(/\s*\n\s*/g, ' ').trimEnd();
    return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
