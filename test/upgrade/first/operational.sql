-- Dumped from database version 15.20 (Debian 15.20-0+deb12u1)
-- Dumped by pg_dump version 15.20 (Debian 15.20-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

CREATE SCHEMA engine;


ALTER SCHEMA engine OWNER TO pgstrata_owner;

CREATE FUNCTION engine.assert_activity_visible() RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Refuses to go on where open transactions of other sessions cannot be seen, since rows would be lost silently.
-- Raises: PS008.
-- Reads: pg_stat_activity.
declare
    v_detail text;
    v_hint   text;
begin
    if pg_is_in_recovery() then
        v_detail := 'the server is a standby, which shows only its own sessions';
        v_hint := 'let PGSTRATA_OPERATIONAL_URL name the primary';
    elsif not pg_has_role('pg_read_all_stats', 'usage') then
        v_detail := format('role "%s" lacks pg_read_all_stats, so open transactions of others are invisible',
            current_user);
        v_hint := format('grant pg_read_all_stats to %I', current_user);
    elsif current_setting('track_activities') <> 'on'
        or exists (select from pg_stat_activity a
                    where a.datname = current_database() and a.state = 'disabled')
    then
        v_detail := 'track_activities is off, so the start of open transactions is unknown';
        v_hint := 'set track_activities = on for the server, and end the sessions that turned it off';
    else
        return;
    end if;
    raise exception using
        errcode = 'PS008',
        message = format('source database "%s" cannot be read safely', current_database()),
        detail = v_detail,
        hint = v_hint;
end
$$;


ALTER FUNCTION engine.assert_activity_visible() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.assert_activity_visible() IS 'refuses to go on where open transactions of other sessions cannot be seen';


CREATE FUNCTION engine.watermark_ceiling() RETURNS TABLE(read_at timestamp with time zone, oldest_start timestamp with time zone, prepared_since timestamp with time zone, holder_pid integer, holder_user text, holder_application text, holder_state text)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What decides how far the source is known to be complete: the oldest transaction that is open in this database.
-- A transaction stamps its rows with the time of its start, and commits them later: whoever has read everything
-- that is visible now has missed only rows stamped at or after the time this returns.
-- Returns: one row.
--   read_at         the clock before anything else was looked at
--   oldest_start    when the oldest open transaction started; NULL: none is open
--   prepared_since  when the oldest prepared transaction was prepared; NULL: none. It started before that, at a
--                   time that nobody knows
--   holder_*        who holds that oldest transaction open
-- Raises: PS008 where PostgreSQL would answer without knowing: on a standby, without pg_read_all_stats, and with
--   track_activities off.
-- Reads: pg_stat_activity, pg_prepared_xacts. Call it in a transaction that ends before the one that extracts.
begin
    perform engine.assert_activity_visible();
    -- pg_stat_activity is frozen from its first use in a transaction on.
    perform pg_stat_clear_snapshot();
    read_at := clock_timestamp();

    -- Within a message of several statements, now() of a later transaction is the start of the message: hence
    -- query_start, and hence active sessions that are between two transactions.
    select o.started, o.pid, o.usename, o.application_name, o.state
      into oldest_start, holder_pid, holder_user, holder_application, holder_state
      from (select least(a.xact_start, case when a.state = 'active' then a.query_start end) as started, a.*
              from pg_stat_activity a
             where a.datname = current_database()
               and a.pid <> pg_backend_pid()
               and a.backend_type <> 'autovacuum worker'
               and (a.xact_start is not null or a.state = 'active' and a.backend_type = 'client backend')
               -- The pipeline's own readers write nothing here.
               and a.usename is distinct from 'pgstrata_link') o
     where o.started is not null
     order by o.started
     limit 1;
    select min(p.prepared) into prepared_since
      from pg_prepared_xacts p
     where p.database = current_database();
    return next;
end
$$;


ALTER FUNCTION engine.watermark_ceiling() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION engine.watermark_ceiling() IS 'the oldest transaction that is open in this database: how far the source is known to be complete';


CREATE FUNCTION public._correct_customers(p_share double precision, p_seed bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What happens to customers: a share of them moves, a share changes the e-mail address (one in ten
-- to a bad one), and a fifth of the bad addresses are mended. Returns the rows changed.
-- At least one customer moves, whatever the share.
declare
    v_places integer := (select count(*) from public._sample_places());
    v_moved  bigint;
    v_mailed bigint;
    v_mended bigint;
begin
    update public.customers c
       set city = public._scuff(public._pick(place.cities, public._uniform(c.customer_id, p_seed + 3)),
                                public._uniform(c.customer_id, p_seed + 4)),
           country = public._pick(place.spellings, public._uniform(c.customer_id, p_seed + 5) ^ 3)
      from public._sample_places() place
     where place.place = 1 + floor(v_places * public._uniform(c.customer_id, p_seed + 2) ^ 2.5)::integer
       and (public._uniform(c.customer_id, p_seed + 1) < p_share
            or c.customer_id = (select max(customer_id) from public.customers));
    get diagnostics v_moved = row_count;

    update public.customers c
       set email = case when public._uniform(c.customer_id, p_seed + 7) < 0.1
               then 'unknown' else format('customer.%s@new.example.com', c.customer_id) end
     where public._uniform(c.customer_id, p_seed + 6) < p_share;
    get diagnostics v_mailed = row_count;

    update public.customers c
       set email = format('customer.%s@example.org', c.customer_id)
     where c.email not like '%_@_%._%'
       and public._uniform(c.customer_id, p_seed + 8) < 0.2;
    get diagnostics v_mended = row_count;
    return v_moved + v_mailed + v_mended;
end
$$;


ALTER FUNCTION public._correct_customers(p_share double precision, p_seed bigint) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._correct_customers(p_share double precision, p_seed bigint) IS 'Lets sample customers move and change their e-mail addresses; returns the rows changed';


CREATE FUNCTION public._correct_products(p_share double precision, p_seed bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What happens to products: a share gets a new price (one in twenty a bad one), a fifth of the
-- negative prices are mended. At least one price changes. Returns the rows changed.
declare
    v_priced bigint;
    v_mended bigint;
begin
    update public.products p
       set unit_price = abs(round(p.unit_price
               * (0.85 + 0.3 * public._uniform(p.product_id, p_seed + 2))::numeric, 2))
               * case when public._uniform(p.product_id, p_seed + 3) < 0.05 then -1 else 1 end
     where p.unit_price is not null
       and (public._uniform(p.product_id, p_seed + 1) < p_share
            or p.product_id = (select min(product_id) from public.products where unit_price > 1));
    get diagnostics v_priced = row_count;

    update public.products p
       set unit_price = -p.unit_price
     where p.unit_price < 0
       and public._uniform(p.product_id, p_seed + 4) < 0.2;
    get diagnostics v_mended = row_count;
    return v_priced + v_mended;
end
$$;


ALTER FUNCTION public._correct_products(p_share double precision, p_seed bigint) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._correct_products(p_share double precision, p_seed bigint) IS 'Changes prices of sample products; returns the rows changed';


CREATE FUNCTION public._correct_sales(p_count bigint, p_seed bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- What happens to sales: about p_count of them are corrected, one in twenty of the corrections
-- is bad, and about as many bad sales are made good. Returns the rows changed.
declare
    v_sales     double precision := greatest((select count(*) from public.sales), 1);
    v_corrected bigint;
    v_mended    bigint;
begin
    with correction as (
        select s.sale_id,
               public._uniform(s.sale_id, p_seed + 2) as kind,
               1 + floor(5 * public._uniform(s.sale_id, p_seed + 3))::integer as quantity
          from public.sales s
         where public._uniform(s.sale_id, p_seed + 1) < p_count / v_sales
    )
    update public.sales s
       set quantity = case when c.kind < 0.02 then 0 when c.kind < 0.60 then c.quantity else s.quantity end,
           total_amount = case when c.kind < 0.60 then c.quantity * s.unit_price
                               when c.kind < 0.80 then s.quantity * s.unit_price
                               else s.total_amount end,
           transaction_date = case when c.kind >= 0.97 then null
                                   when c.kind >= 0.80 then s.transaction_date - interval '1 day'
                                   else s.transaction_date end
      from correction c
     where c.sale_id = s.sale_id;
    get diagnostics v_corrected = row_count;

    with bad as (
        select sale_id
          from public.sales
         where quantity <= 0 or unit_price < 0 or unit_price is null
            or transaction_date is null or transaction_date > now() + interval '1 day'
         order by public._uniform(sale_id, p_seed + 4), sale_id
         limit 1 + p_count / 10
    )
    update public.sales s
       set quantity = greatest(abs(s.quantity), 1),
           unit_price = abs(coalesce(s.unit_price, 9.99)),
           total_amount = greatest(abs(s.quantity), 1) * abs(coalesce(s.unit_price, 9.99)),
           transaction_date = least(s.transaction_date, s.created_at)
      from bad
     where bad.sale_id = s.sale_id;
    get diagnostics v_mended = row_count;
    return v_corrected + v_mended;
end
$$;


ALTER FUNCTION public._correct_sales(p_count bigint, p_seed bigint) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._correct_sales(p_count bigint, p_seed bigint) IS 'Corrects sample sales, some of them badly; returns the rows changed';


CREATE FUNCTION public._insert_customers(p_count integer, p_until timestamp with time zone, p_seed bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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
$$;


ALTER FUNCTION public._insert_customers(p_count integer, p_until timestamp with time zone, p_seed bigint) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._insert_customers(p_count integer, p_until timestamp with time zone, p_seed bigint) IS 'Adds sample customers and returns how many';


CREATE FUNCTION public._insert_products(p_count integer, p_until timestamp with time zone, p_seed bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Adds p_count products that were listed in the three years before p_until, and returns how many.
-- Groups take turns; prices lie low in the range of their group more often than high.
declare
    v_adjectives text[] := public._sample_words('adjective');
    v_groups     integer := (select count(*) from public._sample_groups());
    v_rows       bigint;
begin
    insert into public.products (product_name, product_group, unit_price, created_at)
    select case when n.noise < 0.004 then null when n.noise < 0.006 then '   '
               else public._scuff(n.adjective || ' ' || n.noun || ' ' || n.model,
                                  public._uniform(n.i, p_seed + 6)) end,
           public._scuff(public._pick(n.spellings, public._uniform(n.i, p_seed + 4) ^ 3),
                         public._uniform(n.i, p_seed + 7)),
           case when n.noise >= 0.01 and n.noise < 0.018 then -n.price
                when n.noise >= 0.02 and n.noise < 0.03 then null
                else n.price end,
           p_until - public._uniform(n.i, p_seed + 8) * interval '1095 days' - interval '1 day'
      from (
        select i, grp.spellings,
               public._pick(v_adjectives, public._uniform(i, p_seed + 1)) as adjective,
               public._pick(grp.nouns, public._uniform(i, p_seed + 2)) as noun,
               100 + floor(public._uniform(i, p_seed + 9) * 900)::integer as model,
               round((grp.price_from + (grp.price_to - grp.price_from)
                      * public._uniform(i, p_seed + 3) ^ 2.5)::numeric, 1) - 0.01 as price,
               public._uniform(i, p_seed + 5) as noise
          from generate_series(1, p_count) i
          join public._sample_groups() grp on grp.place = 1 + i % v_groups) n
     order by n.i;
    get diagnostics v_rows = row_count;
    return v_rows;
end
$$;


ALTER FUNCTION public._insert_products(p_count integer, p_until timestamp with time zone, p_seed bigint) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._insert_products(p_count integer, p_until timestamp with time zone, p_seed bigint) IS 'Adds sample products and returns how many';


CREATE FUNCTION public._insert_sales(p_count bigint, p_from timestamp with time zone, p_days integer, p_seed bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
-- Adds p_count sales over the p_days days from p_from on, in the order of time, and returns how
-- many. Days weigh by weekday, season and growth; few customers and products have most of the
-- sales. About 4 % of the rows carry dirt of one kind each.
-- Arrays of fixed-width elements are looked up at once, where joins would cost more than the rows.
declare
    v_customers bigint[]  := (select array_agg(customer_id order by customer_id) from public.customers);
    v_products  bigint[]  := (select array_agg(product_id order by product_id) from public.products);
    v_cents     integer[] := (select array_agg((abs(coalesce(unit_price, 19.99)) * 100)::integer
                                               order by product_id) from public.products);
    v_until     timestamptz := p_from + p_days * interval '24 hours';
    v_days      double precision[];
    v_rows      bigint;
begin
    -- For each day, the share of the sales that come before it.
    select array_agg((until - weight) / total order by day) into v_days
      from (select day, weight, sum(weight) over (order by day) as until, sum(weight) over () as total
              from (select day,
                           (array[0.90, 0.85, 0.90, 1.00, 1.25, 1.50, 1.10])[extract(isodow from on_day)::integer]
                           * (array[0.75, 0.80, 0.90, 0.95, 1.00, 1.00,
                                    0.90, 0.85, 1.00, 1.05, 1.30, 1.90])[extract(month from on_day)::integer]
                           * (1 + 0.4 * day / p_days) as weight
                      from generate_series(0, p_days - 1) day,
                           lateral (select (p_from at time zone 'UTC')::date + day as on_day) d) w) s;

    insert into public.sales
        (customer_id, product_id, quantity, unit_price, total_amount, transaction_date, created_at)
    select v_customers[1 + n.customer], v_products[1 + n.product],
           case when n.dirt < 0.002 then 0 when n.dirt < 0.003 then -n.quantity else n.quantity end,
           case when n.dirt >= 0.003 and n.dirt < 0.004 then -n.price
                when n.dirt >= 0.004 and n.dirt < 0.013 then null
                else n.price end,
           case when n.dirt >= 0.012 and n.dirt < 0.033 then null
                when n.dirt >= 0.033 and n.dirt < 0.038 then n.quantity * n.price + 1 + n.quantity
                else n.quantity * n.price end,
           case when n.dirt >= 0.038 and n.dirt < 0.039 then null
                when n.dirt >= 0.039 and n.dirt < 0.0395 then v_until + n.late * interval '24 hours'
                when n.dirt >= 0.0395 and n.dirt < 0.0405 then v_until + n.late * interval '4800 hours'
                else n.sold_at end,
           n.sold_at
      from (
        select i,
               -- The multiplier spreads the frequent ones over all numbers.
               (floor(cardinality(v_customers) * public._uniform(i, p_seed + 1) ^ 2.2)::bigint
                   * 7919 % cardinality(v_customers))::integer as customer,
               k.product,
               1 + floor(6 * public._uniform(i, p_seed + 3) ^ 3.5)::integer as quantity,
               (v_cents[1 + k.product] * case when k.offer < 0.12 then 0.8 else 1.0 end * 0.01)::numeric(12, 2)
                   as price,
               p_from + (width_bucket(k.at, v_days) - 1) * interval '24 hours'
                   + (7 + 8 * (public._uniform(i, p_seed + 5) + public._uniform(i, p_seed + 6)))
                     * interval '1 hour' as sold_at,
               public._uniform(i, p_seed + 7) as dirt,
               public._uniform(i, p_seed + 8) as late
          from generate_series(1, p_count) i
         cross join lateral (
               select (floor(cardinality(v_products) * public._uniform(i, p_seed + 2) ^ 1.8)::bigint
                          * 7919 % cardinality(v_products))::integer as product,
                      public._uniform(i, p_seed + 4) as offer,
                      (i - 0.5) / p_count::double precision as at) k) n;
    get diagnostics v_rows = row_count;
    return v_rows;
end
$$;


ALTER FUNCTION public._insert_sales(p_count bigint, p_from timestamp with time zone, p_days integer, p_seed bigint) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._insert_sales(p_count bigint, p_from timestamp with time zone, p_days integer, p_seed bigint) IS 'Adds sample sales over a range of days and returns how many';


CREATE FUNCTION public._pick(p_words text[], p_at double precision) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    -- The word that stands at p_at, from 0 up to 1, of the list.
    select p_words[1 + floor(p_at * cardinality(p_words))::integer]
$$;


ALTER FUNCTION public._pick(p_words text[], p_at double precision) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._pick(p_words text[], p_at double precision) IS 'Word at a position from 0 up to 1 of a list';


CREATE FUNCTION public._sample_groups() RETURNS TABLE(place integer, spellings text[], nouns text[], price_from numeric, price_to numeric)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    -- Product groups with their spellings, what is sold in them, and the range of prices.
    select row_number() over ()::integer, string_to_array(line.spellings, '|'),
           string_to_array(line.nouns, '|'), line.price_from, line.price_to
      from (values
        ('Electronics|electronics|ELECTRONICS|Electronic|Elec.',
         'Headphones|Keyboard|Monitor|Charger|Speaker|Tablet|USB-C Cable|Webcam', 9.0, 900.0),
        ('Home & Garden|Home and Garden|home&garden|Home & garden',
         'Lamp|Chair|Planter|Rug|Cushion|Garden Hose|Shelf', 5.0, 300.0),
        ('Clothing|Clothes|clothing|Apparel',
         'T-Shirt|Jacket|Jeans|Men''s Socks|Scarf|Hat|Sweater', 4.0, 160.0),
        ('Books|Book|BOOKS', 'Cookbook|Atlas|Novel|Diary|Guide|Dictionary', 6.0, 60.0),
        ('Toys & Games|Toys and Games|Toys|toys & games',
         'Puzzle|Board Game|Building Set|Doll|Kite|Card Game', 5.0, 120.0),
        ('Sports & Outdoors|Sports and Outdoors|Sport|sports & outdoors',
         'Tent|Backpack|Water Bottle|Yoga Mat|Bike Light|Running Belt', 7.0, 400.0),
        ('Health & Beauty|Health and Beauty|Beauty|HEALTH & BEAUTY',
         'Shampoo|Soap|Face Cream|Toothbrush|Hair Dryer', 2.0, 90.0),
        ('Groceries|Grocery|groceries|Food',
         'Olive Oil|Coffee|Green Tea|Pasta|Chocolate|Honey', 1.0, 30.0)
        ) as line (spellings, nouns, price_from, price_to)
$$;


ALTER FUNCTION public._sample_groups() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._sample_groups() IS 'Product groups of the sample data with their spellings, nouns and price range';


CREATE FUNCTION public._sample_places() RETURNS TABLE(place integer, spellings text[], cities text[], dialling_code text)
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    -- Where customers live, most frequent first: spellings of the country, cities, dialling code.
    -- "Utopia" is in no mapping, and so shows up in vw_unmapped_countries of the staging layer.
    select row_number() over ()::integer, string_to_array(line.spellings, '|'),
           string_to_array(line.cities, '|'), line.dialling_code
      from (values
        ('Germany|DE|Deutschland|GERMANY', 'Berlin|Hamburg|München|Köln|Leipzig|Bad Homburg', '49'),
        ('United States|USA|U.S.A.|US|united states of america',
         'New York|Los Angeles|Chicago|San Francisco|Boston|Seattle', '1'),
        ('United Kingdom|UK|Great Britain|GB|England', 'London|Leeds|Bristol|Glasgow|York', '44'),
        ('France|FR|FRANCE', 'Paris|Lyon|Marseille|Nantes|Saint-Malo', '33'),
        ('Spain|ES|España', 'Madrid|Barcelona|Sevilla|Valencia', '34'),
        ('Netherlands|NL|The Netherlands|Holland', 'Amsterdam|Rotterdam|Utrecht|Den Haag', '31'),
        ('Italy|IT|Italia', 'Roma|Milano|Torino|Reggio Emilia', '39'),
        ('Austria|AT|Österreich', 'Wien|Graz|Linz|Salzburg', '43'),
        ('Poland|PL|Polska', 'Warszawa|Kraków|Gdańsk', '48'),
        ('Sweden|SE|Sverige', 'Stockholm|Göteborg|Malmö', '46'),
        ('Canada|CA|CAN', 'Toronto|Montréal|Vancouver', '1'),
        ('Japan|JP|JPN', 'Tokyo|Osaka|Kyoto', '81'),
        ('Utopia|Utopia|n/a', 'Amaurote', '999')
        ) as line (spellings, cities, dialling_code)
$$;


ALTER FUNCTION public._sample_places() OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._sample_places() IS 'Countries of the sample data with their spellings, cities and dialling code';


CREATE FUNCTION public._sample_words(p_kind text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    -- Word lists of the sample data. Lists of groups and spellings keep the standard one first.
    select string_to_array(case p_kind
        when 'first_name' then
            'Anna|Ben|Carla|David|Elena|Felix|Greta|Hugo|Ines|Jonas|Katja|Liam|Maria|Noah|Olivia|'
            'Paul|Rosa|Samuel|Tara|Victor|Wendy|Yusuf|Zoe|José|Zoë|Renée|Björn|Anne-Marie|Aisha|'
            'Chen|Dmitri|Emma|Fatima|George|Hannah|Ivan|Julia|Kenji|Lucas|Mei'
        when 'last_name' then
            'Smith|Jones|Müller|Schmidt|Garcia|Martinez|Rossi|Bianchi|Dubois|Martin|Jansen|Novak|'
            'Kowalski|Andersson|Hansen|O''Brien|O''Neill|Silva|Santos|Tanaka|Sato|Kumar|Singh|Khan|'
            'Brown|Wilson|Taylor|Clark|Lewis|Walker|Young|King|Wright|Baker|Weber|Fischer|Meyer|'
            'Peeters|Lindqvist|Smith-Jones|Moreau|Laurent|Costa|Ferrari|Lopez|Nguyen|Park|Cohen'
        when 'mail_host' then
            'example.com|example.org|example.net|mail.example.com|shop.example.org'
        when 'adjective' then
            'Classic|Compact|Deluxe|Eco|Essential|Family|Foldable|Heavy-Duty|Light|Mini|Modern|'
            'Natural|Premium|Pro|Slim|Smart|Soft|Travel|Ultra|Vintage'
        end, '|')
$$;


ALTER FUNCTION public._sample_words(p_kind text) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._sample_words(p_kind text) IS 'Word lists of the sample data: first_name, last_name, mail_host, adjective';


CREATE FUNCTION public._scuff(p_text text, p_noise double precision) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    -- What forms and imports do to a text: for p_noise from 0 up to 0.14 one of seven kinds of
    -- dirt, above that none.
    select case
        when p_noise < 0.03 then upper(p_text)
        when p_noise < 0.06 then lower(p_text)
        when p_noise < 0.08 then ' ' || p_text
        when p_noise < 0.10 then p_text || '  '
        when p_noise < 0.12 then replace(p_text, ' ', '  ')
        when p_noise < 0.13 then lower(left(p_text, 1)) || upper(substr(p_text, 2))
        when p_noise < 0.14 then E'\t' || p_text
        else p_text
    end
$$;


ALTER FUNCTION public._scuff(p_text text, p_noise double precision) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._scuff(p_text text, p_noise double precision) IS 'Text with the stray spaces and the wrong case of real data, for a share of the noise values';


CREATE FUNCTION public._uniform(p_number bigint, p_seed bigint) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    -- A number from 0 up to 1 that looks random and is always the same for the same arguments:
    -- random() would make two fills differ. Inlined, so no SET.
    select (hashint8extended(p_number, p_seed) & 4294967295) / 4294967296::double precision
$$;


ALTER FUNCTION public._uniform(p_number bigint, p_seed bigint) OWNER TO pgstrata_pipeline;

COMMENT ON FUNCTION public._uniform(p_number bigint, p_seed bigint) IS 'Repeatable random number in [0, 1)';


CREATE PROCEDURE public.seed_activity(IN p_days integer DEFAULT 1)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
-- Plays the p_days days of business before now on top of what is there: new customers, products
-- and sales, corrections of old ones, some of them bad, and bad ones made good. Draws its numbers
-- from what it finds, so the same source gets the same day, but for the times.
declare
    v_sales     bigint := (select count(*) from public.sales);
    v_seed      bigint;
    v_day       bigint;
    v_customers bigint;
    v_products  bigint;
    v_new_sales bigint;
    v_changed   bigint;
begin
    if p_days is null or p_days not between 1 and 366 then
        raise exception 'invalid number of days: %', coalesce(p_days::text, 'null')
            using errcode = 'PS006',
                  detail = 'seed_activity() plays 1 to 366 days.',
                  hint = 'Leave the argument out to play one day.';
    end if;
    if not exists (select from public.customers) or not exists (select from public.products) then
        raise exception 'source database % is empty', current_database()
            using errcode = 'PS015',
                  detail = 'Activity needs customers and products to act on.',
                  hint = 'Call seed_operational() first.';
    end if;

    lock table public.customers, public.products, public.sales in share row exclusive mode;
    v_seed := hashint8extended(v_sales + coalesce((select max(sale_id) from public.sales), 0), 7) / 2;
    -- Two years of sales are in the fill: a day is the 730th part, and never so few that nothing shows.
    v_day := greatest(v_sales / 730, 20) * p_days;

    v_changed := public._correct_sales(v_day / 10, v_seed)
        + public._correct_customers(0.002 * p_days, v_seed + 100)
        + public._correct_products(0.01 * p_days, v_seed + 200);
    v_customers := public._insert_customers((1 + v_day / 100)::integer, now(), v_seed + 300);
    v_products := public._insert_products(p_days, now(), v_seed + 400);
    v_new_sales := public._insert_sales(v_day, now() - p_days * interval '24 hours', p_days, v_seed + 500);
    raise notice '% new customers, % new products, % new sales, % rows corrected',
        v_customers, v_products, v_new_sales, v_changed;
end
$$;


ALTER PROCEDURE public.seed_activity(IN p_days integer) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE public.seed_activity(IN p_days integer) IS 'Plays days of business on top of the sample data';


CREATE PROCEDURE public.seed_operational(IN p_customers integer DEFAULT 5000, IN p_products integer DEFAULT 500, IN p_sales bigint DEFAULT 100000, IN p_seed bigint DEFAULT 20250101, IN p_today date DEFAULT CURRENT_DATE)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
-- Fills an empty source with sample data: two years of sales up to the day before p_today.
-- The same arguments on a new database give the same rows but for updated_at, which is the time of
-- the fill: a watermark in the past would hide the rows from a pipeline that has already looked.
begin
    if p_customers is null or p_customers < 1 or p_products is null or p_products < 1
       or p_sales is null or p_sales < 0 or p_seed is null or p_today is null
       or not isfinite(p_today) then
        raise exception 'invalid size of the sample data'
            using errcode = 'PS006',
                  detail = format('customers %s, products %s, sales %s, seed %s, today %s.',
                                  p_customers, p_products, p_sales, p_seed, p_today),
                  hint = 'Ask for at least one customer and one product, and for no negative number of sales.';
    end if;

    lock table public.customers, public.products, public.sales in share row exclusive mode;
    if exists (select from public.customers) or exists (select from public.products)
       or exists (select from public.sales) then
        raise exception 'source database % is not empty', current_database()
            using errcode = 'PS014',
                  detail = 'The sample data is only written into empty tables customers, products and sales.',
                  hint = 'Call seed_activity() to play a day of business on top, or seed another database.';
    end if;

    perform public._insert_customers(p_customers, p_today::timestamptz - interval '730 days', p_seed);
    perform public._insert_products(p_products, p_today::timestamptz - interval '730 days', p_seed + 100);
    perform public._insert_sales(p_sales, p_today::timestamptz - interval '730 days', 730, p_seed + 200);
    raise notice 'seeded % customers, % products, % sales', p_customers, p_products, p_sales;
end
$$;


ALTER PROCEDURE public.seed_operational(IN p_customers integer, IN p_products integer, IN p_sales bigint, IN p_seed bigint, IN p_today date) OWNER TO pgstrata_pipeline;

COMMENT ON PROCEDURE public.seed_operational(IN p_customers integer, IN p_products integer, IN p_sales bigint, IN p_seed bigint, IN p_today date) IS 'Fills the empty source with sample data';


CREATE FUNCTION public.stamp_updated_at() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
begin
    new.updated_at := now();
    return new;
end
$$;


ALTER FUNCTION public.stamp_updated_at() OWNER TO pgstrata_owner;

COMMENT ON FUNCTION public.stamp_updated_at() IS 'Trigger: sets updated_at to the start of the writing transaction.';


SET default_tablespace = '';

SET default_table_access_method = heap;

CREATE TABLE engine.applied_files (
    ledger text NOT NULL,
    migration text NOT NULL,
    file_hash text NOT NULL
);


ALTER TABLE engine.applied_files OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.applied_files IS 'hashes of applied migrations, by which migrate knows an edited file';


CREATE TABLE engine.installed_objects (
    object text NOT NULL,
    file text NOT NULL,
    file_hash text NOT NULL,
    object_hash text NOT NULL,
    server_major integer NOT NULL,
    installed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);


ALTER TABLE engine.installed_objects OWNER TO pgstrata_owner;

COMMENT ON TABLE engine.installed_objects IS 'what migrate installed: routines, views and declarations, and hashes by which it knows an edit of either side';


CREATE TABLE engine.migrations_sales_operational (
    id integer NOT NULL,
    name character varying(255) NOT NULL,
    run_on timestamp without time zone NOT NULL
);


ALTER TABLE engine.migrations_sales_operational OWNER TO pgstrata_owner;

CREATE SEQUENCE engine.migrations_sales_operational_id_seq
    AS integer
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


ALTER TABLE engine.migrations_sales_operational_id_seq OWNER TO pgstrata_owner;

ALTER SEQUENCE engine.migrations_sales_operational_id_seq OWNED BY engine.migrations_sales_operational.id;


CREATE VIEW engine.open_transactions AS
 SELECT c.read_at,
    c.oldest_start,
    c.prepared_since,
    c.holder_pid,
    c.holder_user,
    c.holder_application,
    c.holder_state
   FROM engine.watermark_ceiling() c(read_at, oldest_start, prepared_since, holder_pid, holder_user, holder_application, holder_state);


ALTER TABLE engine.open_transactions OWNER TO pgstrata_pipeline;

COMMENT ON VIEW engine.open_transactions IS 'the oldest transaction that is open in the source, in one row';


CREATE TABLE public.customers (
    customer_id bigint NOT NULL,
    first_name text,
    last_name text,
    email text,
    phone text,
    city text,
    country text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.customers OWNER TO pgstrata_owner;

COMMENT ON TABLE public.customers IS 'Customers of the shop, as they were typed in';


COMMENT ON COLUMN public.customers.customer_id IS 'Number of the customer';


COMMENT ON COLUMN public.customers.first_name IS 'Given name as typed';


COMMENT ON COLUMN public.customers.last_name IS 'Family name as typed';


COMMENT ON COLUMN public.customers.email IS 'E-mail address as typed, not checked';


COMMENT ON COLUMN public.customers.phone IS 'Phone number as typed, in any shape';


COMMENT ON COLUMN public.customers.city IS 'City as typed';


COMMENT ON COLUMN public.customers.country IS 'Country as typed, in any spelling';


COMMENT ON COLUMN public.customers.created_at IS 'When the customer registered';


COMMENT ON COLUMN public.customers.updated_at IS 'Start of the transaction that wrote the row last; kept by trigger';


ALTER TABLE public.customers ALTER COLUMN customer_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.customers_customer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.products (
    product_id bigint NOT NULL,
    product_name text,
    product_group text,
    unit_price numeric(12,2),
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.products OWNER TO pgstrata_owner;

COMMENT ON TABLE public.products IS 'Products of the shop, as they were typed in';


COMMENT ON COLUMN public.products.product_id IS 'Number of the product';


COMMENT ON COLUMN public.products.product_name IS 'Name as typed';


COMMENT ON COLUMN public.products.product_group IS 'Product group as typed, in any spelling';


COMMENT ON COLUMN public.products.unit_price IS 'List price of one unit';


COMMENT ON COLUMN public.products.created_at IS 'When the product was listed';


COMMENT ON COLUMN public.products.updated_at IS 'Start of the transaction that wrote the row last; kept by trigger';


ALTER TABLE public.products ALTER COLUMN product_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.products_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


CREATE TABLE public.sales (
    sale_id bigint NOT NULL,
    customer_id bigint NOT NULL,
    product_id bigint NOT NULL,
    quantity integer NOT NULL,
    unit_price numeric(12,2),
    total_amount numeric(14,2),
    transaction_date timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL
);


ALTER TABLE public.sales OWNER TO pgstrata_owner;

COMMENT ON TABLE public.sales IS 'Sales: one row per product sold to a customer';


COMMENT ON COLUMN public.sales.sale_id IS 'Number of the sale';


COMMENT ON COLUMN public.sales.customer_id IS 'Customer who bought';


COMMENT ON COLUMN public.sales.product_id IS 'Product that was sold';


COMMENT ON COLUMN public.sales.quantity IS 'Units sold';


COMMENT ON COLUMN public.sales.unit_price IS 'Price paid for one unit; may be missing';


COMMENT ON COLUMN public.sales.total_amount IS 'Amount of the sale as the till recorded it; may be missing or wrong';


COMMENT ON COLUMN public.sales.transaction_date IS 'When the sale took place; may be missing or lie in the future';


COMMENT ON COLUMN public.sales.created_at IS 'When the sale was recorded';


COMMENT ON COLUMN public.sales.updated_at IS 'Start of the transaction that wrote the row last; kept by trigger';


ALTER TABLE public.sales ALTER COLUMN sale_id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sales_sale_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


ALTER TABLE ONLY engine.migrations_sales_operational ALTER COLUMN id SET DEFAULT nextval('engine.migrations_sales_operational_id_seq'::regclass);


INSERT INTO engine.applied_files VALUES
	('migrations_sales_operational', '0001_source', 'a42b235f247deca424bdc0ca38e260164102d5399f3247bdbe1ee331e84df921');


INSERT INTO engine.installed_objects VALUES
	('engine.assert_activity_visible()', 'engine/operational/assert_activity_visible.sql', '32630a7f2b2ebff20703201a31394ffd00ee2c0bc5eae9e06f934dc72eaa797d', 'bfcaf92a0e0a554d7c6576fe51384b81939544291eed43626115f39f70780bc1', 15, '2026-11-25 04:50:20.69652+00'),
	('engine.watermark_ceiling()', 'engine/operational/watermark_ceiling.sql', '3c7e2904b8c7552ff55693b5225a18a79a5d82ad1ceb194c9b629f0dce5eefa4', '6693a13a812259cf1a79839f5de6cd88240a16581a1e3754d52e9986c7e24974', 15, '2026-11-25 04:50:20.701478+00'),
	('public._correct_customers(double precision,bigint)', 'sales/operational/_correct_customers.sql', 'a8cda079ad0e343a03143e3398fd7cea1f7ab8f57d4e1de0f829f9c0885ac7d0', '2e070150278128c93211dbd418b1d3df7e88fd1c96cd7c4ae99bd4eb637633b0', 15, '2026-11-25 04:50:20.706936+00'),
	('public._correct_products(double precision,bigint)', 'sales/operational/_correct_products.sql', '3b1cb37ca094da2f8be95f116398ac869e35a9ad20008d410dd74a0b22660dc0', 'bd406eac4cd03a9ac7df67b1550332097532fa1ab9bc695d2c02fd43d4454f92', 15, '2026-11-25 04:50:20.711033+00'),
	('public._correct_sales(bigint,bigint)', 'sales/operational/_correct_sales.sql', 'ebeea6b44c92eb932e61be7406c4ed355c06c03205be86cb16a7ea955433afe6', 'eca2f0bf30fa6b00cbe6505a7b6fd0b8bde0e509eab0a13db58a6cda4a5142ec', 15, '2026-11-25 04:50:20.71581+00'),
	('public._insert_customers(integer,timestamp with time zone,bigint)', 'sales/operational/_insert_customers.sql', '86598f7360828f75b8a33df335afb514167a4727f5efc933fa14eed7b9b7a33d', '40d5a720f8b51cd8d0f40b14a70141c43aa3f3abdb267499142ea20f487f86f5', 15, '2026-11-25 04:50:20.720515+00'),
	('public._insert_products(integer,timestamp with time zone,bigint)', 'sales/operational/_insert_products.sql', 'a53f8a56742cb968b8e13049d066e5c33dfc6a80e463aa17624382bd7d034301', 'c07f9ced593d63967c5a1aec7368acece2503b60f8696e0746b891d1d63eda90', 15, '2026-11-25 04:50:20.724663+00'),
	('public._insert_sales(bigint,timestamp with time zone,integer,bigint)', 'sales/operational/_insert_sales.sql', 'ca430275759e87332657861c2aa4ccd06246661fa05b3ee59e4e121964c32e89', '279a875f1268da2cc41d64924b73cfcfb6e14a4aa4255f59b5252461c1292bc7', 15, '2026-11-25 04:50:20.730685+00'),
	('public._pick(text[],double precision)', 'sales/operational/_pick.sql', 'd22b9169471ddc65774f636ef0259e6e1b9f4d65639dff4846dd07347a811842', 'd70552ace873f5ec5ae90b554e6ce996a3b78cebd78862a2d708706e1dff0080', 15, '2026-11-25 04:50:20.737685+00'),
	('public._sample_groups()', 'sales/operational/_sample_groups.sql', '3fd8751ab065c68de3e994834c697f45feb637df4e03c99c813f8e91f3ecbd93', '11ef4c7ff09f915a5fa886116a87d10917b7b11565d6269a5b83501309329da0', 15, '2026-11-25 04:50:20.74364+00'),
	('public._sample_places()', 'sales/operational/_sample_places.sql', '0eeae0f4d643f423a53f8b171e3c150966b60d1a7f0c7ef792f89f65469aed2b', 'd15470fbafc47afdbc1cc1c257747cd39b7357e3ac0c11ae295855d5d0cde6c4', 15, '2026-11-25 04:50:20.748363+00'),
	('public._sample_words(text)', 'sales/operational/_sample_words.sql', 'd6c02063d0126fb8f482fcc9420fed3a9d5998b77ee387ad8fe3d5430fa1a75a', '7ec6f3a084c58c35c76c3382c002335389bcdd9c6531bedbf5c0933761bb8e78', 15, '2026-11-25 04:50:20.753877+00'),
	('public._scuff(text,double precision)', 'sales/operational/_scuff.sql', '7a13b1f6339eb0286a7eb43c768b09b49d6a6e12418d439f2df44a0444097718', '2b8e769f1c82acd5ba18617b7dcd24d3ab3ea310aa970597ffed207ce8eff026', 15, '2026-11-25 04:50:20.759653+00'),
	('public._uniform(bigint,bigint)', 'sales/operational/_uniform.sql', '457092f208d523776931dcc4318e913e0f06feb8395d130e32b06007bd22a82f', '525c5fe30e18aff75f8ddf9dab1f02c61d573551adfc645a5e73c75c13625eb1', 15, '2026-11-25 04:50:20.76428+00'),
	('public.seed_activity(integer)', 'sales/operational/seed_activity.sql', '2a36a750b111e04f6050afdf45bf9a6ab76485ba833c5bf4d3f7efb828d73dfa', 'adf7ca5626a5f621ef17d4a58a3b9ffe908f6c6631b7d13d66d967661eeb1d79', 15, '2026-11-25 04:50:20.769989+00'),
	('public.seed_operational(integer,integer,bigint,bigint,date)', 'sales/operational/seed_operational.sql', '48ee12971fa90dfe94b23a837dd3afe26960f370059a09308e03ca06a154aa82', '5205a9f296ac5bb10ac9421a54f8e4bf5ef8bfa5f4323d1b325b004c83baea57', 15, '2026-11-25 04:50:20.777118+00'),
	('engine.open_transactions', 'engine/operational/open_transactions.sql', 'e295b42b68fcbca06499049ce7a58914f1c30a2e162663733464ef2549d23e03', 'ae656998bbe05d14cb5ed1a3d4abe8c1043e5d5d079447dc6075055552519cf9', 15, '2026-11-25 04:50:20.790265+00');


INSERT INTO engine.migrations_sales_operational VALUES
	(1, '0001_source', '2026-11-25 04:50:19.900645');


INSERT INTO public.customers VALUES
	(4, 'Björn', 'Wilson', NULL, '(085) 842949', 'Hamburg', 'Germany', '2022-01-22 08:44:08.717813+00', '2026-11-25 04:50:22.705904+00'),
	(5, 'Liam', 'Clark', 'liam.clark5@mail.example.com', '+48 147 78034', 'warszawa', 'POLAND', '2022-11-23 04:52:21.79586+00', '2026-11-25 04:50:22.705904+00'),
	(6, 'José', 'Park', 'JOSE.PARK6@Example.Com', '(077) 758633', 'Marseille', 'France', '2022-10-23 06:26:46.081391+00', '2026-11-25 04:50:22.705904+00'),
	(7, 'Chen', 'Sato', 'chen.sato7@example.org', '+49 730 79054', 'München', 'Germany', '2024-09-17 00:12:29.341902+00', '2026-11-25 04:50:22.705904+00'),
	(8, 'Anna  ', 'Dubois', 'anna.dubois8@mail.example.com', '+31 375 88275', 'Amsterdam', 'netherlands', '2022-07-09 01:53:32.221328+00', '2026-11-25 04:50:22.705904+00'),
	(9, 'Tara  ', 'Lindqvist', 'tara.lindqvist9@mail.example.com', '+44 774 04920', ' Bristol', 'United Kingdom', '2022-01-09 13:39:34.874492+00', '2026-11-25 04:50:22.705904+00'),
	(10, 'Carla', 'Weber', 'carla.weber10@example.net', 'n/a', 'Bad Homburg', 'Deutschland', '2023-02-18 23:18:10.242923+00', '2026-11-25 04:50:22.705904+00'),
	(11, 'Chen', 'Clark', 'chen.clark11@example.net', '+39 830 30731', 'Torino', 'Italy', '2022-02-16 04:48:46.354864+00', '2026-11-25 04:50:22.705904+00'),
	(12, 'Mei', 'Ferrari', 'mei.ferrari12@example.org', '+49 478 67500', 'Leipzig', 'Germany', '2023-09-15 22:04:05.40465+00', '2026-11-25 04:50:22.705904+00'),
	(13, 'Tara', 'WEBER', 'tara.weber13@mail.example.com', '+49 700 09150', 'Bad Homburg', 'de', '2022-04-27 05:29:09.166808+00', '2026-11-25 04:50:22.705904+00'),
	(14, 'Anna', 'Nguyen', 'ANNA.NGUYEN14@Shop.Example.Org', '+49.1811.0666', 'Hamburg', 'Germany', '2023-03-07 03:15:06.50828+00', '2026-11-25 04:50:22.705904+00'),
	(15, 'Ines', 'Garcia', 'ines.garcia15@@example.com', '+49 224 53372', 'Berlin', 'Germany', '2022-04-15 21:18:48.237896+00', '2026-11-25 04:50:22.705904+00'),
	(16, 'George', 'Schmidt', 'george.schmidt16@shop.example.org', '+44 163 50966', 'London', 'Great Britain', '2024-04-15 14:34:58.84043+00', '2026-11-25 04:50:22.705904+00'),
	(17, 'Tara', 'Khan', ' tara.khan17@example.net ', '+49 362 18390', 'Köln', 'GERMANY', '2024-07-31 20:50:42.078705+00', '2026-11-25 04:50:22.705904+00'),
	(18, 'Maria', 'KING', 'maria.king18@mail.example.com', '+49 483 34885', 'Bad Homburg', 'Germany', '2023-03-22 22:27:01.638224+00', '2026-11-25 04:50:22.705904+00'),
	(19, 'Wendy', 'Lopez', 'wendy.lopez19@mail.example.com', '+39 677 89133', 'Milano', 'Italy', '2022-04-07 19:05:33.602784+00', '2026-11-25 04:50:22.705904+00'),
	(20, NULL, NULL, 'elena.tanaka20@example.com', '+1 304 61481', 'Los Angeles', 'United States', '2024-09-06 21:14:24.011105+00', '2026-11-25 04:50:22.705904+00'),
	(21, 'Maria', 'Khan', 'maria.khan21@example.org', '+44 735 87533', 'Leeds', 'United  Kingdom', '2022-06-19 22:32:24.437137+00', '2026-11-25 04:50:22.705904+00'),
	(22, 'Aisha', 'King', 'aisha.king22@mail.example.com', '+49 790 52712', 'Hamburg', 'DE', '2023-11-10 18:47:09.54637+00', '2026-11-25 04:50:22.705904+00'),
	(23, 'Olivia', 'BAKER', 'olivia.baker23@example.net', '(012) 728246', 'Warszawa', ' Polska', '2024-01-26 11:26:00.816935+00', '2026-11-25 04:50:22.705904+00'),
	(24, 'Emma', 'Laurent', 'emma.laurent24@example.org', '+49 416 93546', 'Köln', 'GERMANY', '2023-01-20 03:11:31.978383+00', '2026-11-25 04:50:22.705904+00'),
	(25, 'Hugo', ' Tanaka', 'hugo.tanaka25@example.com', '+33 573 75191', 'Saint-Malo', 'France', '2022-09-27 10:46:07.852968+00', '2026-11-25 04:50:22.705904+00'),
	(26, 'Chen', 'Dubois', 'chen.dubois26@example.com', '(042) 052739', 'Malmö', 'Sweden', '2024-04-25 07:30:02.492402+00', '2026-11-25 04:50:22.705904+00'),
	(27, 'Anna', 'Lopez', 'anna.lopez27@example.net', '+49 390 60449', 'Hamburg', 'Germany', '2024-03-05 13:08:59.04305+00', '2026-11-25 04:50:22.705904+00'),
	(28, 'Fatima', 'Moreau', 'fatima.moreau28@shop.example.org', '+49 967 27629', 'Köln', 'DE', '2023-10-05 19:31:48.245299+00', '2026-11-25 04:50:22.705904+00'),
	(29, 'ANNE-MARIE', 'Kumar', 'anne-marie.kumar29@example.org', '+999 655 77515', 'Amaurote', 'Utopia', '2021-12-24 18:27:15.029534+00', '2026-11-25 04:50:22.705904+00'),
	(30, 'José', 'Singh', 'jose.singh30@mail.example.com', 'n/a', 'Köln', 'DE', '2023-11-10 03:14:29.864986+00', '2026-11-25 04:50:22.705904+00'),
	(1, 'Victor  ', 'LAURENT', 'victor.laurent1@example.net', '0295/11061', 'Wien', 'Germany', '2024-10-23 05:10:17.432251+00', '2026-11-25 04:50:23.955683+00'),
	(2, 'Emma', 'O''Brien', 'emma.obrien2@shop.example.org', '+1 606 06027', 'Wien', 'CAN', '2024-02-12 13:52:05.052398+00', '2026-11-25 04:50:23.955683+00'),
	(3, 'Julia', 'Costa', 'julia.costa3@mail.example.com', '+1 806 35787', 'Wien', 'US', '2022-10-27 23:11:38.043662+00', '2026-11-25 04:50:23.955683+00');


INSERT INTO public.products VALUES
	(3, 'Foldable Guide 958', 'bOOKS', 15.59, '2022-12-04 16:49:59.597094+00', '2026-11-25 04:50:22.705904+00'),
	(4, 'Compact Kite 772', 'Toys & Games', 5.79, '2022-11-04 07:39:05.091712+00', '2026-11-25 04:50:22.705904+00'),
	(5, 'Compact Bike Light 585', 'Sports & Outdoors', 267.49, '2024-08-04 14:12:02.279278+00', '2026-11-25 04:50:22.705904+00'),
	(6, 'Light Hair Dryer 420', 'Health & Beauty', 75.39, '2024-06-07 18:05:35.133225+00', '2026-11-25 04:50:22.705904+00'),
	(7, 'PREMIUM PASTA 254', 'Groceries', 21.49, '2023-01-30 13:56:09.903877+00', '2026-11-25 04:50:22.705904+00'),
	(8, 'Natural Charger 758', 'Electronics', 278.29, '2022-02-17 15:47:58.867225+00', '2026-11-25 04:50:22.705904+00'),
	(9, 'Travel Rug 691', 'Home and Garden', 43.59, '2023-12-18 06:58:31.718289+00', '2026-11-25 04:50:22.705904+00'),
	(10, 'Eco Hat 539', 'clothes', 9.09, '2022-02-06 20:04:44.254919+00', '2026-11-25 04:50:22.705904+00'),
	(1, 'Deluxe Garden Hose 380', 'Home & Garden', 7.00, '2023-04-04 07:28:13.559318+00', '2026-11-25 04:50:24.990725+00'),
	(2, 'Pro Sweater 976', 'Clothing', 7.00, '2021-11-28 13:08:47.407989+00', '2026-11-25 04:50:24.990725+00');


INSERT INTO public.sales VALUES
	(1, 20, 10, 6, 9.09, 54.54, '2024-11-30 11:41:23.842298+00', '2024-11-30 11:41:23.842298+00', '2026-11-25 04:50:22.705904+00'),
	(2, 22, 3, 5, 15.59, 77.95, '2024-12-08 17:06:37.163849+00', '2024-12-08 17:06:37.163849+00', '2026-11-25 04:50:22.705904+00'),
	(4, 20, 8, 1, 278.29, 278.29, '2024-12-24 16:54:58.723662+00', '2024-12-24 16:54:58.723662+00', '2026-11-25 04:50:22.705904+00'),
	(5, 23, 5, 1, 213.99, 213.99, '2025-01-02 20:13:32.788497+00', '2025-01-02 20:13:32.788497+00', '2026-11-25 04:50:22.705904+00'),
	(6, 1, 7, 1, 21.49, 21.49, '2025-01-21 19:30:04.457784+00', '2025-01-21 19:30:04.457784+00', '2026-11-25 04:50:22.705904+00'),
	(7, 4, 1, 1, 133.89, 133.89, '2025-02-09 15:44:35.083821+00', '2025-02-09 15:44:35.083821+00', '2026-11-25 04:50:22.705904+00'),
	(8, 18, 1, 2, 133.89, 267.78, '2025-02-27 14:19:13.370462+00', '2025-02-27 14:19:13.370462+00', '2026-11-25 04:50:22.705904+00'),
	(9, 1, 2, 1, 18.09, 18.09, '2025-03-15 22:33:06.426012+00', '2025-03-15 22:33:06.426012+00', '2026-11-25 04:50:22.705904+00'),
	(10, 22, 5, 3, 267.49, 802.47, '2025-03-30 14:42:37.281261+00', '2025-03-30 14:42:37.281261+00', '2026-11-25 04:50:22.705904+00'),
	(11, 14, 7, 5, 21.49, 107.45, NULL, '2025-04-14 10:49:12.218977+00', '2026-11-25 04:50:22.705904+00'),
	(12, 29, 1, 1, 133.89, 133.89, '2025-04-29 14:31:02.248137+00', '2025-04-29 14:31:02.248137+00', '2026-11-25 04:50:22.705904+00'),
	(13, 26, 7, 1, 21.49, 21.49, '2025-05-13 17:22:14.751796+00', '2025-05-13 17:22:14.751796+00', '2026-11-25 04:50:22.705904+00'),
	(14, 29, 8, 1, 222.63, 222.63, '2025-05-27 20:45:34.92843+00', '2025-05-27 20:45:34.92843+00', '2026-11-25 04:50:22.705904+00'),
	(15, 9, 1, 4, 133.89, 535.56, '2025-06-09 13:10:38.411658+00', '2025-06-09 13:10:38.411658+00', '2026-11-25 04:50:22.705904+00'),
	(16, 22, 10, 1, 7.27, 7.27, '2025-06-23 10:57:37.293572+00', '2025-06-23 10:57:37.293572+00', '2026-11-25 04:50:22.705904+00'),
	(17, 8, 4, 1, 5.79, 5.79, '2025-07-07 16:35:01.414418+00', '2025-07-07 16:35:01.414418+00', '2026-11-25 04:50:22.705904+00'),
	(18, 1, 5, 1, 267.49, 267.49, '2025-07-22 12:31:36.080039+00', '2025-07-22 12:31:36.080039+00', '2026-11-25 04:50:22.705904+00'),
	(19, 11, 8, 1, 278.29, 278.29, '2025-08-06 12:42:23.596235+00', '2025-08-06 12:42:23.596235+00', '2026-11-25 04:50:22.705904+00'),
	(20, 25, 3, 3, 15.59, 46.77, '2025-08-22 12:07:00.426486+00', '2025-08-22 12:07:00.426486+00', '2026-11-25 04:50:22.705904+00'),
	(21, 26, 2, 1, 18.09, 18.09, '2025-09-05 21:06:57.383815+00', '2025-09-05 21:06:57.383815+00', '2026-11-25 04:50:22.705904+00'),
	(22, 24, 9, 1, 34.87, 34.87, '2025-09-18 16:48:42.311696+00', '2025-09-18 16:48:42.311696+00', '2026-11-25 04:50:22.705904+00'),
	(23, 7, 1, 1, 133.89, 133.89, '2025-10-01 19:20:36.79073+00', '2025-10-01 19:20:36.79073+00', '2026-11-25 04:50:22.705904+00'),
	(24, 19, 9, 1, 43.59, 43.59, '2025-10-13 10:48:35.88291+00', '2025-10-13 10:48:35.88291+00', '2026-11-25 04:50:22.705904+00'),
	(25, 14, 6, 3, 75.39, 226.17, '2025-10-25 14:29:46.804155+00', '2025-10-25 14:29:46.804155+00', '2026-11-25 04:50:22.705904+00'),
	(26, 1, 5, 1, 267.49, 267.49, '2025-11-05 20:15:52.425405+00', '2025-11-05 20:15:52.425405+00', '2026-11-25 04:50:22.705904+00'),
	(27, 15, 7, 1, 21.49, 21.49, '2025-11-15 12:34:40.904404+00', '2025-11-15 12:34:40.904404+00', '2026-11-25 04:50:22.705904+00'),
	(28, 27, 7, 2, 21.49, 42.98, '2025-11-24 16:02:13.179007+00', '2025-11-24 16:02:13.179007+00', '2026-11-25 04:50:22.705904+00'),
	(29, 24, 10, 6, 9.09, 54.54, '2025-12-03 18:12:35.014573+00', '2025-12-03 18:12:35.014573+00', '2026-11-25 04:50:22.705904+00'),
	(30, 11, 9, 1, 43.59, 43.59, '2025-12-10 18:56:04.367301+00', '2025-12-10 18:56:04.367301+00', '2026-11-25 04:50:22.705904+00'),
	(31, 1, 1, 1, 133.89, 133.89, '2025-12-16 20:24:42.715608+00', '2025-12-16 20:24:42.715608+00', '2026-11-25 04:50:22.705904+00'),
	(32, 12, 5, 1, 267.49, 267.49, '2025-12-23 08:30:14.992455+00', '2025-12-23 08:30:14.992455+00', '2026-11-25 04:50:22.705904+00'),
	(33, 1, 10, 1, 9.09, 9.09, '2025-12-29 12:47:56.231157+00', '2025-12-29 12:47:56.231157+00', '2026-11-25 04:50:22.705904+00'),
	(34, 19, 1, 1, 107.11, 107.11, '2026-01-11 19:46:39.861941+00', '2026-01-11 19:46:39.861941+00', '2026-11-25 04:50:22.705904+00'),
	(35, 6, 10, 5, 7.27, 36.35, '2026-01-28 18:05:08.908933+00', '2026-01-28 18:05:08.908933+00', '2026-11-25 04:50:22.705904+00'),
	(36, 30, 1, 2, 133.89, 267.78, '2026-02-13 15:01:20.531495+00', '2026-02-13 15:01:20.531495+00', '2026-11-25 04:50:22.705904+00'),
	(37, 16, 2, 1, 18.09, 18.09, '2026-02-27 16:37:25.042238+00', '2026-02-27 16:37:25.042238+00', '2026-11-25 04:50:22.705904+00'),
	(38, 30, 10, 1, 9.09, 9.09, '2026-03-13 21:25:09.593502+00', '2026-03-13 21:25:09.593502+00', '2026-11-25 04:50:22.705904+00'),
	(39, 12, 5, 1, 267.49, 267.49, '2026-03-26 13:47:53.293106+00', '2026-03-26 13:47:53.293106+00', '2026-11-25 04:50:22.705904+00'),
	(40, 27, 1, 1, 107.11, 107.11, '2026-04-08 17:38:34.994162+00', '2026-04-08 17:38:34.994162+00', '2026-11-25 04:50:22.705904+00'),
	(41, 1, 3, 2, 15.59, 31.18, '2026-04-20 15:00:39.168117+00', '2026-04-20 15:00:39.168117+00', '2026-11-25 04:50:22.705904+00'),
	(42, 29, 5, 2, 267.49, 534.98, '2026-05-02 13:03:13.169414+00', '2026-05-02 13:03:13.169414+00', '2026-11-25 04:50:22.705904+00'),
	(43, 1, 9, 6, 43.59, 261.54, '2026-05-14 09:52:29.325022+00', '2026-05-14 09:52:29.325022+00', '2026-11-25 04:50:22.705904+00'),
	(44, 21, 1, 2, 107.11, 214.22, '2026-05-26 10:32:38.395902+00', '2026-05-26 10:32:38.395902+00', '2026-11-25 04:50:22.705904+00'),
	(45, 23, 10, 1, 9.09, 9.09, '2026-06-06 09:42:13.764417+00', '2026-06-06 09:42:13.764417+00', '2026-11-25 04:50:22.705904+00'),
	(46, 30, 1, 2, 107.11, 214.22, '2026-06-18 10:25:21.029019+00', '2026-06-18 10:25:21.029019+00', '2026-11-25 04:50:22.705904+00'),
	(47, 19, 8, 3, 278.29, 834.87, '2026-06-29 19:25:30.614664+00', '2026-06-29 19:25:30.614664+00', '2026-11-25 04:50:22.705904+00'),
	(48, 9, 1, 5, 133.89, 669.45, '2026-07-11 15:01:39.565912+00', '2026-07-11 15:01:39.565912+00', '2026-11-25 04:50:22.705904+00'),
	(49, 15, 6, 5, 60.31, 301.55, '2026-07-24 12:18:13.924972+00', '2026-07-24 12:18:13.924972+00', '2026-11-25 04:50:22.705904+00'),
	(50, 30, 9, 1, 43.59, 43.59, '2026-08-06 13:14:49.95966+00', '2026-08-06 13:14:49.95966+00', '2026-11-25 04:50:22.705904+00'),
	(51, 1, 1, 1, 133.89, 133.89, '2026-08-20 16:36:09.204173+00', '2026-08-20 16:36:09.204173+00', '2026-11-25 04:50:22.705904+00'),
	(52, 8, 8, 1, 278.29, 278.29, '2026-09-01 14:45:22.374317+00', '2026-09-01 14:45:22.374317+00', '2026-11-25 04:50:22.705904+00'),
	(53, 6, 7, 1, 21.49, 21.49, '2026-09-12 16:43:48.813502+00', '2026-09-12 16:43:48.813502+00', '2026-11-25 04:50:22.705904+00'),
	(54, 1, 1, 1, 107.11, 107.11, '2026-09-24 12:05:10.734129+00', '2026-09-24 12:05:10.734129+00', '2026-11-25 04:50:22.705904+00'),
	(55, 1, 1, 3, 133.89, 401.67, '2026-10-04 17:44:39.908169+00', '2026-10-04 17:44:39.908169+00', '2026-11-25 04:50:22.705904+00'),
	(56, 28, 6, 2, 75.39, 150.78, '2026-10-15 12:57:00.658533+00', '2026-10-15 12:57:00.658533+00', '2026-11-25 04:50:22.705904+00'),
	(57, 17, 9, 1, 34.87, 34.87, '2026-10-25 14:42:11.54576+00', '2026-10-25 14:42:11.54576+00', '2026-11-25 04:50:22.705904+00'),
	(58, 24, 3, 6, 15.59, 93.54, '2026-11-04 12:48:30.24254+00', '2026-11-04 12:48:30.24254+00', '2026-11-25 04:50:22.705904+00'),
	(59, 1, 1, 1, 133.89, 133.89, '2026-11-12 09:13:12.249931+00', '2026-11-12 09:13:12.249931+00', '2026-11-25 04:50:22.705904+00'),
	(60, 10, 6, 1, 60.31, 60.31, '2026-11-20 15:48:57.231275+00', '2026-11-20 15:48:57.231275+00', '2026-11-25 04:50:22.705904+00'),
	(62, 2, 2, -2, 5.00, NULL, '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00'),
	(61, 1, 1, 1, 5.00, NULL, '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:23.955683+00', '2026-11-25 04:50:24.990725+00');


SELECT pg_catalog.setval('engine.migrations_sales_operational_id_seq', 1, true);


SELECT pg_catalog.setval('public.customers_customer_id_seq', 30, true);


SELECT pg_catalog.setval('public.products_product_id_seq', 10, true);


SELECT pg_catalog.setval('public.sales_sale_id_seq', 62, true);


ALTER TABLE ONLY engine.applied_files
    ADD CONSTRAINT applied_files_pkey PRIMARY KEY (ledger, migration);


ALTER TABLE ONLY engine.installed_objects
    ADD CONSTRAINT installed_objects_pkey PRIMARY KEY (object);


ALTER TABLE ONLY engine.migrations_sales_operational
    ADD CONSTRAINT migrations_sales_operational_pkey PRIMARY KEY (id);


ALTER TABLE ONLY public.customers
    ADD CONSTRAINT customers_pkey PRIMARY KEY (customer_id);


ALTER TABLE ONLY public.products
    ADD CONSTRAINT products_pkey PRIMARY KEY (product_id);


ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_pkey PRIMARY KEY (sale_id);


CREATE INDEX customers_updated_at ON public.customers USING btree (updated_at);


CREATE INDEX products_updated_at ON public.products USING btree (updated_at);


CREATE INDEX sales_customer_id ON public.sales USING btree (customer_id);


CREATE INDEX sales_product_id ON public.sales USING btree (product_id);


CREATE INDEX sales_updated_at ON public.sales USING btree (updated_at);


CREATE TRIGGER stamp_updated_at BEFORE INSERT OR UPDATE ON public.customers FOR EACH ROW EXECUTE FUNCTION public.stamp_updated_at();


CREATE TRIGGER stamp_updated_at BEFORE INSERT OR UPDATE ON public.products FOR EACH ROW EXECUTE FUNCTION public.stamp_updated_at();


CREATE TRIGGER stamp_updated_at BEFORE INSERT OR UPDATE ON public.sales FOR EACH ROW EXECUTE FUNCTION public.stamp_updated_at();


ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_customer_id_fkey FOREIGN KEY (customer_id) REFERENCES public.customers(customer_id);


ALTER TABLE ONLY public.sales
    ADD CONSTRAINT sales_product_id_fkey FOREIGN KEY (product_id) REFERENCES public.products(product_id);


GRANT USAGE ON SCHEMA engine TO pgstrata_link;
GRANT USAGE ON SCHEMA engine TO pgstrata_operator;
GRANT USAGE ON SCHEMA engine TO pgstrata_reader;
GRANT USAGE ON SCHEMA engine TO pgstrata_web;
GRANT ALL ON SCHEMA engine TO pgstrata_pipeline;


GRANT CREATE ON SCHEMA public TO pgstrata_owner;
GRANT CREATE ON SCHEMA public TO pgstrata_pipeline;


REVOKE ALL ON FUNCTION engine.assert_activity_visible() FROM PUBLIC;


REVOKE ALL ON FUNCTION engine.watermark_ceiling() FROM PUBLIC;
GRANT ALL ON FUNCTION engine.watermark_ceiling() TO pgstrata_link;


REVOKE ALL ON FUNCTION public._correct_customers(p_share double precision, p_seed bigint) FROM PUBLIC;


REVOKE ALL ON FUNCTION public._correct_products(p_share double precision, p_seed bigint) FROM PUBLIC;


REVOKE ALL ON FUNCTION public._correct_sales(p_count bigint, p_seed bigint) FROM PUBLIC;


REVOKE ALL ON FUNCTION public._insert_customers(p_count integer, p_until timestamp with time zone, p_seed bigint) FROM PUBLIC;


REVOKE ALL ON FUNCTION public._insert_products(p_count integer, p_until timestamp with time zone, p_seed bigint) FROM PUBLIC;


REVOKE ALL ON FUNCTION public._insert_sales(p_count bigint, p_from timestamp with time zone, p_days integer, p_seed bigint) FROM PUBLIC;


REVOKE ALL ON FUNCTION public._pick(p_words text[], p_at double precision) FROM PUBLIC;


REVOKE ALL ON FUNCTION public._sample_groups() FROM PUBLIC;


REVOKE ALL ON FUNCTION public._sample_places() FROM PUBLIC;


REVOKE ALL ON FUNCTION public._sample_words(p_kind text) FROM PUBLIC;


REVOKE ALL ON FUNCTION public._scuff(p_text text, p_noise double precision) FROM PUBLIC;


REVOKE ALL ON FUNCTION public._uniform(p_number bigint, p_seed bigint) FROM PUBLIC;


REVOKE ALL ON PROCEDURE public.seed_activity(IN p_days integer) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.seed_activity(IN p_days integer) TO pgstrata_owner;


REVOKE ALL ON PROCEDURE public.seed_operational(IN p_customers integer, IN p_products integer, IN p_sales bigint, IN p_seed bigint, IN p_today date) FROM PUBLIC;
GRANT ALL ON PROCEDURE public.seed_operational(IN p_customers integer, IN p_products integer, IN p_sales bigint, IN p_seed bigint, IN p_today date) TO pgstrata_owner;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.applied_files TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.installed_objects TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE engine.migrations_sales_operational TO pgstrata_pipeline;


GRANT SELECT,USAGE ON SEQUENCE engine.migrations_sales_operational_id_seq TO pgstrata_pipeline;


GRANT SELECT ON TABLE engine.open_transactions TO pgstrata_link;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.customers TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.customers TO pgstrata_link;


GRANT SELECT,USAGE ON SEQUENCE public.customers_customer_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.products TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.products TO pgstrata_link;


GRANT SELECT,USAGE ON SEQUENCE public.products_product_id_seq TO pgstrata_pipeline;


GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE public.sales TO pgstrata_pipeline;
GRANT SELECT ON TABLE public.sales TO pgstrata_link;


GRANT SELECT,USAGE ON SEQUENCE public.sales_sale_id_seq TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA engine GRANT SELECT,USAGE ON SEQUENCES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA engine GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA public GRANT SELECT,USAGE ON SEQUENCES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_owner IN SCHEMA public GRANT SELECT,INSERT,DELETE,UPDATE ON TABLES  TO pgstrata_pipeline;


ALTER DEFAULT PRIVILEGES FOR ROLE pgstrata_pipeline REVOKE ALL ON FUNCTIONS  FROM PUBLIC;
