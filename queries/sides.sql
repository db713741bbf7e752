-- question: Who is compared with whom?
-- params:
-- columns:  id VARCHAR (of a side, or of an organization compared by itself)
--           | side_rank INTEGER (1 and 2 are compared, later ones neutral) | is_compared BOOLEAN
SELECT id, side_rank, is_compared
FROM parties
ORDER BY side_rank
