/// What the judge asks of a runner, handed over on standard input before any answer runs.
public struct RunOrder: Codable, Sendable, Equatable {
  /// Repeated in every event, so that nothing an answer writes can pass for one.
  public var nonce: String
  public var runs: [Item]
  public var limits: Limits
  /// What is not answered, by the name of the declaration or of one around it, and the line that
  /// says so.
  public var unanswered: [String: Int]
  /// Stands, with the position in `runs`, before what each test prints. As unguessable as the
  /// nonce, and another: what is printed is text, whatever it looks like.
  public var printMark: String
  /// The file that takes what the runtime says of a trap, so that it is not mixed with what the
  /// answer prints; nil leaves it on standard error.
  public var messages: String?

  public init(
    nonce: String, runs: [Item], limits: Limits, unanswered: [String: Int] = [:],
    printMark: String = "", messages: String? = nil
  ) {
    self.nonce = nonce
    self.runs = runs
    self.limits = limits
    self.unanswered = unanswered
    self.printMark = printMark
    self.messages = messages
  }

  /// The line before what a test prints, by its position in `runs`.
  public func printLead(ofRun run: Int) -> String { "\u{1E}\(printMark) \(run)\n" }

  /// One test to run with one seed.
  public struct Item: Codable, Sendable, Hashable {
    public var test: String
    public var seed: UInt64

    public init(test: String, seed: UInt64) {
      self.test = test
      self.seed = seed
    }
  }

  /// What the runner takes from itself before it runs a test.
  public struct Limits: Codable, Sendable, Equatable {
    /// Processor seconds for all tests together.
    public var cpuSeconds: Int
    /// Bytes of address space beyond what the runner takes itself.
    public var memory: Int
    /// Bytes in any file that is written.
    public var fileSize: Int
    /// Files that are open at a time.
    public var openFiles: Int
    /// Processes and threads at a time, or nil where they would be counted with all of the user's.
    public var processes: Int?
    /// Wall-clock seconds for each test, or nil for no limit of its own.
    public var testSeconds: Double?

    public init(
      cpuSeconds: Int, memory: Int = 1 << 30, fileSize: Int = 16 << 20, openFiles: Int = 256,
      processes: Int? = nil, testSeconds: Double? = nil
    ) {
      self.cpuSeconds = cpuSeconds
      self.memory = memory
      self.fileSize = fileSize
      self.openFiles = openFiles
      self.processes = processes
      self.testSeconds = testSeconds
    }
  }

  /// The environment variable in which a suite finds the seed of its random inputs.
  public static let seedVariable = "KINDLING_SEED"
}
