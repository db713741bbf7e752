-- question: Where does each number come from?
-- params:
-- columns:  id VARCHAR | table_name VARCHAR | side VARCHAR NULL | side_rank INTEGER NULL | organization VARCHAR NULL
--           | product VARCHAR NULL | lower DOUBLE NULL (unit) | best DOUBLE NULL (unit) | upper DOUBLE NULL (unit)
--           | qualifier VARCHAR NULL | unit VARCHAR NULL
--           | year INTEGER NULL | month INTEGER NULL | day INTEGER NULL | part VARCHAR NULL
--           | rank VARCHAR | source VARCHAR | source_kind VARCHAR
--           | source_year INTEGER NULL | source_month INTEGER NULL | source_day INTEGER NULL
--           | fact_key VARCHAR (equal where two compare) | versions BIGINT (statements about it)
--           | by_article BOOLEAN | weak BOOLEAN (of a copy, a wiki or a blog)
--           | verdict VARCHAR NULL (NULL = not the article's) | compared_with VARCHAR NULL (another statement)
--           | aspect VARCHAR NULL (party: the figure fits, who was paid does not; NULL = anything else)
--           | earliest_day INTEGER NULL (day number) | latest_day INTEGER NULL (day number) | precision VARCHAR NULL
--           | used_article BOOLEAN | used_checked BOOLEAN | used_latest BOOLEAN
--           | conflicts BIGINT (conflicts it is part of)
WITH involved AS (
    SELECT statement_a AS id FROM conflicts UNION ALL SELECT statement_b AS id FROM conflicts
),
counted AS (
    SELECT id, COUNT(*) AS conflicts FROM involved GROUP BY id
),
fact_keys AS (
    SELECT fact_key, COUNT(*) AS versions FROM every_statement GROUP BY fact_key
),
used AS (
    SELECT id,
        COUNT(*) FILTER (WHERE reading = 'article') > 0 AS used_article,
        COUNT(*) FILTER (WHERE reading = 'checked') > 0 AS used_checked,
        COUNT(*) FILTER (WHERE reading = 'latest') > 0 AS used_latest
    FROM readings
    GROUP BY id
)
SELECT s.id, s.table_name, m.side, m.side_rank, s.organization, s.product,
    s.lower, s.best, s.upper, s.qualifier, s.unit, s.year, s.month, s.day, s.part,
    s.rank, s.source, c.kind AS source_kind, c.year AS source_year, c.month AS source_month, c.day AS source_day,
    s.fact_key, t.versions, s.by_article, s.weak, v.verdict, v.compared_with, v.aspect,
    d.earliest_day, d.latest_day, d.precision,
    COALESCE(u.used_article, FALSE) AS used_article,
    COALESCE(u.used_checked, FALSE) AS used_checked,
    COALESCE(u.used_latest, FALSE) AS used_latest,
    COALESCE(n.conflicts, 0) AS conflicts
FROM every_statement AS s
JOIN sources AS c ON c.id = s.source
JOIN fact_keys AS t ON t.fact_key = s.fact_key
LEFT JOIN members AS m ON m.organization = s.organization
LEFT JOIN spans AS d ON d.id = s.id
LEFT JOIN verdicts AS v ON v.id = s.id
LEFT JOIN counted AS n ON n.id = s.id
LEFT JOIN used AS u ON u.id = s.id
ORDER BY s.by_article DESC, s.table_name, s.id
