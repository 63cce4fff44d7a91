/** What is said of an incident: see `engine.raise_alert`. */
export interface Alert {
    event: 'opened' | 'closed';
    kind: 'failure' | 'freshness' | 'rejects';
    /** Empty: the run as a whole. */
    entity: string;
    summary: string;
    incident_id: number;
    opened_at: string;
    closed_at: string | null;
    run_id: number | null;
    detail: Record<string, unknown>;
}

/**
 * What is posted: the alert as it is, with a `text` for people, which is all that the incoming webhooks
 * of Slack and Mattermost want. Slack itself gets nothing else.
 */
export function webhookBody(alert: Alert, url: URL): Record<string, unknown> {
    const text = describeAlert(alert);
    return isSlack(url) ? { text: escapeForSlack(text) } : { text, ...alert };
}

/** Two lines: what is wrong; since when, what to do, and where to look. */
export function describeAlert(alert: Alert): string {
    const summary = oneLine(alert.summary, 500);
    const since = `since ${minuteOf(alert.opened_at)}`;
    const details =
        alert.run_id === null ? 'npx pgstrata status' : `npx pgstrata logs --run ${alert.run_id}`;
    const incident = `incident ${alert.incident_id}`;
    if (alert.event === 'closed') {
        const until = alert.closed_at === null ? '' : `, over at ${minuteOf(alert.closed_at)}`;
        return unmention(
            `pgstrata: over: ${summary}\nIt was so ${since}${until}. Details: ${details} (${incident})`,
        );
    }
    return unmention(
        `pgstrata: ${summary}\n${capital(since)}. To do: ${adviceOn(alert)}. Details: ${details} (${incident})`,
    );
}

function adviceOn({ kind, detail }: Alert): string {
    const hint = hintOf(detail);
    if (hint) return oneLine(hint, 300).replace(/\.$/, '');
    switch (kind) {
        case 'failure':
            return 'mend the cause and run again, which goes on where each hop stood';
        case 'freshness':
            return 'see whether a worker is alive and its runs succeed';
        case 'rejects':
            return 'look at the reasons, select * from engine.open_rejects() in dwh';
    }
}

/** The hint of the run, or of the step that failed last. */
function hintOf(detail: Record<string, unknown>): string | undefined {
    const steps = Array.isArray(detail.steps) ? (detail.steps as { hint?: unknown }[]) : [];
    const hint = detail.hint ?? steps.findLast((step) => step.hint)?.hint;
    return typeof hint === 'string' ? hint : undefined;
}

function isSlack({ hostname }: URL): boolean {
    return /(^|\.)slack(-gov)?\.com$/.test(hostname);
}

/** The three characters that mean something to Slack, so that a message cannot call a channel. */
function escapeForSlack(text: string): string {
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A value in an error message must not call everybody. */
function unmention(text: string): string {
    return text.replace(/@(?=\w)/g, '@\u200b');
}

function oneLine(text: string, most: number): string {
    const line = text.replace(/\s*\n\s*/g, ' ');
    return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

function minuteOf(time: string): string {
    return `${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
