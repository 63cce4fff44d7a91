create or replace function public._insert_customers(p_count integer, p_until timestamptz, p_seed bigint)
returns bigint
language plpgsql
set search_path = pg_catalog, pg_temp
as $body$
-- Adds p_count customers who registered in the three years before p_until, and returns how many.
-- Every column draws from numbers of its own: seeds p_seed + 1 and so on.
declare
    v_first_names text[] := public._sample_words('first_name');
    v_last_names  text[] := public._sample_words('last_name');
    v_hosts       text[] := public._sample_words('mail_host');
    v_places      integer := (select count(*) from public._sample_places());
    v_rows        bigint;
begin
    insert into public.customers (first_name, last_name, email, phone, city, country, created_at)
    select case when n.noise_name < 0.003 then null when n.noise_name < 0.005 then '  '
               else public._scuff(n.first_name, public._uniform(n.i, p_seed + 11)) end,
           case when n.noise_name < 0.003 then null when n.noise_name < 0.005 then ''
               when n.noise_name < 0.015 then null
               else public._scuff(n.last_name, public._uniform(n.i, p_seed + 12)) end,
           case
               when n.noise_email < 0.02 then null
               when n.noise_email < 0.03 then lower(n.first_name) || '.example.com'
               when n.noise_email < 0.04 then 'none'
               when n.noise_email < 0.05 then n.mailbox || '@@' || n.host
               when n.noise_email < 0.06 then replace(n.mailbox, '.', ' ') || '@' || n.host
               when n.noise_email < 0.14 then upper(n.mailbox) || '@' || initcap(n.host)
               when n.noise_email < 0.16 then ' ' || n.mailbox || '@' || n.host || ' '
               else n.mailbox || '@' || n.host
           end,
           case floor(public._uniform(n.i, p_seed + 5) * 20)::integer
               when 0 then null
               when 1 then 'n/a'
               when 2 then n.number
               when 3 then '00' || n.dialling_code || ' ' || n.number
               when 4 then '(0' || left(n.number, 2) || ') ' || substr(n.number, 3)
               when 5 then '0' || left(n.number, 3) || '/' || substr(n.number, 4)
               when 6 then '+' || n.dialling_code || '-' || left(n.number, 4) || '-' || substr(n.number, 5)
               when 7 then '+' || n.dialling_code || '.' || left(n.number, 4) || '.' || substr(n.number, 5)
               else '+' || n.dialling_code || ' ' || left(n.number, 3) || ' ' || substr(n.number, 4)
           end,
           public._scuff(n.city, public._uniform(n.i, p_seed + 13)),
           public._scuff(n.country, public._uniform(n.i, p_seed + 14)),
           p_until - public._uniform(n.i, p_seed + 15) * interval '1095 days' - interval '1 day'
      from (
        select i, first_name, last_name, place.dialling_code,
               translate(lower(first_name || '.' || last_name || i),
                         'äöüéëéñ''', 'aoueeen') as mailbox,
               public._pick(v_hosts, public._uniform(i, p_seed + 3)) as host,
               (10000000 + floor(public._uniform(i, p_seed + 4) * 89999999))::bigint::text as number,
               public._pick(place.cities, public._uniform(i, p_seed + 6)) as city,
               -- Most write the country in its first spelling.
               public._pick(place.spellings, public._uniform(i, p_seed + 7) ^ 3) as country,
               public._uniform(i, p_seed + 8) as noise_name,
               public._uniform(i, p_seed + 9) as noise_email
          from generate_series(1, p_count) i
         cross join lateral (
               select public._pick(v_first_names, public._uniform(i, p_seed + 1)) as first_name,
                      public._pick(v_last_names, public._uniform(i, p_seed + 2)) as last_name) person
          join public._sample_places() place
            on place.place = 1 + floor(v_places * public._uniform(i, p_seed + 10) ^ 2.5)::integer
         order by i) n
     order by n.i;
    get diagnostics v_rows = row_count;
    return v_rows;
end
$body$;

comment on function public._insert_customers(integer, timestamptz, bigint) is
    'Adds sample customers and returns how many';
