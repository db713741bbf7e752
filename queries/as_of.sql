-- question: How far do the figures reach?
-- params:
-- columns:  statements BIGINT | sources BIGINT (documents cited) | year INTEGER NULL (of the newest date)
--           | month INTEGER NULL
WITH newest AS (
    SELECT MAX(earliest) AS latest FROM sided_statements
),
counted AS (
    SELECT COUNT(*) AS statements, COUNT(DISTINCT source) AS sources FROM statements
)
SELECT c.statements, c.sources,
    CAST(EXTRACT(YEAR FROM n.latest) AS INTEGER) AS year,
    CAST(EXTRACT(MONTH FROM n.latest) AS INTEGER) AS month
FROM counted AS c
CROSS JOIN newest AS n
