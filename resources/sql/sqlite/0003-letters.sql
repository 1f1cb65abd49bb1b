-- SPDX-License-Identifier: GPL-3.0-or-later
-- Letters of insurers, who is told about them, and mails to single users.

CREATE TABLE insurer (
  name TEXT PRIMARY KEY CHECK (name <> ''),
  sts_url TEXT NOT NULL,
  transfer_url TEXT NOT NULL,
  user_name TEXT NOT NULL,
  profile TEXT NOT NULL,
  locked TEXT NOT NULL,
  last_sync_at INTEGER NOT NULL,
  last_problem TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- A letter outlives the insurer it came from. One row per transfer of a shipment, whoever fetches it.
CREATE TABLE letter (
  id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 4294967295),
  insurer TEXT NOT NULL,
  shipment TEXT NOT NULL CHECK (shipment <> ''),
  transfer INTEGER NOT NULL,
  code TEXT NOT NULL,
  title TEXT NOT NULL,
  kind TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('important', 'reminder')),
  urgency INTEGER NOT NULL CHECK (urgency BETWEEN 0 AND 3),
  application TEXT NOT NULL,
  policy TEXT NOT NULL,
  partner TEXT NOT NULL,
  agency TEXT NOT NULL,
  evb TEXT NOT NULL,
  plate TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  respond_by TEXT CHECK (length(respond_by) = 10),
  state TEXT NOT NULL CHECK (state IN ('open', 'done')),
  done_by TEXT NOT NULL,
  done_at INTEGER NOT NULL,
  order_number TEXT NOT NULL,
  dossier_number TEXT NOT NULL,
  linked_by TEXT NOT NULL,
  search TEXT NOT NULL,
  UNIQUE (insurer, shipment, transfer)
) STRICT;

CREATE INDEX letter_state ON letter (state, received_at);
CREATE INDEX letter_application ON letter (insurer, application) WHERE application <> '';
CREATE INDEX letter_policy ON letter (insurer, policy) WHERE policy <> '';
CREATE INDEX letter_agency ON letter (agency);
CREATE INDEX letter_order ON letter (order_number) WHERE order_number <> '';
CREATE INDEX letter_dossier ON letter (dossier_number) WHERE dossier_number <> '';

CREATE TABLE letter_document (
  id INTEGER PRIMARY KEY,
  letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  type TEXT NOT NULL,
  n_bytes INTEGER NOT NULL,
  data BLOB NOT NULL,
  UNIQUE (letter_id, position)
) STRICT;

-- Shipments that are stored whole: what was told to the insurer and what is still to be told.
CREATE TABLE shipment (
  insurer TEXT NOT NULL,
  shipment TEXT NOT NULL,
  stored_at INTEGER NOT NULL,
  acknowledged INTEGER NOT NULL CHECK (acknowledged IN (0, 1)),
  PRIMARY KEY (insurer, shipment)
) STRICT, WITHOUT ROWID;

CREATE TABLE notification_preference (
  login TEXT NOT NULL,
  category TEXT NOT NULL CHECK (category IN ('important', 'reminder')),
  email TEXT NOT NULL CHECK (email IN ('default', 'yes', 'no')),
  set_by TEXT NOT NULL,
  set_at INTEGER NOT NULL,
  desktop INTEGER NOT NULL CHECK (desktop IN (0, 1)),
  PRIMARY KEY (login, category)
) STRICT, WITHOUT ROWID;

CREATE TABLE availability (
  login TEXT PRIMARY KEY,
  quiet_from INTEGER NOT NULL CHECK (quiet_from BETWEEN 0 AND 1439),
  quiet_until INTEGER NOT NULL CHECK (quiet_until BETWEEN 0 AND 1439),
  deputy TEXT NOT NULL,
  absent_from TEXT CHECK (length(absent_from) = 10),
  absent_until TEXT CHECK (length(absent_until) = 10)
) STRICT, WITHOUT ROWID;

-- Once per letter and user: the primary key is what keeps a person from two mails.
CREATE TABLE letter_notice (
  letter_id INTEGER NOT NULL REFERENCES letter (id) ON DELETE CASCADE,
  login TEXT NOT NULL,
  not_before INTEGER NOT NULL,
  mail_id INTEGER NOT NULL,
  PRIMARY KEY (letter_id, login)
) STRICT, WITHOUT ROWID;

CREATE INDEX letter_notice_due ON letter_notice (not_before) WHERE mail_id = 0;

-- Mails to one user: another kind, and whose it is.
CREATE TABLE mail_new (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('daily', 'test', 'letters')),
  date TEXT CHECK (length(date) = 10),
  login TEXT NOT NULL DEFAULT '',
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

INSERT INTO mail_new SELECT id, kind, date, '', message_id, sender, recipients, subject, text, html, state, problem, attempts, next_attempt_at, created_at, sent_at FROM mail;
DROP TABLE mail;
ALTER TABLE mail_new RENAME TO mail;

CREATE UNIQUE INDEX mail_daily ON mail (kind, date) WHERE kind = 'daily';
CREATE INDEX mail_queued ON mail (next_attempt_at, id) WHERE state = 'queued';

ALTER TABLE activity ADD COLUMN letter_id INTEGER NOT NULL DEFAULT 0;

CREATE INDEX activity_letter ON activity (letter_id, id) WHERE letter_id <> 0;
