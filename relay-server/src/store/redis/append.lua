-- Orders an intent, or says why not; admitIntent of door/admit.ts.
local member, id, seq, basis, fingerprint, rest = ARGV[4], ARGV[5], tonumber(ARGV[6]), tonumber(ARGV[7]), ARGV[8], ARGV[9]
local wish = { kind = ARGV[10], scope = ARGV[11], slot = ARGV[12], is_checkpoint = ARGV[13] == '1', basis = basis }
local chars, scope_prefix, scope_limit = tonumber(ARGV[14]), ARGV[15], tonumber(ARGV[16])
local channel, default_least, keep_channel, keep_least = ARGV[17], ARGV[18], ARGV[19], ARGV[20]
wish.is_other_log = ARGV[21] == '1'

local function is_allowed()
  if field('host') == member then return true end
  local rules = field('rules')
  local grants = rules and cjson.decode(rules).grants or {}
  local rank = RANKS[call('HGET', ROLES, member) or DEFAULT_ROLE]
  return rank >= RANKS[grants[channel] or default_least] and rank >= RANKS[grants[keep_channel] or keep_least]
end

-- Counts by jumping from one scope to the next: a scope may hold hundreds of events.
local function exceeds_scopes()
  if wish.kind == 'none' then return false end
  if #call('ZRANGEBYLEX', KEPT, '[' .. wish.scope .. '|', '[' .. wish.scope .. '|~', 'LIMIT', 0, 1) > 0 then return false end
  local cursor, count = '[' .. scope_prefix, 0
  while count < scope_limit do
    local entry = call('ZRANGEBYLEX', KEPT, cursor, '[' .. scope_prefix .. '~', 'LIMIT', 0, 1)[1]
    if not entry then return false end
    count = count + 1
    cursor = '(' .. string.match(entry, '^[^|]*') .. '|~'
  end
  return true
end

-- Without a table of each: of a party there may be more than a thousand.
local function chars_in(prefix)
  local sum = 0
  for _, entry in ipairs(call('ZRANGEBYLEX', KEPT, '[' .. prefix, '[' .. prefix .. '~')) do
    sum = sum + tonumber(string.match(entry, '^[^|]*|%d+|%d|(%d+)')) + EVENT_FRAME_CHARS
  end
  return sum
end

-- exceedsLastRoom of party/kept-room.ts.
local function exceeds_last_room()
  if wish.kind ~= 'last' then return false end
  local added = chars + EVENT_FRAME_CHARS
  for _, each in ipairs(kept_in(wish.scope)) do
    if each.slot == wish.slot then added = added - each.chars - EVENT_FRAME_CHARS end
  end
  if added <= 0 then return false end
  return chars_in(scope_prefix) + added > MAX_LAST_CHARS_PER_MEMBER or chars_in(LAST_SCOPE_PREFIX) + added > MAX_LAST_CHARS
end

if not call('ZSCORE', PRESENT, member) then return { 'refused', 'not-joined' } end
local last_seq = tonumber(call('HGET', SEQS, member) or '0')
if seq <= last_seq then
  local receipt = call('HGET', RECEIPTS, member .. ':' .. int(seq))
  local known, lamport, event_id = string.match(receipt or '', '^(%S+) (%d+) (%S+)$')
  if known ~= fingerprint then return { 'refused', 'seq-reused' } end
  -- A write, so that waiting for replicas covers what another connection wrote.
  if tonumber(lamport) > lamport_of('told') then call('HINCRBY', PARTY, 'asked', 1) end
  return { 'repeated', lamport, event_id }
end
if seq > last_seq + 1 then return { 'refused', 'seq-gap' } end
if basis > lamport_of('lamport') + MAX_BASIS_JUMP then return { 'refused', 'basis-ahead' } end
if not is_allowed() then return { 'refused', 'not-allowed' } end
if exceeds_scopes() or exceeds_last_room() then return { 'refused', 'too-large' } end
local event, lamport = insert(id, basis, rest, wish, chars)
call('HSET', SEQS, member, int(seq))
call('HSET', RECEIPTS, member .. ':' .. int(seq), fingerprint .. ' ' .. int(lamport) .. ' ' .. id)
call('HDEL', RECEIPTS, member .. ':' .. int(seq - RECEIPTS_PER_MEMBER))
return { 'appended', int(lamport), event }
