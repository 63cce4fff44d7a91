drop table public."Raw Voyages";
drop table public."Raw Ports";
