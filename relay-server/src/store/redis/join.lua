-- Makes someone a present, connected member; admitJoin of door/admit.ts.
local mode, shown, fresh, next_token, lease_until, connection = ARGV[4], ARGV[5], ARGV[6], ARGV[7], ARGV[8], ARGV[9]
local is_relay_full, max_members, knock = ARGV[10] == '1', tonumber(ARGV[11]), ARGV[12]

-- verdictOn of door/knocks.ts.
local function verdict_in(knocks)
  if knocks == '' then return 'waiting' end
  for _, each in ipairs(cjson.decode(knocks)) do
    if each.id == knock and now_ms() - each.askedAt <= KNOCK_LIFE_MS then return each.verdict end
  end
  return 'waiting'
end

local is_known_party = call('EXISTS', PARTY) == 1
local member = shown ~= '' and call('HGET', TOKENS, shown)
local is_present = member and call('ZSCORE', PRESENT, member)
if mode == 'create' and is_known_party then return { 'refused', 'party-exists' } end
if mode == 'join' and not is_known_party then return { 'refused', 'no-such-party' } end
if not is_known_party and is_relay_full then return { 'refused', 'relay-full' } end
if member and call('SISMEMBER', KICKED, member) == 1 then return { 'refused', 'kicked' } end
if not member and has_rule('isLocked') then return { 'refused', 'party-locked' } end
if not is_present and call('ZCARD', PRESENT) >= max_members then return { 'refused', 'party-full' } end
if not member and has_rule('approvesJoiners') then
  local knocks = field('knocks') or ''
  local verdict = verdict_in(knocks)
  if verdict == 'refused' then return { 'refused', 'not-admitted' } end
  if verdict ~= 'admitted' then return { 'refused', 'awaiting-approval', knocks } end
end

if not is_known_party then call('HSET', PARTY, 'lamport', '0', 'told', '0') end
if member then
  for token in string.gmatch(call('HGET', MEMBER_TOKENS, member), '[^\n]+') do
    if token ~= shown then call('HDEL', TOKENS, token) end
  end
else
  member = fresh
end
-- Also one that nobody knew: a newcomer whose welcome is lost shows it again.
if shown ~= '' then call('HSET', TOKENS, shown, member) end
call('HSET', MEMBER_TOKENS, member, next_token .. '\n' .. shown)
call('HSET', TOKENS, next_token, member)
if not is_present then
  local now = now_ms()
  call('ZADD', PRESENT, ms(now), member)
  call('ZADD', NEWCOMERS, ms(now), member)
  call('ZREM', DEPARTED, member)
end
call('ZADD', LEASES, lease_until, member)
call('HSET', CONNECTED, member, connection)
call('HDEL', PARTY, 'emptySince')
rechoose_host()
publish('{"kind":"entered","member":"' .. member .. '","connection":' .. cjson.encode(connection) .. '}')
return { 'joined', member, call('HGET', SEQS, member) or '0' }
