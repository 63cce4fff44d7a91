drop table public."Clean Voyages";
drop table public."Clean Ports";
