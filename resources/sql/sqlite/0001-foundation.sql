-- SPDX-License-Identifier: GPL-3.0-or-later
-- Orders, plate requests, history, morning runs, mails and what the dealership sets.

-- The 18 fields of an order under their codes, then what the rules made of them (blocking to
-- attention), the state of its newest request, and what lists and searches need.
-- Orders are never deleted, so an id stays an order's for good.
-- Listed values are compared one by one: for IN with more than two SQLite makes a table on every
-- single insert, which costs more than the insert.
CREATE TABLE orders (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 4294967295),
  version INTEGER NOT NULL,
  order_number TEXT NOT NULL UNIQUE CHECK (order_number <> ''),
  order_kind TEXT NOT NULL CHECK (order_kind IN ('new', 'used')),
  status TEXT NOT NULL CHECK (status = 'ordered' OR status = 'in-production' OR status = 'in-transit' OR status = 'unloaded' OR status = 'ready' OR status = 'delivered' OR status = 'cancelled'),
  dealer_number TEXT NOT NULL,
  brand TEXT NOT NULL,
  model TEXT NOT NULL,
  vin TEXT NOT NULL,
  plate TEXT NOT NULL,
  stock INTEGER NOT NULL CHECK (stock IN (0, 1)),
  unloading_date TEXT CHECK (length(unloading_date) = 10),
  delivery_date TEXT CHECK (length(delivery_date) = 10),
  planned_on TEXT CHECK (length(planned_on) = 10),
  nlv_date TEXT CHECK (length(nlv_date) = 10),
  k_code_date TEXT CHECK (length(k_code_date) = 10),
  approved INTEGER NOT NULL CHECK (approved IN (0, 1)),
  customer_name TEXT NOT NULL,
  seller TEXT NOT NULL,
  plates TEXT NOT NULL,
  blocking INTEGER NOT NULL,
  rule TEXT CHECK (rule = 'unloaded' OR rule = 'nlv' OR rule = 'planned' OR rule = 'stock'),
  due_on TEXT CHECK (length(due_on) = 10),
  attention TEXT CHECK (attention = 'planned-not-before-nlv' OR attention = 'planned-late' OR attention = 'not-unloaded' OR attention = 'no-dates' OR attention = 'stock-no-k-code' OR attention = 'rejected' OR attention = 'withdrawn'),
  request_state TEXT CHECK (request_state = 'waiting' OR request_state = 'sending' OR request_state = 'unknown' OR request_state = 'requested' OR request_state = 'approved' OR request_state = 'rejected' OR request_state = 'withdrawal-asked' OR request_state = 'withdrawn'),
  changed_at INTEGER NOT NULL,
  customer_key TEXT NOT NULL,
  search TEXT NOT NULL
) STRICT;

CREATE INDEX orders_customer ON orders (customer_key);
CREATE INDEX orders_brand ON orders (brand);
CREATE INDEX orders_vin ON orders (vin);
CREATE INDEX orders_plate ON orders (plate) WHERE plate <> '';
CREATE INDEX orders_due ON orders (due_on, order_number) WHERE blocking = 0 AND attention IS NULL AND due_on IS NOT NULL;
CREATE INDEX orders_attention ON orders (attention, order_number) WHERE attention IS NOT NULL;
CREATE INDEX orders_request ON orders (request_state, order_number) WHERE request_state IS NOT NULL;
CREATE INDEX orders_delivery ON orders (delivery_date) WHERE plate = '' AND status <> 'delivered' AND status <> 'cancelled' AND delivery_date IS NOT NULL;

-- detail=full keeps a search of more than three characters inside the index; columnsize=0 because
-- nothing is ranked. Filled by balie-order-search.c up to the id in meta "search-upto".
CREATE VIRTUAL TABLE orders_fts USING fts5 (search, content = 'orders', content_rowid = 'id', tokenize = 'trigram', detail = full, columnsize = 0);

-- The outbox. "Live" (waiting to withdrawal-asked) is spelled the same here and in
-- balie-request-table.c: the unique indexes below are what keeps a car from two requests.
CREATE TABLE plate_request (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE CHECK (key <> ''),
  order_number TEXT NOT NULL REFERENCES orders (order_number) ON UPDATE CASCADE,
  state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'sending' OR state = 'unknown' OR state = 'requested' OR state = 'approved' OR state = 'rejected' OR state = 'withdrawal-asked' OR state = 'withdrawn'),
  origin TEXT NOT NULL CHECK (origin IN ('manual', 'automatic')),
  origin_rule TEXT NOT NULL CHECK (origin_rule = '' OR origin_rule = 'unloaded' OR origin_rule = 'nlv' OR origin_rule = 'planned' OR origin_rule = 'stock'),
  approved_by TEXT NOT NULL,
  approved_at INTEGER NOT NULL,
  desk TEXT NOT NULL,
  brand TEXT NOT NULL,
  dealer_number TEXT NOT NULL,
  vin TEXT NOT NULL,
  request_type TEXT NOT NULL,
  request_date TEXT CHECK (length(request_date) = 10),
  delivery_date TEXT CHECK (length(delivery_date) = 10),
  plates TEXT NOT NULL,
  pon_id TEXT NOT NULL,
  plate TEXT NOT NULL,
  reason TEXT NOT NULL,
  problem TEXT NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  next_attempt_at INTEGER NOT NULL,
  claimed_by TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  pon_updated_at TEXT NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX plate_request_live_order ON plate_request (order_number) WHERE state IN ('waiting', 'sending', 'unknown', 'requested', 'approved', 'withdrawal-asked');
