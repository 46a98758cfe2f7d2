-- Deletes the party if nobody has been in it since then.
local empty_since = field('emptySince')
if call('EXISTS', PARTY) == 0 then return 'gone' end
if not empty_since then return 'occupied' end
if tonumber(empty_since) > tonumber(ARGV[4]) then return 'lingering' end
call('DEL', unpack(KEYS))
return 'ended'
