-- table:   Every statement of every table and source in one shape: what it is about, its bounds and where it comes
--          from.
-- uses:    flows
-- columns: fact_key VARCHAR (what it is about: equal where two rows compare; of a flow, in the same period)
--          | lower, best, upper DOUBLE (NULL = open or not stated)
--          | counterpart VARCHAR (who else takes part; a name that differs is another fact)
--          | by_article BOOLEAN (the article's own; every statement is, where the data have no article)
--          | weak BOOLEAN (of a source that displaces no other: a copy, a wiki, a blog)
WITH user_rows AS (
    SELECT id, 'users' AS table_name, 'users/' || product || '/' || metric AS fact_key, product,
        CAST(NULL AS VARCHAR) AS organization, CAST(NULL AS VARCHAR) AS counterpart,
        metric AS unit, CAST(NULL AS VARCHAR) AS currency, CAST(NULL AS VARCHAR) AS per,
        CAST(low AS DOUBLE) AS low, CAST(value AS DOUBLE) AS value, CAST(high AS DOUBLE) AS high, qualifier,
        year, month, day, part, source, rank
    FROM users
),
price_rows AS (
    SELECT id, 'prices' AS table_name,
        'prices/' || product || '/' || item_key || '/' || currency || '/' || per AS fact_key, product,
        NULL AS organization, NULL AS counterpart, currency || '/' || per AS unit, currency, per,
        low, value, high, qualifier, year, month, day, part, source, rank
    FROM prices
),
cost_rows AS (
    SELECT id, 'data_costs' AS table_name,
        'data_costs/' || buyer || '/' || material || '/' || scope
            || CASE WHEN scope <> 'bill' THEN COALESCE('/' || seller, '') ELSE '' END
            || '/' || currency || '/' || per AS fact_key,
        NULL AS product, buyer AS organization, seller AS counterpart, currency || '/' || per AS unit, currency, per,
        low, value, high, qualifier, year, month, day, part, source, rank
    FROM data_costs
),
milestone_rows AS (
    SELECT id, 'milestones' AS table_name, 'milestones/' || milestone AS fact_key, product, organization,
        NULL AS counterpart, kind AS unit, NULL AS currency, NULL AS per,
        NULL AS low, NULL AS value, NULL AS high, NULL AS qualifier, year, month, day, part, source, rank
    FROM milestones
),
gap_rows AS (
    SELECT id, 'gaps' AS table_name, 'gaps/' || leader || '/' || follower AS fact_key, NULL AS product,
        NULL AS organization, NULL AS counterpart, unit, NULL AS currency, NULL AS per,
        low, value, high, qualifier, NULL AS year, NULL AS month, NULL AS day, NULL AS part, source, rank
    FROM gaps
),
other_rows AS (
    SELECT o.id, 'other_figures' AS table_name,
        'other_figures/' || o.subject || '/' || o.measure || COALESCE('/' || o.whole, '')
            || COALESCE('/' || o.unit, '') AS fact_key,
        p.id AS product, g.id AS organization, NULL AS counterpart, COALESCE(o.unit, '') AS unit,
        NULL AS currency, NULL AS per,
        o.low, o.value, o.high, o.qualifier, o.year, o.month, o.day, o.part, o.source, o.rank
    FROM other_figures AS o
    LEFT JOIN products AS p ON p.id = o.subject
    LEFT JOIN organizations AS g ON g.id = o.subject
),
all_rows AS (
    SELECT * FROM user_rows
    UNION ALL SELECT * FROM price_rows
    UNION ALL SELECT * FROM cost_rows
    UNION ALL SELECT * FROM milestone_rows
    UNION ALL SELECT * FROM gap_rows
    UNION ALL SELECT * FROM other_rows
),
articles AS (
    SELECT COUNT(*) AS articles FROM sources WHERE kind = 'article'
)
SELECT t.id, t.table_name, t.fact_key || COALESCE('/' || f.period, '') AS fact_key, t.product,
    COALESCE(t.organization, p.organization) AS organization, t.counterpart, t.unit, t.currency, t.per,
    COALESCE(t.low, CASE WHEN t.high IS NULL THEN t.value END) AS lower,
    t.value AS best,
    COALESCE(t.high, CASE WHEN t.low IS NULL THEN t.value END) AS upper,
    t.qualifier, t.year, t.month, t.day, t.part, t.source, t.rank,
    n.articles = 0 OR c.kind = 'article' AS by_article,
    c.kind IN ('mirror', 'wiki', 'blog') AS weak
FROM all_rows AS t
JOIN sources AS c ON c.id = t.source
CROSS JOIN articles AS n
LEFT JOIN products AS p ON p.id = t.product
LEFT JOIN flows AS f ON f.id = t.id
