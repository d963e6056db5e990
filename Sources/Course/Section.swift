/// A section of the course: one module that the student answers.
public struct Section: Sendable, Equatable, Encodable {
  public let chapterNumber: Int
  public let chapterName: String
  public let number: Int
  /// The module's name, such as `AffineMaps`; every path follows from it.
  public let module: String
  public let title: String
  public let summary: String
  /// What the section mirrors; nil when the row does not say.
  public let source: Source?
  /// How long the section takes; nil when the row does not say.
  public let minutes: Minutes?
  /// What a reader can do afterwards.
  public let afterwards: [String]
  /// The random numbers that the tutorial draws in the section, as Swift expressions.
  public let draws: [String]
  /// Whether the lesson need not have all parts of a lesson's form yet.
  public let isDraft: Bool
  /// The sections to have done before, as `2.1`.
  public let requires: [String]
  /// The modules that an answer may import.
  public let imports: [String]
  /// The library that the skeleton imports: Layerwise where it may be, since Kindling comes with
  /// it.
  public var library: String { imports.contains("Layerwise") ? "Layerwise" : "Kindling" }
  /// The sets of library names that an answer may not use.
  public let forbiddenSets: [ForbiddenSet]
  /// The public names that the skeleton gives beyond the parts' declarations.
  public let provided: [String]
  public let limits: Limits
  /// What the hidden suite varies, and what it need not.
  public let dimensions: [SuiteDimension.Entry]
  public let parts: [Part]
  /// The file that describes the section, relative to the root.
  public let row: String

  /// The number within the course, such as `2.1`.
  public var id: String { "\(chapterNumber).\(number)" }

  /// The library names that an answer may not use, each once.
  public var forbidden: [String] {
    var seen: Set<String> = []
    return forbiddenSets.flatMap(\.names).filter { seen.insert($0).inserted }
  }

  /// The points of all parts.
  public var points: Int { parts.reduce(0) { $0 + $1.points } }

  /// What the row says of a dimension; nil where it says nothing.
  public func entry(for dimension: SuiteDimension) -> SuiteDimension.Entry? {
    dimensions.first { $0.dimension == dimension }
  }

  /// The hidden tests of all parts, in the order of the course file.
  public var tests: [Part.Test] { parts.flatMap(\.tests) }

  /// Whether the course has the section's hidden tests; a handout has the public ones alone.
  public var hasHiddenTests: Bool { !tests.isEmpty }
}

/// A part of a section: something the student writes, with points of its own.
public struct Part: Sendable, Equatable, Encodable {
  public let name: String
  public let title: String
  /// What the student writes, by full name: `affine(_:weight:bias:)`, `Vocabulary.index(of:)`.
  public let declarations: [String]
  public let tests: [Test]
  /// Each says a little more than the one before.
  public let hints: [String]
  /// Which hint, from 1, fits a test that is the first to fail; the first hint where none is named.
  public let firstHints: [String: Int]
  /// The points that the row of a handout states, which names no hidden tests.
  let statedPoints: Int

  /// The sum of the tests' points; in a handout, what the row states.
  public var points: Int { tests.isEmpty ? statedPoints : tests.reduce(0) { $0 + $1.points } }

  /// A hidden test and what passing it earns.
  public struct Test: Sendable, Equatable, Encodable {
    public let name: String
    public let points: Int
  }
}

extension Section {
  /// What a run of the section's hidden suite may use.
  public struct Limits: Sendable, Equatable, Encodable {
    /// Wall-clock seconds for the suite.
    public var seconds: Int
    /// Processor seconds, of all threads together.
    public var processorSeconds: Int
    /// MiB of memory beyond what the runner itself takes.
    public var memoryMiB: Int
    /// KiB of standard output, and as many of standard error.
    public var outputKiB: Int
    /// MiB in each file that is written, and in all of them together where a sandbox runs.
    public var fileMiB: Int
    /// Files that are open at a time.
    public var openFiles: Int
    /// Processes and threads at a time, where a sandbox runs.
    public var processes: Int

    /// Limits; two processors' worth of the wall-clock time, and room for the start, by default.
    public init(
      seconds: Int = 10, processorSeconds: Int? = nil, memoryMiB: Int = 1024,
      outputKiB: Int = 8192, fileMiB: Int = 16, openFiles: Int = 256, processes: Int = 64
    ) {
      self.seconds = seconds
      self.processorSeconds = processorSeconds ?? 2 * seconds + 1
      self.memoryMiB = memoryMiB
      self.outputKiB = outputKiB
      self.fileMiB = fileMiB
      self.openFiles = openFiles
      self.processes = processes
    }
  }
}
