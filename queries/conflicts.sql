-- question: Where do two statements contradict each other, and is that explained?
-- params:
-- columns:  statement_a VARCHAR | statement_b VARCHAR | severity VARCHAR NULL (NULL = found, not explained)
--           | basis VARCHAR NULL (date, value or lag; NULL = explained, not for SQL to find)
--           | inside BOOLEAN (both are the article's own) | dispute VARCHAR (equal where two pairs are about one
--           fact: a lag that a disputed date refutes is about that date)
WITH ordered AS (
    SELECT CASE WHEN statement_a < statement_b THEN statement_a ELSE statement_b END AS statement_a,
        CASE WHEN statement_a < statement_b THEN statement_b ELSE statement_a END AS statement_b, severity
    FROM conflicts
),
both_ways AS (
    SELECT COALESCE(o.statement_a, d.statement_a) AS statement_a,
        COALESCE(o.statement_b, d.statement_b) AS statement_b, o.severity, d.basis
    FROM ordered AS o
    FULL OUTER JOIN disagreements AS d ON d.statement_a = o.statement_a AND d.statement_b = o.statement_b
),
disputed_pairs AS (
    SELECT b.statement_a, b.statement_b, b.severity, b.basis, c.kind = 'article' AND d.kind = 'article' AS inside,
        x.fact_key AS fact_key_a, y.fact_key AS fact_key_b
    FROM both_ways AS b
    JOIN every_statement AS x ON x.id = b.statement_a
    JOIN every_statement AS y ON y.id = b.statement_b
    JOIN sources AS c ON c.id = x.source
    JOIN sources AS d ON d.id = y.source
),
-- the two ends of each pair of events, by the fact that is said of each
ends AS (
    SELECT 'gaps/' || leader || '/' || follower AS pair, 'milestones/' || leader AS milestone FROM gaps
    UNION
    SELECT 'gaps/' || leader || '/' || follower AS pair, 'milestones/' || follower AS milestone FROM gaps
)
SELECT d.statement_a, d.statement_b, d.severity, d.basis, d.inside,
    CASE WHEN d.fact_key_a = d.fact_key_b THEN d.fact_key_a
        WHEN f.milestone IS NOT NULL THEN d.fact_key_b
        WHEN g.milestone IS NOT NULL THEN d.fact_key_a
        WHEN d.fact_key_a < d.fact_key_b THEN d.fact_key_a || ' ' || d.fact_key_b
        ELSE d.fact_key_b || ' ' || d.fact_key_a END AS dispute
FROM disputed_pairs AS d
LEFT JOIN ends AS f ON f.pair = d.fact_key_a AND f.milestone = d.fact_key_b
LEFT JOIN ends AS g ON g.pair = d.fact_key_b AND g.milestone = d.fact_key_a
ORDER BY CASE d.severity WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 0 END,
    d.statement_a, d.statement_b
