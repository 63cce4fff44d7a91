drop table public."Voyages";
drop table public."Sea Ports";
drop function public."number the change"();
drop sequence public."Capture No";
