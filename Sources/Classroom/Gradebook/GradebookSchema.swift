import GRDB

/// The tables of a gradebook, and the migrations from earlier versions to this one.
///
/// A migration in a released version is never changed; a later one is added instead. A gradebook
/// made by each version is kept among the tests' fixtures and opened there.
enum GradebookSchema {
  /// What marks a SQLite file as a gradebook: "KGrb".
  static let applicationID = 0x4B47_7262

  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1") { try $0.execute(sql: version1) }
    return migrator
  }

  /// Migrates a database; throws if a migration fails, unless another program has completed it
  /// meanwhile.
  static func migrate(_ database: DatabaseQueue) throws {
    do {
      try migrator.migrate(database)
    } catch {
      guard try database.read(migrator.hasCompletedMigrations) else { throw error }
    }
  }

  /// Graded marks are in whole points, overrides in hundredths of a point, instants in UTC as
  /// `2027-04-12T21:59:00.000Z`. `regrade` is 0 for the marks that count; those of a proposal have
  /// its number until it is accepted, and `cause` says which tests made the difference.
  ///
  /// A report's file may be renamed when an earlier attempt comes in, so `label` is its latest
  /// name. The attempt that a report is on is identified by the digests of the answers,
  /// `sectionMark.answer`, and by when they were handed in according to the export, `handedInAt`.
  private static let version1 = """
    PRAGMA application_id = \(applicationID);

    CREATE TABLE student (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,
      rosterID TEXT NOT NULL,
      name TEXT NOT NULL DEFAULT '',
      email TEXT NOT NULL DEFAULT '',
      section TEXT NOT NULL DEFAULT '',
      team TEXT NOT NULL DEFAULT '',
      anonymous TEXT NOT NULL UNIQUE,
      isEnrolled INTEGER NOT NULL DEFAULT 1 CHECK (isEnrolled IN (0, 1))
    ) STRICT;

    CREATE TABLE batch (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      seed TEXT NOT NULL,
      importedAt TEXT NOT NULL
    ) STRICT;

    CREATE TABLE attempt (
      id INTEGER PRIMARY KEY,
      student INTEGER NOT NULL REFERENCES student,
      batch INTEGER NOT NULL REFERENCES batch,
      label TEXT NOT NULL,
      number INTEGER NOT NULL,
      handedInAt TEXT,
      submittedAt TEXT,
      zone TEXT,
      timeFrom TEXT NOT NULL CHECK (timeFrom IN ('export', 'table', 'files', 'unknown')),
      CHECK ((submittedAt IS NULL) = (timeFrom = 'unknown')),
      CHECK ((submittedAt IS NULL) = (zone IS NULL))
    ) STRICT;

    CREATE INDEX attemptOfStudent ON attempt (student, batch);

    CREATE TABLE regrade (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      source TEXT NOT NULL,
      batch INTEGER NOT NULL REFERENCES batch,
      seed TEXT NOT NULL,
      proposedAt TEXT NOT NULL,
      proposedBy TEXT NOT NULL,
      endedAt TEXT,
      endedBy TEXT,
      outcome TEXT CHECK (outcome IN ('accepted', 'discarded'))
    ) STRICT;

    CREATE TABLE sectionMark (
      regrade INTEGER NOT NULL,
      attempt INTEGER NOT NULL REFERENCES attempt,
      section TEXT NOT NULL,
      answer TEXT NOT NULL DEFAULT '',
      state TEXT NOT NULL,
      points INTEGER NOT NULL CHECK (points BETWEEN 0 AND possible),
      possible INTEGER NOT NULL,
      problem TEXT NOT NULL DEFAULT '',
      cause TEXT NOT NULL DEFAULT '',
      PRIMARY KEY (regrade, attempt, section)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE partMark (
      regrade INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      section TEXT NOT NULL,
      place INTEGER NOT NULL,
      part TEXT NOT NULL,
      title TEXT NOT NULL,
      points INTEGER NOT NULL CHECK (points BETWEEN 0 AND possible),
      possible INTEGER NOT NULL,
      isAnswered INTEGER NOT NULL CHECK (isAnswered IN (0, 1)),
      PRIMARY KEY (regrade, attempt, section, place),
      UNIQUE (regrade, attempt, section, part),
      FOREIGN KEY (regrade, attempt, section) REFERENCES sectionMark
        ON UPDATE CASCADE ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE failure (
      regrade INTEGER NOT NULL,
      attempt INTEGER NOT NULL,
      section TEXT NOT NULL,
      test TEXT NOT NULL,
      part TEXT NOT NULL,
      title TEXT NOT NULL,
      kind TEXT NOT NULL,
      message TEXT NOT NULL,
      PRIMARY KEY (regrade, attempt, section, test),
      FOREIGN KEY (regrade, attempt, section) REFERENCES sectionMark
        ON UPDATE CASCADE ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE override (
      student INTEGER NOT NULL REFERENCES student,
      section TEXT NOT NULL,
      hundredths INTEGER NOT NULL CHECK (hundredths >= 0),
      why TEXT NOT NULL CHECK (why <> ''),
      who TEXT NOT NULL CHECK (who <> ''),
      at TEXT NOT NULL,
      PRIMARY KEY (student, section)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE excuse (
      student INTEGER NOT NULL REFERENCES student,
      section TEXT NOT NULL,
      why TEXT NOT NULL CHECK (why <> ''),
      who TEXT NOT NULL CHECK (who <> ''),
      at TEXT NOT NULL,
      PRIMARY KEY (student, section)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE extension (
      student INTEGER NOT NULL REFERENCES student,
      section TEXT NOT NULL,
      days INTEGER CHECK (days > 0),
      until TEXT,
      zone TEXT,
      why TEXT NOT NULL CHECK (why <> ''),
      who TEXT NOT NULL CHECK (who <> ''),
      at TEXT NOT NULL,
      CHECK ((days IS NULL) <> (until IS NULL)),
      CHECK ((zone IS NULL) = (until IS NULL)),
      PRIMARY KEY (student, section)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE change (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      who TEXT NOT NULL CHECK (who <> ''),
      student INTEGER REFERENCES student,
      section TEXT,
      kind TEXT NOT NULL
        CHECK (kind IN ('import', 'mark', 'override', 'excuse', 'extension', 'time', 'roster')),
      before TEXT,
      after TEXT,
      why TEXT NOT NULL
    ) STRICT;

    CREATE TRIGGER changeIsNeverAltered BEFORE UPDATE ON change
    BEGIN SELECT raise(ABORT, 'the log of changes can only grow'); END;

    CREATE TRIGGER changeIsNeverRemoved BEFORE DELETE ON change
    BEGIN SELECT raise(ABORT, 'the log of changes can only grow'); END;

    CREATE INDEX changeOfStudent ON change (student, section);
    """
}
