-- SPDX-License-Identifier: GPL-3.0-or-later
-- Dossiers with their parties, persons to be made in Driver2, kept answers of Driver2 and KP, and one
-- search index over everything.

-- Columns are the codes of the fields of src/model/balie-dossier.c, all canonical text; then what the
-- tables keep for lists: when it was archived, owner and vehicle folded for sorting, a bit per entry
-- of the panel that is filled, and how many parties wait to be made in Driver2.
-- Dossiers are never deleted, so an id stays a dossier's for good.
CREATE TABLE dossier (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 4294967295),
  version INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE CHECK (number <> ''),
  vin TEXT NOT NULL DEFAULT '',
  plate TEXT NOT NULL DEFAULT '',
  brand TEXT NOT NULL DEFAULT '',
  model TEXT NOT NULL DEFAULT '',
  colour TEXT NOT NULL DEFAULT '',
  first_registration TEXT NOT NULL DEFAULT '',
  order_number TEXT NOT NULL DEFAULT '',
  remarks TEXT NOT NULL DEFAULT '',
  archived TEXT NOT NULL DEFAULT '',
  direct_order TEXT NOT NULL DEFAULT '',
  direct_order_note TEXT NOT NULL DEFAULT '',
  parts_in TEXT NOT NULL DEFAULT '',
  parts_in_note TEXT NOT NULL DEFAULT '',
  replacement_car TEXT NOT NULL DEFAULT '',
  replacement_from TEXT NOT NULL DEFAULT '',
  replacement_until TEXT NOT NULL DEFAULT '',
  replacement_note TEXT NOT NULL DEFAULT '',
  manager TEXT NOT NULL DEFAULT '',
  finance_kind TEXT NOT NULL DEFAULT '',
  finance_company TEXT NOT NULL DEFAULT '',
  finance_reference TEXT NOT NULL DEFAULT '',
  finance_note TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER NOT NULL DEFAULT 0,
  owner_key TEXT NOT NULL DEFAULT '',
  vehicle_key TEXT NOT NULL DEFAULT '',
  filled INTEGER NOT NULL DEFAULT 0,
  n_not_in_driver2 INTEGER NOT NULL DEFAULT 0,
  search TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE INDEX dossier_open ON dossier (changed_at, id) WHERE archived <> 'yes';
CREATE INDEX dossier_manager ON dossier (manager, changed_at, id) WHERE archived <> 'yes' AND manager <> '';
CREATE INDEX dossier_no_owner ON dossier (changed_at, id) WHERE archived <> 'yes' AND filled & 1 = 0;
CREATE INDEX dossier_not_in_driver2 ON dossier (changed_at, id) WHERE archived <> 'yes' AND n_not_in_driver2 > 0;
CREATE INDEX dossier_archived ON dossier (archived_at, id) WHERE archived = 'yes';
CREATE INDEX dossier_vin ON dossier (vin) WHERE vin <> '';
CREATE INDEX dossier_plate ON dossier (plate) WHERE plate <> '';
CREATE INDEX dossier_order ON dossier (order_number) WHERE order_number <> '';

-- Columns are the codes of the fields of src/model/balie-party.c; name and e-mail folded for finding.
-- An id is not given again: it is a number in the search index and in what a person confirmed.
CREATE TABLE party (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  entry TEXT NOT NULL CHECK (entry = 'owner' OR entry = 'driver' OR entry = 'insured' OR entry = 'sent-by' OR entry = 'insurer' OR entry = 'assessor' OR entry = 'repairer' OR entry = 'broker'),
  client_number TEXT NOT NULL DEFAULT '',
  last_name TEXT NOT NULL DEFAULT '',
  first_name TEXT NOT NULL DEFAULT '',
  legal_form TEXT NOT NULL DEFAULT '',
  salutation TEXT NOT NULL DEFAULT '',
  address TEXT NOT NULL DEFAULT '',
  address2 TEXT NOT NULL DEFAULT '',
  postcode TEXT NOT NULL DEFAULT '',
  city TEXT NOT NULL DEFAULT '',
  province TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  fax TEXT NOT NULL DEFAULT '',
  mobile TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  vat_liable TEXT NOT NULL DEFAULT '',
  vat_number TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  country TEXT NOT NULL DEFAULT '',
  customer_type TEXT NOT NULL DEFAULT '',
  disabled TEXT NOT NULL DEFAULT '',
  discount TEXT NOT NULL DEFAULT '',
  driving_licence TEXT NOT NULL DEFAULT '',
  external_reference TEXT NOT NULL DEFAULT '',
  remarks TEXT NOT NULL DEFAULT '',
  invoice TEXT NOT NULL DEFAULT '',
  birth_date TEXT NOT NULL DEFAULT '',
  birth_place TEXT NOT NULL DEFAULT '',
  nationality TEXT NOT NULL DEFAULT '',
  identity_card TEXT NOT NULL DEFAULT '',
  national_number TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  pinned TEXT NOT NULL DEFAULT '',
  loaded TEXT NOT NULL DEFAULT '',
  loaded_at TEXT NOT NULL DEFAULT '',
  import TEXT NOT NULL DEFAULT '',
  name_key TEXT NOT NULL DEFAULT '',
  email_key TEXT NOT NULL DEFAULT '',
  changed_at INTEGER NOT NULL,
  search TEXT NOT NULL DEFAULT '',
  UNIQUE (dossier_id, entry)
) STRICT;

