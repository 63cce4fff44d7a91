drop table public."Voyages";
drop table public."Ports";
