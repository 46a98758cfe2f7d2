-- Keeps who waits at the door, if they are still as `expected`; answers whoever waits.
local expected, knocks = ARGV[4], ARGV[5]
if (field('knocks') or '') == expected and call('EXISTS', PARTY) == 1 then
  call('HSET', PARTY, 'knocks', knocks)
  return knocks
end
return field('knocks') or ''
