-- Whose console a session is: asked with every request, before it is known for which tenant. As a function it need not be
-- told to the connection, which would be told another tenant right after: two more ways to the database.
create function console_caller(hash bytea, now timestamptz, out tenant text, out name text, out role text)
returns setof record language sql stable rows 1 set attune.tenant = '*' as
$$
select s.tenant, a.name, a.role from console_session s left join account a on a.id = s.account
where s.token_hash = hash and s.expires_at > now and a.disabled is not true
$$;