CREATE UNIQUE INDEX plate_request_live_vin ON plate_request (vin) WHERE state IN ('waiting', 'sending', 'unknown', 'requested', 'approved', 'withdrawal-asked') AND vin <> '';
CREATE INDEX plate_request_order ON plate_request (order_number, id);
CREATE INDEX plate_request_state ON plate_request (state);
CREATE INDEX plate_request_next ON plate_request (next_attempt_at, id) WHERE claimed_by = '' AND state IN ('waiting', 'unknown', 'withdrawal-asked');
CREATE INDEX plate_request_claimed ON plate_request (claimed_by) WHERE claimed_by <> '';
CREATE INDEX plate_request_pon ON plate_request (pon_id) WHERE pon_id <> '';
CREATE INDEX plate_request_approved ON plate_request (origin, approved_at);

-- History: only ever added to. No foreign key to orders: it outlives what it tells of.
CREATE TABLE activity (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  at INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind <> ''),
  order_number TEXT NOT NULL,
  request_key TEXT NOT NULL,
  actor TEXT NOT NULL,
  desk TEXT NOT NULL,
  field TEXT NOT NULL,
  old_value TEXT NOT NULL,
  new_value TEXT NOT NULL
) STRICT;

CREATE INDEX activity_order ON activity (order_number, id) WHERE order_number <> '';

CREATE TABLE run (
  local_date TEXT PRIMARY KEY CHECK (length(local_date) = 10),
  started_at INTEGER NOT NULL,
  finished_at INTEGER NOT NULL,
  desk TEXT NOT NULL,
  actor TEXT NOT NULL,
  n_requested INTEGER NOT NULL CHECK (n_requested >= 0),
  n_attention INTEGER NOT NULL CHECK (n_attention >= 0),
  mail TEXT NOT NULL CHECK (mail = 'off' OR mail = 'queued' OR mail = 'sent' OR mail = 'failed')
) STRICT, WITHOUT ROWID;

CREATE TABLE run_outcome (
  local_date TEXT NOT NULL REFERENCES run (local_date) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  order_number TEXT NOT NULL,
  request_key TEXT NOT NULL,
  rule TEXT NOT NULL CHECK (rule = '' OR rule = 'unloaded' OR rule = 'nlv' OR rule = 'planned' OR rule = 'stock'),
  due_on TEXT CHECK (length(due_on) = 10),
  attention TEXT NOT NULL CHECK (attention = '' OR attention = 'planned-not-before-nlv' OR attention = 'planned-late' OR attention = 'not-unloaded' OR attention = 'no-dates' OR attention = 'stock-no-k-code' OR attention = 'rejected' OR attention = 'withdrawn'),
  PRIMARY KEY (local_date, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE mail (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('daily', 'test')),
  date TEXT CHECK (length(date) = 10),
  message_id TEXT NOT NULL,
  sender TEXT NOT NULL,
  recipients TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  html TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state = 'off' OR state = 'queued' OR state = 'sent' OR state = 'failed'),
  problem TEXT NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  next_attempt_at INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  sent_at INTEGER NOT NULL
) STRICT;

CREATE UNIQUE INDEX mail_daily ON mail (kind, date) WHERE kind = 'daily';
CREATE INDEX mail_queued ON mail (next_attempt_at, id) WHERE state = 'queued';

CREATE TABLE setting (
  code TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- name_key is the folded name: one row however it is typed.
CREATE TABLE brand (
  name_key TEXT PRIMARY KEY CHECK (name_key <> ''),
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  aliases TEXT NOT NULL,
  vag INTEGER NOT NULL CHECK (vag IN (0, 1)),
  served INTEGER NOT NULL CHECK (served IN (0, 1)),
  dealer_number TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- "user" is a reserved word elsewhere.
CREATE TABLE person (
  login TEXT PRIMARY KEY CHECK (login <> ''),
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language = '' OR language = 'nl' OR language = 'de' OR language = 'en'),
  roles TEXT NOT NULL,
  sight TEXT NOT NULL CHECK (sight = 'none' OR sight = 'full' OR sight = 'restricted'),
  agencies TEXT NOT NULL,
  administrator INTEGER NOT NULL CHECK (administrator IN (0, 1))
) STRICT, WITHOUT ROWID;

CREATE TABLE remote (
  name TEXT PRIMARY KEY CHECK (name = 'driver2' OR name = 'kp' OR name = 'pon' OR name = 'bipro' OR name = 'smtp'),
  url TEXT NOT NULL,
  user_name TEXT NOT NULL,
  profile TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
