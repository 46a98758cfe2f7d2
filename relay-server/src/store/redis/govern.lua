-- Carries out what decideGovern of door/govern.ts has made of a standing, as long as it still stands so; else tells how
-- it stands. `expected` is empty for who only asks. Who waits at the door, and they may ask all the time, is a part of it
-- only for a wish about them.
local by, other, is_about_knocks, expected = ARGV[4], ARGV[5], ARGV[6] == '1', ARGV[7]

local knocks = is_about_knocks and field('knocks') or ''
local standing = table.concat({ field('host') or '', field('rules') or '', role_in(by), role_in(other), knocks }, '\n')
if standing ~= expected then
  local lamport = lamport_of('lamport')
  local is_untold = lamport > lamport_of('told')
  -- A write, so that waiting for replicas covers what another connection wrote.
  if is_untold then call('HINCRBY', PARTY, 'asked', 1) end
  return { 'standing', standing, is_untold and '1' or '0', int(lamport), field('head') or '' }
end

if ARGV[8] == 'judge' then
  call('HSET', PARTY, 'knocks', ARGV[9])
  return { 'judged', field('lamport'), field('head') or '' }
end

local id, rest, rules, host, role_count = ARGV[9], ARGV[10], ARGV[11], ARGV[12], tonumber(ARGV[13])
call('HSET', PARTY, 'rules', rules, 'host', host)
local last_role = 13 + 2 * role_count
for index = 14, last_role, 2 do call('HSET', ROLES, ARGV[index], ARGV[index + 1]) end
for index = last_role + 1, #ARGV do
  call('SADD', KICKED, ARGV[index])
  depart(ARGV[index], now_ms())
  release_last(ARGV[index])
end
local event, lamport = insert(id, 0, rest, { kind = 'none' }, nil)
return { 'governed', int(lamport), event }
