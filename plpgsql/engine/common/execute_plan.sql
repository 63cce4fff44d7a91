create or replace function engine.execute_plan(p_plan engine.plan_step[], p_parameters jsonb)
returns jsonb
language plpgsql
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO, YMD'
set intervalstyle = 'postgres'
as $$
-- Runs the statements of a plan in order: the only EXECUTE of the engine. Nobody but the owner may call it.
-- Parameters:
--   p_plan        rows of a plan_* function; a statement names a value that only a run knows as :'name'
--   p_parameters  these values by name, as JSON strings; they go in as quoted literals, so that the planner
--                 sees constants and postgres_fdw can push every condition down
-- Returns: one object. A statement that begins with "with" or "select" yields one object of counts and marks;
--   numbers of the same name are added up, other values are replaced. Key "statements" has what was run.
-- Raises: whatever a statement raises.
declare
    v_step       engine.plan_step;
    v_parameter  record;
    v_sql        text;
    v_one        jsonb;
    v_rows       bigint;
    v_began      timestamptz;
    v_counts     jsonb := '{}';
    v_statements jsonb := '[]';
begin
    foreach v_step in array p_plan loop
        v_sql := v_step.sql;
        for v_parameter in select key, value from jsonb_each_text(p_parameters) loop
            v_sql := replace(v_sql, format(':''%s''', v_parameter.key), quote_nullable(v_parameter.value));
        end loop;

        v_began := clock_timestamp();
        if v_sql ~* '^\s*(with|select)\M' then
            execute v_sql into v_one;
            v_rows := null;
        else
            execute v_sql;
            get diagnostics v_rows = row_count;
            v_one := '{}';
        end if;
        v_counts := engine.add_counts(v_counts, v_one);
        v_statements := v_statements || jsonb_build_object(
            'purpose', v_step.purpose,
            'sql', v_sql,
            'rows', v_rows,
            'duration_ms', round(extract(epoch from clock_timestamp() - v_began) * 1000, 1));
    end loop;
    return v_counts || jsonb_build_object('statements', v_statements);
end
$$;

comment on function engine.execute_plan(engine.plan_step[], jsonb) is
    'runs the statements of a plan in order: the only EXECUTE of the engine';
