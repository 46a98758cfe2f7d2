// The database's form, as numbered steps: step n brings a file from `user_version` n − 1 to n. A step that was
// released is never edited, as files exist that have taken it.

export interface Migration {
  readonly sql: string;
  /** Rewrites the whole file, which SQLite does only outside of transactions. */
  readonly isRewrite: boolean;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    isRewrite: false,
    sql: `
  CREATE TABLE parties (
    id TEXT NOT NULL PRIMARY KEY,
    host TEXT,
    head_lamport INTEGER NOT NULL,
    head_id TEXT,
    last_at REAL NOT NULL,
    appended INTEGER NOT NULL,
    empty_since REAL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX parties_empty ON parties (empty_since) WHERE empty_since IS NOT NULL;

  CREATE TABLE members (
    party TEXT NOT NULL,
    id TEXT NOT NULL,
    token TEXT NOT NULL,
    previous_token TEXT,
    joined_at REAL NOT NULL,
    left_at REAL,
    is_connected INTEGER NOT NULL,
    lease_until REAL NOT NULL,
    is_join_told INTEGER NOT NULL,
    is_departure_told INTEGER NOT NULL,
    last_seq INTEGER NOT NULL,
    PRIMARY KEY (party, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX members_token ON members (party, token);
  CREATE INDEX members_previous_token ON members (party, previous_token) WHERE previous_token IS NOT NULL;
  CREATE INDEX members_lease ON members (lease_until) WHERE left_at IS NULL;
  CREATE INDEX members_untold ON members (party) WHERE is_join_told = 0 OR is_departure_told = 0;

  CREATE TABLE receipts (
    party TEXT NOT NULL,
    member TEXT NOT NULL,
    seq INTEGER NOT NULL,
    fingerprint TEXT NOT NULL,
    lamport INTEGER NOT NULL,
    id TEXT NOT NULL,
    PRIMARY KEY (party, member, seq)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE events (
    party TEXT NOT NULL,
    lamport INTEGER NOT NULL,
    event TEXT NOT NULL,
    scope TEXT,
    slot TEXT NOT NULL,
    is_checkpoint INTEGER NOT NULL,
    chars INTEGER NOT NULL,
    PRIMARY KEY (party, lamport)
  ) STRICT;
  CREATE INDEX events_scope ON events (party, scope, lamport, slot, is_checkpoint, chars)
    WHERE scope IS NOT NULL;

  CREATE TABLE verification (id INTEGER PRIMARY KEY CHECK (id = 1), count INTEGER NOT NULL) STRICT;
  INSERT INTO verification (id, count) VALUES (1, 0);
  `,
  },
  // From here on the file can give the space of ended parties back bit by bit.
  { isRewrite: true, sql: 'PRAGMA auto_vacuum = INCREMENTAL; VACUUM' },
  // `rules` is JSON; null as long as nothing was ever changed.
  {
    isRewrite: false,
    sql: `
  ALTER TABLE parties ADD COLUMN rules TEXT;
  ALTER TABLE members ADD COLUMN role TEXT NOT NULL DEFAULT 'viewer';
  ALTER TABLE members ADD COLUMN is_kicked INTEGER NOT NULL DEFAULT 0;
  `,
  },
  // JSON of those who wait at the door; null as long as nobody ever did.
  { isRewrite: false, sql: 'ALTER TABLE parties ADD COLUMN knocks TEXT' },
  // The last one that joined as this member; `is_connected` says whether it is still there.
  { isRewrite: false, sql: 'ALTER TABLE members ADD COLUMN connection TEXT' },
];
