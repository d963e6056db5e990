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
      outputKiB: Int = 1024, fileMiB: Int = 16, openFiles: Int = 256, processes: Int = 64
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
