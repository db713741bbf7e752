-- question: Which of the article's figures do other sources confirm, and which not?
-- params:
-- columns:  id VARCHAR | table_name VARCHAR | verdict VARCHAR (confirmed, imprecise, contradicted or unverified) | claim VARCHAR | claim_zh VARCHAR
--           | as_written VARCHAR | witness VARCHAR (the statement it was compared with) | said_instead VARCHAR (its claim) | said_instead_zh VARCHAR | note VARCHAR | note_zh VARCHAR
SELECT s.id, s.table_name, v.verdict, s.claim, s.claim_zh, s.as_written, v.witness, w.claim AS said_instead, w.claim_zh AS said_instead_zh, s.note, s.note_zh
FROM verdicts AS v
JOIN every_statement AS s ON s.id = v.id
LEFT JOIN every_statement AS w ON w.id = v.witness
-- a figure is a number or a date
WHERE s.lower IS NOT NULL OR s.upper IS NOT NULL OR s.year IS NOT NULL
ORDER BY s.table_name, CASE v.verdict WHEN 'contradicted' THEN 1 WHEN 'imprecise' THEN 2 WHEN 'unverified' THEN 3 ELSE 4 END, s.id
