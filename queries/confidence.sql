-- question: How many of the article's figures do other sources confirm, and how many not?
-- params:
-- columns:  table_name VARCHAR | verdict VARCHAR (confirmed, imprecise, contradicted or unverified) | figures BIGINT
SELECT s.table_name, v.verdict, COUNT(*) AS figures
FROM verdicts AS v
JOIN every_statement AS s ON s.id = v.id
GROUP BY s.table_name, v.verdict
ORDER BY s.table_name, v.verdict