CREATE INDEX party_client ON party (client_number) WHERE client_number <> '';
CREATE INDEX party_name ON party (name_key) WHERE name_key <> '';
CREATE INDEX party_email ON party (email_key) WHERE email_key <> '';
CREATE INDEX party_phone ON party (phone) WHERE phone <> '';
CREATE INDEX party_mobile ON party (mobile) WHERE mobile <> '';
CREATE INDEX party_reference ON party (external_reference) WHERE external_reference <> '';
CREATE INDEX party_vat ON party (vat_number) WHERE vat_number <> '';
CREATE INDEX party_national ON party (national_number) WHERE national_number <> '';
CREATE INDEX party_import ON party (import) WHERE import <> '';
CREATE INDEX party_changed ON party (changed_at);

-- The outbox of persons to be made in Driver2. One person is under way once, whoever asks.
CREATE TABLE customer_import (
  key TEXT PRIMARY KEY CHECK (key <> ''),
  state TEXT NOT NULL CHECK (state = 'waiting' OR state = 'sending' OR state = 'unknown' OR state = 'done' OR state = 'failed'),
  source TEXT NOT NULL CHECK (source IN ('', 'driver2', 'kp')),
  customer TEXT NOT NULL,
  person_key TEXT NOT NULL CHECK (person_key <> ''),
  number TEXT NOT NULL,
  reason TEXT NOT NULL,
  problem TEXT NOT NULL,
  attempts INTEGER NOT NULL CHECK (attempts >= 0),
  next_attempt_at INTEGER NOT NULL,
  claimed_by TEXT NOT NULL,
  claimed_at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX customer_import_person ON customer_import (person_key) WHERE state <> 'failed';
CREATE INDEX customer_import_next ON customer_import (next_attempt_at) WHERE claimed_by = '' AND (state = 'waiting' OR state = 'unknown');
CREATE INDEX customer_import_claimed ON customer_import (claimed_by) WHERE claimed_by <> '';

CREATE TABLE search_answer (
  source TEXT NOT NULL CHECK (source IN ('driver2', 'kp')),
  question TEXT NOT NULL,
  page INTEGER NOT NULL,
  total INTEGER NOT NULL,
  has_more INTEGER NOT NULL CHECK (has_more IN (0, 1)),
  customers TEXT NOT NULL,
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (source, question, page)
) STRICT, WITHOUT ROWID;

CREATE INDEX search_answer_fetched ON search_answer (fetched_at);

CREATE TABLE remote_wait (
  id INTEGER PRIMARY KEY,
  remote TEXT NOT NULL,
  at INTEGER NOT NULL,
  milliseconds INTEGER NOT NULL CHECK (milliseconds >= 0)
) STRICT;

CREATE INDEX remote_wait_remote ON remote_wait (remote, id);

ALTER TABLE activity ADD COLUMN dossier_number TEXT NOT NULL DEFAULT '';
ALTER TABLE activity ADD COLUMN entry TEXT NOT NULL DEFAULT '';

CREATE INDEX activity_dossier ON activity (dossier_number, id) WHERE dossier_number <> '';
-- What retention may still blank: the values of parties and of orders' customers.
CREATE INDEX activity_personal ON activity (at) WHERE (entry <> '' OR field = 'customer_name') AND (old_value <> '' OR new_value <> '');

-- One index over everything; contentless: the texts are in the tables' columns "search". detail=full
-- keeps a search of more than three characters inside the index; columnsize=0 because nothing is
-- ranked. Orders are indexed anew in the background from id 0 (balie-search-index.c).
DROP TABLE orders_fts;
CREATE VIRTUAL TABLE search_fts USING fts5 (search, content = '', tokenize = 'trigram', detail = full, columnsize = 0);
DELETE FROM meta WHERE key = 'search-upto';
