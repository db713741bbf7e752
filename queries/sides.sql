-- question: Who is compared with whom?
-- params:
-- columns:  id VARCHAR | place INTEGER (1 and 2 are compared, later ones neutral) | name VARCHAR | name_zh VARCHAR
SELECT id, place, name, name_zh
FROM places
ORDER BY place
