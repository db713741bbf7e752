-- question: Where does each number come from?
-- params:
-- columns:  id VARCHAR | table_name VARCHAR | about VARCHAR (item, measure or title) | about_zh VARCHAR | place INTEGER | side_name VARCHAR | side_name_zh VARCHAR | organization_name VARCHAR | organization_name_zh VARCHAR
--           | product_name VARCHAR | product_name_zh VARCHAR | lower DOUBLE (unit) | best DOUBLE (unit) | upper DOUBLE (unit) | qualifier VARCHAR | unit VARCHAR
--           | year INTEGER | month INTEGER | day INTEGER | part VARCHAR | as_written VARCHAR | locator VARCHAR | rank VARCHAR
--           | claim VARCHAR | claim_zh VARCHAR | note VARCHAR | note_zh VARCHAR | source VARCHAR | source_title VARCHAR | source_title_zh VARCHAR | publisher VARCHAR | url VARCHAR
--           | conflicts BIGINT (conflicts it is part of)
WITH involved AS (
    SELECT statement_a AS id FROM conflicts UNION ALL SELECT statement_b AS id FROM conflicts
),
counted AS (
    SELECT id, COUNT(*) AS conflicts FROM involved GROUP BY id
),
named AS (
    SELECT id, item AS about, item_zh AS about_zh FROM prices
    UNION ALL SELECT id, measure AS about, measure_zh AS about_zh FROM other_figures
    UNION ALL SELECT id, title AS about, title_zh AS about_zh FROM milestones
)
SELECT c.id, c.table_name, a.about, a.about_zh, c.place, c.side_name, c.side_name_zh, c.organization_name, c.organization_name_zh, c.product_name, c.product_name_zh,
    c.lower, c.best, c.upper, c.qualifier, c.unit, c.year, c.month, c.day, c.part, c.as_written, c.locator, c.rank,
    c.claim, c.claim_zh, c.note, c.note_zh, c.source, c.source_title, c.source_title_zh, c.publisher, c.url, COALESCE(n.conflicts, 0) AS conflicts
FROM cited AS c
LEFT JOIN named AS a ON a.id = c.id
LEFT JOIN counted AS n ON n.id = c.id
ORDER BY c.table_name, c.id
