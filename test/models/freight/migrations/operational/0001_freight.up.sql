-- A source that is as unlike the bundled one as a source may be: names that need quotes, keys of several columns,
-- and rows that are numbered when they change instead of stamped with the time.

create sequence public."Capture No" as bigint;

create function public."number the change"() returns trigger
language plpgsql
as $body$
begin
    new."Capture No" := nextval('public."Capture No"');
    return new;
end
$body$;

create table public."Sea Ports" (
    "Country"      text not null,
    "Port's Code"  text not null,
    "Full ""Name""" text,
    "Harbour Dues" numeric,
    "Region"       text,
    "Valid since"  timestamptz not null,
    "Capture No"   bigint not null,
    primary key ("Country", "Port's Code")
);
create index on public."Sea Ports" ("Capture No");
create trigger number_the_change before insert or update on public."Sea Ports"
    for each row execute function public."number the change"();

create table public."Voyages" (
    "Ship"         text not null,
    "Voyage No"    integer not null,
    "From Country" text,
    "From Port"    text,
    "To Country"   text,
    "To Port"      text,
    "Departed at"  timestamptz,
    "Tonnes"       numeric,
    "Capture No"   bigint not null,
    primary key ("Ship", "Voyage No")
);
create index on public."Voyages" ("Capture No");
create trigger number_the_change before insert or update on public."Voyages"
    for each row execute function public."number the change"();

grant select on public."Sea Ports", public."Voyages" to pgstrata_link;
