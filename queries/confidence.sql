-- question: Which of the article's figures do other sources confirm, and which not?
-- params:
-- columns:  id VARCHAR | table_name VARCHAR | verdict VARCHAR (confirmed, imprecise, contradicted or unverified)
--           | compared_with VARCHAR NULL (another statement)
SELECT s.id, s.table_name, v.verdict, v.compared_with
FROM verdicts AS v
JOIN every_statement AS s ON s.id = v.id
-- a figure is a number or a date
WHERE s.lower IS NOT NULL OR s.upper IS NOT NULL OR s.year IS NOT NULL
ORDER BY s.table_name,
    CASE v.verdict WHEN 'contradicted' THEN 1 WHEN 'imprecise' THEN 2 WHEN 'unverified' THEN 3 ELSE 4 END, s.id
