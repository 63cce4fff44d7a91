create or replace view public.vw_layer_row_counts as
-- The tables sit in four databases; this shows the rows of each entity side by side.
select c.entity, c.operational, c.mrr, c.stg, c.rejects, c.never_good, c.dwh, c.dwh_versions
  from engine.count_rows() c;

comment on view public.vw_layer_row_counts is 'rows of each entity in every layer, counted now';
comment on column public.vw_layer_row_counts.entity is 'the entity';
comment on column public.vw_layer_row_counts.operational is 'rows of the source';
comment on column public.vw_layer_row_counts.mrr is
    'rows of the raw layer, those that the source has deleted among them';
comment on column public.vw_layer_row_counts.stg is 'rows that are staged';
comment on column public.vw_layer_row_counts.rejects is 'rows whose last version is rejected: open rejects';
comment on column public.vw_layer_row_counts.never_good is
    'rejects of which no version was ever staged: mrr = stg + never_good';
comment on column public.vw_layer_row_counts.dwh is 'rows of a fact; members of a dimension, without inferred ones';
comment on column public.vw_layer_row_counts.dwh_versions is 'versions of a dimension';
grant select on public.vw_layer_row_counts to pgstrata_operator, pgstrata_reader, pgstrata_web;
