-- SPDX-License-Identifier: GPL-3.0-or-later
-- Dossiers with their parties, persons to be made in Driver2, and kept answers of Driver2 and KP.

-- Columns are the codes of the fields of src/model/balie-dossier.c; all values are canonical text.
CREATE TABLE dossier (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 4294967295),
  version INTEGER NOT NULL,
  number TEXT NOT NULL UNIQUE CHECK (number <> ''),
  vin TEXT NOT NULL,
  plate TEXT NOT NULL,
  brand TEXT NOT NULL,
  model TEXT NOT NULL,
  colour TEXT NOT NULL,
  first_registration TEXT NOT NULL,
  order_number TEXT NOT NULL,
  remarks TEXT NOT NULL,
  archived TEXT NOT NULL CHECK (archived IN ('', 'yes')),
  direct_order TEXT NOT NULL,
  direct_order_note TEXT NOT NULL,
  parts_in TEXT NOT NULL,
  parts_in_note TEXT NOT NULL,
  replacement_car TEXT NOT NULL,
  replacement_from TEXT NOT NULL,
  replacement_until TEXT NOT NULL,
  replacement_note TEXT NOT NULL,
  manager TEXT NOT NULL,
  finance_kind TEXT NOT NULL,
  finance_company TEXT NOT NULL,
  finance_reference TEXT NOT NULL,
  finance_note TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  archived_at INTEGER NOT NULL,
  owner_key TEXT NOT NULL,
  vehicle_key TEXT NOT NULL,
  filled INTEGER NOT NULL,
  n_not_in_driver2 INTEGER NOT NULL,
  search TEXT NOT NULL
) STRICT;

CREATE INDEX dossier_changed ON dossier (changed_at, id);
CREATE INDEX dossier_vin ON dossier (vin) WHERE vin <> '';
CREATE INDEX dossier_plate ON dossier (plate) WHERE plate <> '';
CREATE INDEX dossier_order ON dossier (order_number) WHERE order_number <> '';
CREATE INDEX dossier_owner ON dossier (owner_key);
CREATE INDEX dossier_manager ON dossier (manager) WHERE manager <> '';
CREATE INDEX dossier_archived ON dossier (archived_at) WHERE archived = 'yes';

-- Columns are the codes of the fields of src/model/balie-party.c.
CREATE TABLE party (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL,
  dossier_id INTEGER NOT NULL REFERENCES dossier (id) ON DELETE CASCADE,
  entry TEXT NOT NULL CHECK (entry = 'owner' OR entry = 'driver' OR entry = 'insured' OR entry = 'sent-by' OR entry = 'insurer' OR entry = 'assessor' OR entry = 'repairer' OR entry = 'broker'),
  client_number TEXT NOT NULL,
  last_name TEXT NOT NULL,
  first_name TEXT NOT NULL,
  legal_form TEXT NOT NULL,
  salutation TEXT NOT NULL,
  address TEXT NOT NULL,
  address2 TEXT NOT NULL,
  postcode TEXT NOT NULL,
  city TEXT NOT NULL,
  province TEXT NOT NULL,
  phone TEXT NOT NULL,
  fax TEXT NOT NULL,
  mobile TEXT NOT NULL,
  email TEXT NOT NULL,
  vat_liable TEXT NOT NULL,
  vat_number TEXT NOT NULL,
  language TEXT NOT NULL,
  country TEXT NOT NULL,
  customer_type TEXT NOT NULL,
  disabled TEXT NOT NULL,
  discount TEXT NOT NULL,
  driving_licence TEXT NOT NULL,
  external_reference TEXT NOT NULL,
  remarks TEXT NOT NULL,
  invoice TEXT NOT NULL,
  birth_date TEXT NOT NULL,
  birth_place TEXT NOT NULL,
  nationality TEXT NOT NULL,
  identity_card TEXT NOT NULL,
  national_number TEXT NOT NULL,
  source TEXT NOT NULL,
  pinned TEXT NOT NULL,
  loaded TEXT NOT NULL,
  loaded_at TEXT NOT NULL,
  import TEXT NOT NULL,
  name_key TEXT NOT NULL,
  email_key TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  search TEXT NOT NULL,
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
