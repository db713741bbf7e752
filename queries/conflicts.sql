-- question: Where do two statements contradict each other, and is that explained?
-- params:
-- columns:  statement_a VARCHAR | statement_b VARCHAR | claim_a VARCHAR | claim_a_zh VARCHAR | claim_b VARCHAR | claim_b_zh VARCHAR
--           | severity VARCHAR (NULL = found, not explained) | basis VARCHAR (date, value or lag; NULL = explained, not for SQL to find)
--           | explanation VARCHAR | explanation_zh VARCHAR | inside BOOLEAN (both are the article's own)
WITH ordered AS (
    SELECT CASE WHEN statement_a < statement_b THEN statement_a ELSE statement_b END AS statement_a,
        CASE WHEN statement_a < statement_b THEN statement_b ELSE statement_a END AS statement_b,
        severity, explanation, explanation_zh
    FROM conflicts
),
both_ways AS (
    SELECT COALESCE(o.statement_a, d.statement_a) AS statement_a, COALESCE(o.statement_b, d.statement_b) AS statement_b,
        o.severity, d.basis, o.explanation, o.explanation_zh
    FROM ordered AS o
    FULL OUTER JOIN disagreements AS d ON d.statement_a = o.statement_a AND d.statement_b = o.statement_b
)
SELECT b.statement_a, b.statement_b, x.claim AS claim_a, x.claim_zh AS claim_a_zh, y.claim AS claim_b, y.claim_zh AS claim_b_zh,
    b.severity, b.basis, b.explanation, b.explanation_zh, c.kind = 'article' AND d.kind = 'article' AS inside
FROM both_ways AS b
JOIN every_statement AS x ON x.id = b.statement_a
JOIN every_statement AS y ON y.id = b.statement_b
JOIN sources AS c ON c.id = x.source
JOIN sources AS d ON d.id = y.source
ORDER BY CASE b.severity WHEN 'high' THEN 1 WHEN 'medium' THEN 2 WHEN 'low' THEN 3 ELSE 0 END, b.statement_a, b.statement_b
